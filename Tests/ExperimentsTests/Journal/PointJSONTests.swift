import TestSupport
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults
@testable import CellbenchSimulator

/// The JSON of a point, against the bytes of Foundation's encoder for the same tree of values.
@Suite struct PointJSONTests {
    @Test(arguments: 0..<200)
    func `A point of random figures and names is written as the encoder does, and read back`(seed: Int) throws {
        var random = SplitMix64(state: UInt64(seed))
        let point = Self.point(&random)
        let line = point.jsonLine
        #expect(
            String(decoding: line, as: UTF8.self) == String(decoding: try JSONText.line(Tree(point)), as: UTF8.self))
        let text = try Sample.results([point]).jsonText()
        #expect(try ResultsFile(json: Array(text.utf8), file: "").points == [point])
        let journalled = JournalPoint(result: point, wallSeconds: 0.1).json
        #expect(JournalLine.result(in: journalled[...]).map(Array.init) == line)
        let copy = try JSONText.decode(JournalPoint.self, from: journalled, file: "")
        #expect(copy.result == point && copy.wallSeconds == 0.1)
    }

    @Test func `A count that is missing is told, and a number or a later count that is missing does not exist`() throws
    {
        let point = PointResult(Sample.point("omega"), figures: Sample.figures([Sample.workload("batch")]))
        let text = try Sample.results([point]).jsonText().withoutChecksum
        func read(without line: String) throws(ResultsError) -> PointResult {
            let lines = text.split(separator: "\n").filter { !$0.contains("\"\(line)\" : ") }
            return try ResultsFile(json: Array(lines.joined(separator: "\n").utf8), file: "r.json").points[0]
        }
        #expect(try read(without: "p90").workloads["batch"]?["waitTime.p90"] == nil)
        #expect(try read(without: "tasksRefused").workloads["batch"]?["tasksRefused"] == nil)
        let missing = #expect(throws: ResultsError.self) { try read(without: "jobsStarted") }
        #expect(missing?.description == "r.json: error: points[0].workloads.batch.jobsStarted: missing")
        let half = text.replacing("\"tasksRefused\" : 0", with: "\"tasksRefused\" : 0.5")
        let error = #expect(throws: ResultsError.self) { try ResultsFile(json: Array(half.utf8), file: "r.json") }
        #expect(error?.description == "r.json: error: points[0].workloads.batch.tasksRefused: expected a whole number")
    }

    // MARK: random points

    private static func point(_ random: inout SplitMix64) -> PointResult {
        let parameters = names(&random).map { name in
            Parameter(path: name, value: random.bit ? .number(number(&random) ?? 0) : .keyword(text(&random)))
        }
        let point = Point(
            architecture: text(&random), kind: text(&random), parameters: parameters,
            replication: Int(truncatingIfNeeded: random.next()), scenario: Sample.point("any").scenario,
            estimatedCost: 1)
        if random.next().isMultiple(of: 8) { return PointResult(point, failedBecause: text(&random)) }
        var result = PointResult(point, figures: Sample.figures([]))
        for name in names(&random) {
            result.workloads[name] = FigureValues(Sample.workload(name))
            for figure in Figure.ofWorkloads where random.bit { result.workloads[name]?.put(figure, &random) }
        }
        for name in names(&random) {
            result.schedulers[name] = SchedulerResult(Sample.scheduler(name, serving: names(&random)))
            for figure in Figure.ofSchedulers where random.bit {
                result.schedulers[name]?.figures.put(figure, &random)
            }
        }
        for figure in Figure.ofCells where random.bit { result.cell?.put(figure, &random) }
        return result
    }

    private static func names(_ random: inout SplitMix64) -> [String] {
        (0..<(random.next() % 4)).map { _ in text(&random) }.distinct
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let parts = [
            "a", "B", "batch-10", "batch-2", "é", "e\u{301}", "\u{1F680}", "\"", "\\", "/", "\n", "\u{1B}", "\u{202E}",
            "\u{FE0F}",
        ]
        return (0..<(random.next() % 5)).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
    }

    /// Any number; nil for no value.
    fileprivate static func number(_ random: inout SplitMix64) -> Double? {
        switch random.next() % 8 {
        case 0: nil
        case 1: 0
        case 2: -0.0
        case 3: Double(Int64(truncatingIfNeeded: random.next()) >> 12)
        case 4: Double(random.next() % 1000) / 10
        default: Double(bitPattern: random.next()).existing
        }
    }

    /// A tree of values that the encoder writes.
    private indirect enum Tree: Encodable {
        case object([String: Tree])
        case list([String])
        case text(String)
        case value(FigureValue)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .object(let members): try members.encode(to: encoder)
            case .list(let texts): try texts.encode(to: encoder)
            case .text(let text): try text.encode(to: encoder)
            case .value(.whole(let count)): try count.encode(to: encoder)
            case .value(.real(let number)): try number.encode(to: encoder)
            case .value(.none): try Double?.none.encode(to: encoder)
            }
        }

        init(_ point: PointResult) {
            var members: [String: Tree] = [
                "architecture": .text(point.architecture), "kind": .text(point.kind),
                "replication": .value(.whole(point.replication)), "status": .text(point.status.rawValue),
                "parameters": .object(
                    point.parameters.mapValues { value in
                        switch value {
                        case .number(let number): .value(.real(number))
                        case .keyword(let word): .text(word)
                        }
                    }),
                "workloads": .object(point.workloads.mapValues { .object(Self.members($0)) }),
                "schedulers": .object(
                    point.schedulers.mapValues { scheduler in
                        .object(
                            Self.members(scheduler.figures).merging(["workloads": .list(scheduler.workloads)]) { $1 })
                    }),
                "cell": point.cell.map { .object(Self.members($0)) } ?? .value(.none),
                "events": .value(point.events.map(FigureValue.whole) ?? .none),
            ]
            members["reason"] = point.reason.map(Tree.text)
            self = .object(members)
        }

        private static func members<Owner>(_ figures: FigureValues<Owner>) -> [String: Tree] {
            figures.byPath.reduce(into: [:]) { members, figure in
                let path = figure.path.split(separator: ".").map(String.init)
                guard path.count > 1 else { return members[path[0]] = .value(figure.value) }
                var within: [String: Tree] = [:]
                if case .object(let known)? = members[path[0]] { within = known }
                within[path[1]] = .value(figure.value)
                members[path[0]] = .object(within)
            }
        }
    }
}

extension FigureValues {
    /// Sets a figure to any number, or removes one that may be missing.
    fileprivate mutating func put(_ figure: Figure, _ random: inout SplitMix64) {
        guard let slot = Owner.layout.index(of: figure) else { return }
        if case .whole = Owner.layout.taken[slot], !figure.isLeftOut {
            self[figure] = Double(random.next() % 100_000_000_000)
        } else if case .whole = Owner.layout.taken[slot] {
            self[figure] = random.bit ? nil : Double(random.next() % 100)
        } else {
            self[figure] = PointJSONTests.number(&random)
        }
    }
}

extension SplitMix64 {
    fileprivate var bit: Bool {
        mutating get { next().isMultiple(of: 2) }
    }
}
