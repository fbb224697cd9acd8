import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct TraceLoopTests {
    private static let header = "submit_time,workload,tasks,task_duration,cpu,memory\n"

    private func jobs(
        _ times: [String], _ selection: TraceSelection, until horizon: Nanoseconds? = nil
    ) throws -> [Double] {
        let text = Self.header + times.map { "\($0),a,1,1,1,1\n" }.joined()
        return try TraceFile.withBytes(text.utf8) { path in
            let source = TraceSource(.csv, path)
            let reader = try SelectedJobs(source, selection, until: horizon, tap: nil)
            return try reader.all().map(\.job.submitted.inSeconds)
        }
    }

    private func selection(passes: Int?, limit: Int? = nil) -> TraceSelection {
        var selection = TraceSelection()
        (selection.passes, selection.limit) = (passes, limit)
        return selection
    }

    @Test func `A short trace is gone through as a long one is`() throws {
        // The jobs of the shorter trace are kept, those of the longer are read again.
        for count in [3, 5000] {
            let times = (0..<count).map { "\($0)" }
            let found = try jobs(times, selection(passes: 3))
            let length = Double(count - 1) + Double(count - 1) / Double(count - 1)
            #expect(found == (0..<3).flatMap { pass in (0..<count).map { Double($0) + Double(pass) * length } })
        }
    }

    @Test func `Many passes over a few jobs need not open the file as often`() throws {
        let found = try jobs(["0", "0.000001"], selection(passes: 50_000))
        #expect(found.count == 100_000)
        #expect(found.last == 0.099999)
    }

    @Test(
        arguments: [
            (
                nil, nil, 86_400,
                "its 2 jobs would be gone through 43200000001 times until the horizon, every 0.000002 s"
            ),
            (nil, nil, nil, "its 2 jobs would be gone through without end, every 0.000002 s"),
            (60_000_000, nil, nil, "its 2 jobs would be gone through 60000000 times, every 0.000002 s"),
            (nil, 200_000_000, nil, "its 2 jobs would be gone through without end, every 0.000002 s"),
        ] as [(Int?, Int?, Int64?, String)])
    func `A loop that would come to far too many jobs is refused at once`(
        passes: Int?, limit: Int?, horizon: Int64?, message: String
    ) throws {
        let error = #expect(throws: TraceError.self) {
            try jobs(
                ["0", "0.000001"], selection(passes: passes, limit: limit), until: horizon.map { $0 * .perSecond })
        }
        #expect(
            error?.message
                == message
                + "; accepted for a loop: at most 100000000 jobs, with fewer passes, a longer window or a limit")
    }

    @Test func `A limit, few passes or an early end make the same loop fine`() throws {
        #expect(try jobs(["0", "0.000001"], selection(passes: nil, limit: 5)).count == 5)
        #expect(try jobs(["0", "0.000001"], selection(passes: 2)).count == 4)
        #expect(try jobs(["7"], selection(passes: 1), until: 0) == [7])
    }

    @Test func `A loop over what happens at one time wants a window`() throws {
        let error = #expect(throws: TraceError.self) { try jobs(["0", "0"], selection(passes: 2)) }
        #expect(error?.message == "all its jobs are submitted at one time; accepted for a loop: a window with an end")
    }
}
