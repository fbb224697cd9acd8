import Foundation
import Simulator
import Testing

@testable import Traces

@Suite struct PublishedSimulatorReaderTests {
    private func read(_ text: String, _ options: PublishedSimulatorOptions = PublishedSimulatorOptions()) throws
        -> [TraceJob]
    {
        try TraceFile.withBytes(Array(text.utf8)) { try PublishedSimulatorReader($0, options).all() }
    }

    private static let state = """
        11 0 7 1 3 4 2.0 4294967296
        11 0 8 0 0 1 0.5 1073741824
        12 30000000 7 1 3 1

        """

    @Test func `A job's cores and bytes are shared by its tasks, and its end is in microseconds`() throws {
        let jobs = try read(Self.state)
        #expect(jobs.map(\.wasRunning) == [true, true])
        #expect(jobs.map(\.job.tasks) == [4, 1])
        #expect(jobs.map(\.job.demand) == [Resources(cores: 0.5, gibibytes: 1), Resources(cores: 0.5, gibibytes: 1)])
        #expect(jobs.map(\.job.duration) == [30 * .perSecond, .longestSpan])
        #expect(jobs.map(\.job.workload) == [1, 0])
    }

    @Test func `Ends may be in seconds`() throws {
        var options = PublishedSimulatorOptions()
        options.endTimes = .seconds
        #expect(try read(Self.state, options)[0].job.duration == 30_000_000 * .perSecond)
    }

    @Test(arguments: [
        ("13 0 7 1 3 4 2.0 4\n", "\"13\" as the kind of row; accepted: 11 or 12"),
        ("11 0 7 1 3 4 2.0\n", "7 fields in this row; accepted: 8"),
        ("11 0 7 1 3 0 2.0 4\n", "0 tasks; accepted: from 1 to 1000000000"),
        ("12 5 7 1 3 1\n", "job 7 ends and was not running; accepted: after its row 11"),
        ("11 0 7 1 3 4 2.0 4\n11 0 7 1 3 4 2.0 4\n", "job 7 runs already; accepted: one row 11 a job"),
    ])
    func `Malformed rows say what is wrong`(text: String, message: String) {
        let error = #expect(throws: TraceError.self) { try read(text) }
        #expect(error?.message == message)
    }

    /// By awk: the rows of each kind, and the sum of the tasks.
    @Test(.enabled(if: TraceFile.isHere("published-simulator"), TraceFile.missing))
    func `The initial state has 3,979 jobs of 151,576 tasks`() throws {
        let reader = try PublishedSimulatorReader("\(TraceFile.realFolder)/published-simulator/init-cluster-state.log")
        let summary = try TraceSummary(of: reader)
        #expect(summary.jobs == 3979)
        #expect(summary.tasks == 151_576)
        #expect(summary.report.rows == 3979 + 79)
        #expect(summary.workloads.allSatisfy { $0.jobs == $0.jobsRunning })
    }
}
