internal import CellbenchFiles

/// One benchmark of a bench file: a scenario and its measurements.
public struct Benchmark: Codable, Equatable, Sendable {
    /// Name of the measured operation: `commit/shared-state/fine/incremental`.
    public var name: String
    /// Settings that distinguish benchmarks of one name.
    public var parameters: [String: ParameterValue]
    /// Measurements by name.
    public var metrics: [String: BenchMetric]
    /// Reason for missing figures, such as the death of a child process; nil if all went well.
    public var failure: String?

    /// A benchmark and its measurements.
    public init(
        name: String, parameters: [String: ParameterValue] = [:], metrics: [String: BenchMetric] = [:],
        failure: String? = nil
    ) {
        self.name = name
        self.parameters = parameters
        self.metrics = metrics
        self.failure = failure
    }

    /// Name and settings, which identify a benchmark.
    package struct Identity: Hashable {
        package var name: String
        package var parameters: [String: ParameterValue]

        package init(name: String, parameters: [String: ParameterValue]) {
            self.name = name
            self.parameters = parameters
        }
    }

    /// Name and settings on one line: `commit/monolithic claims=10 machines=10000 threads=1 utilization=0.6`.
    public var label: String { Benchmark.label(name, parameters) }

    /// A name and settings on one line.
    package static func label(_ name: String, _ parameters: [String: ParameterValue]) -> String {
        let settings = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([name] + settings).joined(separator: " ")
    }

    /// Name and settings of this benchmark.
    package var identity: Identity { Identity(name: name, parameters: parameters) }
}
