import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct SpreadTextTests {
    @Test(arguments: [
        ("none", Spread()), ("machine", Spread(machine: .hard)), ("machine hard", Spread(machine: .hard)),
        (" rack  soft ", Spread(rack: .soft)), ("machine;rack soft", Spread(machine: .hard, rack: .soft)),
        ("rack; machine soft", Spread(machine: .soft, rack: .hard)),
    ])
    func `Places and forms are read, and their text reads back`(text: String, expected: Spread) {
        #expect(SpreadText.spread(text) == expected)
        #expect(SpreadText.spread(SpreadText.text(expected)) == expected)
    }

    @Test(arguments: ["", "soft", "machines", "machine,rack", "machine; machine", "rack soft hard", "rack Soft", ";"])
    func `What says no spread is refused`(text: String) {
        #expect(SpreadText.spread(text) == nil)
    }

    private let header = "submit_time,workload,tasks,task_duration,cpu,memory,part,constraints,spread\n"

    @Test func `A job list says it in a column, and as it is written it reads back`() throws {
        let text =
            header + "1,a,2,1,1,1,0,,machine\n1,a,1,2,1,1,1,,\n2,b,1,1,1,1,0,zone = x,rack soft\n3,b,1,1,1,1,0,,\n"
        let jobs = try read(text)
        #expect(
            jobs.map(\.requirements) == [
                Requirements(spread: Spread(machine: .hard)),
                Requirements(constraints: [Constraint("zone", .in, ["x"])], spread: Spread(rack: .soft)),
                Requirements(),
            ])
        let written = JobListText.header + jobs.map { JobListText.rows(of: $0, workload: "w") }.joined()
        let again = try read(written)
        #expect(again.map(\.requirements) == jobs.map(\.requirements))
        #expect(again.map(\.parts) == jobs.map(\.parts))
    }

    @Test(arguments: [
        (
            "1,a,1,1,1,1,0,,apart\n", 16,
            "spread: \"apart\" does not say how tasks are apart; accepted: none, machine or rack"
        ),
        (
            "1,a,1,1,1,1,0,,machine\n1,a,1,1,1,1,1,,rack\n", 16,
            "spread: \"rack\" is not that of the job's first row; accepted: the same, or nothing"
        ),
    ])
    func `Mistakes have a place`(rows: String, column: Int, message: String) {
        #expect {
            _ = try read(header + rows)
        } throws: { error in
            guard let error = error as? TraceError else { return false }
            return error.message.hasPrefix(message) && error.column == column
        }
    }

    private func read(_ text: String) throws -> [TraceJob] {
        try TraceFile.withBytes(Array(text.utf8)) { try JobListReader($0).all() }
    }
}
