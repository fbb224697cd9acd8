import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults

/// Made-up results for tests of reports.
enum ReportSamples {
    /// Points of some architectures over the values of a sweep.
    static func points(
        _ architectures: [String], over path: String? = nil, values: [ParameterValue] = [.number(1)],
        and second: (path: String, values: [ParameterValue])? = nil, replications: Int = 3
    ) -> [PointResult] {
        var points: [PointResult] = []
        for (index, value) in values.enumerated() {
            for other in second?.values ?? [.number(0)] {
                for (number, name) in architectures.enumerated() {
                    for replication in 0..<replications {
                        var parameters = path.map { [Parameter(path: $0, value: value)] } ?? []
                        if let second { parameters.append(Parameter(path: second.path, value: other)) }
                        let wait = 0.01 * Double(number + 1) * (1 + Double(replication) / 10) * Double(1 << index)
                        points.append(
                            PointResult(
                                Sample.point(name, parameters: parameters, replication: replication),
                                figures: Sample.figures([
                                    Sample.workload("batch", wait: wait), Sample.workload("service", wait: 100 * wait),
                                ])))
                    }
                }
            }
        }
        return points
    }

    static let jobTimes: [ParameterValue] = [0.1, 1, 10, 100].map { .number($0) }

    /// Two architectures over a swept time.
    static func line() -> [PointResult] {
        points(["single", "omega"], over: "decisionTime.service.job", values: jobTimes)
    }

    /// Result of a search for the place where batch schedulers are busy.
    static func search(_ name: String, lower: Double?, upper: Double?) throws -> SaturationResult {
        let criterion = SaturationCriterion(
            figure: try #require(Figure.named("busyness")), workload: "batch", above: 0.9, from: 0.1, to: 64)
        var found = SaturationResult(of: Sample.point(name), along: "decisionTime.service.job", criterion)
        (found.lower, found.upper) = (lower, upper)
        return found
    }

    static func html(_ points: [PointResult]) -> String { Report(Sample.results(points)).html() }
}

extension String {
    /// Number of times that `part` occurs.
    func occurrences(of part: String) -> Int { ranges(of: part).count }

    /// The text between the first `start` and the next `end`; empty if there is none.
    func between(_ start: String, _ end: String) -> String {
        guard let first = firstRange(of: start), let last = self[first.upperBound...].firstRange(of: end) else {
            return ""
        }
        return String(self[first.upperBound..<last.lowerBound])
    }
}
