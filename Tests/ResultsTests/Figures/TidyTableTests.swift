import Foundation
import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct TidyTableTests {
    /// The rows as dictionaries from the header's names.
    private func rows(_ results: ResultsFile) -> [[String: String]] {
        let lines = TidyTable(results).csv.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    private func sample() -> ResultsFile {
        let parameters = [
            Parameter(path: "decisionTime.service.job", value: .number(0.1)),
            Parameter(path: "retry.position", value: .keyword("front")),
        ]
        let schedulers = [
            Sample.scheduler("batch-0", serving: ["batch"], busyness: 0.5, succeeded: 10, conflicted: 4),
            Sample.scheduler("batch-1", serving: ["batch"], busyness: 0.25, succeeded: 30, conflicted: 2),
        ]
        let figures = Sample.figures([Sample.workload("batch")], schedulers: schedulers, status: .saturated)
        return Sample.results([
            PointResult(Sample.point("omega", parameters: parameters), figures: figures),
            PointResult(Sample.point("omega", parameters: parameters, replication: 1), failedBecause: "no room"),
        ])
    }

    @Test func `A row a workload, a row a scheduler, and one for a point that failed`() throws {
        let rows = rows(sample())
        #expect(rows.map { $0["subject"] } == ["workload", "scheduler", "scheduler", ""])
        #expect(rows.map { $0["name"] } == ["batch", "batch-0", "batch-1", ""])
        #expect(rows.map { $0["status"] } == ["saturated", "saturated", "saturated", "failed"])
        #expect(rows.map { $0["replication"] } == ["0", "0", "0", "1"])
        #expect(rows.allSatisfy { $0["decisionTime.service.job"] == "0.1" && $0["retry.position"] == "front" })
        #expect(rows.allSatisfy { $0["experiment"] == "sample" && $0["architecture"] == "omega" })
    }

    @Test func `A workload has the figures of its schedulers together, and those of the cell`() throws {
        let rows = rows(sample())
        #expect(rows[0]["busyness.total"] == "0.375")
        #expect(rows[0]["transactions.conflicted"] == "6")
        // The quotient of the sums, not the mean of the fractions.
        #expect(rows[0]["conflictFraction"] == "0.15")
        #expect(rows[1]["conflictFraction"] == "0.4")
        #expect(rows[0]["waitTime.mean"] == "4.92")
        #expect(rows[1]["waitTime.mean"] == "")
        #expect(rows[1]["jobsAbandoned"] == "0")
        #expect(rows[0]["cell.utilization.cpu"] == "0.6875" && rows[2]["cell.utilization.cpu"] == "0.6875")
        #expect(rows[0]["cell.utilization.gpu"] == "")
        #expect(Figure.all.allSatisfy { rows[3][$0.name] == "" })
    }

    /// The leaves of a JSON value: numbers, texts, lists of texts, and nulls as 0.
    private func leaves(_ value: Any, at path: String) -> [(path: String, value: Any)] {
        guard let members = value as? [String: Any] else { return [(path, value)] }
        return members.flatMap { leaves($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }

    @Test func `What verdicts judge is what the file says, figure by figure`() throws {
        var point = sample().points[0]
        for isOfOldVersion in [false, true] {
            if isOfOldVersion {
                point.workloads["batch"]?["tasksPending"] = nil
                point.cell?["cell.commitBusyness"] = nil
                point.schedulers["batch-0"]?["conflictFraction"] = nil
            }
            let json = try JSONSerialization.jsonObject(with: Data(point.jsonLine))
            let members = try #require(json as? [String: Any]).filter {
                ["workloads", "schedulers", "cell", "events"].contains($0.key)
            }
            let leaves = leaves(members, at: "")
            let figures = point.figures
            #expect(Set(leaves.map(\.path)) == Set(figures.keys))
            for (path, value) in leaves {
                let expected: ParameterValue? =
                    if let number = value as? Double {
                        .number(number)
                    } else if let words = value as? [String] {
                        .keyword(words.joined(separator: ", "))
                    } else {
                        nil
                    }
                // Foundation's reader of JSON may be wrong in the last digit.
                if case .number(let number)? = expected, case .number(let read)? = figures[path]?.value {
                    #expect((number - read).magnitude <= 1e-15 * number.magnitude, "\(path)")
                } else {
                    #expect(figures[path]?.value == expected, "\(path)")
                }
            }
        }
    }

    /// Every number of a workload or scheduler in a results file has a column with its path as heading.
    @Test func `No figure is forgotten`() throws {
        let point = sample().points[0]
        let rows = rows(sample())
        for (path, figure) in point.figures {
            guard case .number(let number)? = figure.value else { continue }
            var parts = path.split(separator: ".").map(String.init)
            let row: [String: String]
            switch parts.removeFirst() {
            case "workloads": row = rows[parts.removeFirst() == "batch" ? 0 : 1]
            case "schedulers": row = rows[parts.removeFirst() == "batch-0" ? 1 : 2]
            case "cell":
                row = rows[0]
                parts.insert("cell", at: 0)
            default:
                row = rows[0]
                parts = ["cell", "events"]
            }
            // The number of pending jobs is `jobsPending`.
            if parts == ["pendingAge", "count"] { continue }
            #expect(row[parts.joined(separator: ".")] == ParameterValue.number(number).description, "\(path)")
        }
    }

    @Test func `Names are unique, and short names stand for one`() {
        let names = Figure.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Figure.names.allSatisfy { Figure.named($0) != nil })
        #expect(Figure.named("busyness")?.name == "busyness.total")
        #expect(Figure.named("nothing") == nil)
        for name in names { #expect(TidyTable.columns.contains("\n\(name) ")) }
    }

    @Test func `Fields that a spreadsheet would run are marked, and what is invisible is escaped`() {
        #expect(
            CSVText.line(["=1+1", "-5", "-x", "a;=b", "\u{1B}[2J", "\u{202E}", "x\ry", "\"\u{301}"])
                == "'=1+1,-5,'-x,a;'=b,\\u{1B}[2J,\\u{202E},x\\ry,\"\"\"\u{301}\"\n")
    }

    @Test func `Fields with commas, quotes and line ends are quoted`() {
        #expect(CSVText.line(["a", "b,c", "d\"e", "f\ng", "h\r\ni"]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\"h\r\ni\"\n")
    }
}
