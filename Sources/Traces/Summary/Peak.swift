/// The most resources held at once, each resource at its own moment.
public struct Peak: Equatable, Sendable {
    /// Number of cores.
    public var cores = 0.0
    /// Memory in GiB.
    public var gibibytes = 0.0
    /// Number of devices.
    public var gpus = 0.0
    /// Number of tasks.
    public var tasks = 0
}
