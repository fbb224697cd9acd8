/// The most that is held at once, each resource at its own moment.
public struct Peak: Equatable, Sendable {
    /// Cores.
    public var cores = 0.0
    /// GiB.
    public var gibibytes = 0.0
    /// Devices.
    public var gpus = 0.0
    /// Tasks.
    public var tasks = 0
}
