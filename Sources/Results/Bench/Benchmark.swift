internal import CellbenchFiles

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
    package struct Identity: Hashable {
        package var name: String
        package var parameters: [String: ParameterValue]

        package init(name: String, parameters: [String: ParameterValue]) {
            self.name = name
            self.parameters = parameters
        }
    }

    /// The name and the settings on one line: `commit/monolithic claims=10 machines=10000 threads=1 utilization=0.6`.
    public var label: String { Benchmark.label(name, parameters) }

    /// A name and what was set under it, on one line.
    package static func label(_ name: String, _ parameters: [String: ParameterValue]) -> String {
        let settings = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([name] + settings).joined(separator: " ")
    }

    /// What tells this benchmark from others.
    package var identity: Identity { Identity(name: name, parameters: parameters) }
}
