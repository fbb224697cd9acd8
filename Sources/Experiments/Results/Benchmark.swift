/// One benchmark of a bench file: a scenario and what it came to.
public struct Benchmark: Codable, Equatable, Sendable {
    /// What is measured, such as `commit/shared-state/fine/incremental`.
    public var name: String
    /// The settings that tell it from others of its name.
    public var parameters: [String: ParameterValue]
    /// What was measured, by name.
    public var metrics: [String: BenchMetric]
    /// Why there are no figures, or fewer: a child process died; nil if nothing went wrong.
    public var failure: String?

    /// A benchmark and what it came to.
    public init(
        name: String, parameters: [String: ParameterValue] = [:], metrics: [String: BenchMetric] = [:],
        failure: String? = nil
    ) {
        self.name = name
        self.parameters = parameters
        self.metrics = metrics
        self.failure = failure
    }

    /// What tells one benchmark from another.
    struct Identity: Hashable {
        var name: String
        var parameters: [String: ParameterValue]
    }

    /// What tells this benchmark from others.
    var identity: Identity { Identity(name: name, parameters: parameters) }
}
