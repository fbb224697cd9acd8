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
        ("11 0 7 1 x 4 2.0 4\n", "\"x\" as class: accepted: a whole number of at least 0"),
        ("11 0 7 1 3 4 2.0 4\n11 0 7 1 3 4 2.0 4\n", "job 7 runs already; accepted: one row 11 a job"),
    ])
    func `Malformed rows say what is wrong`(text: String, message: String) {
        let error = #expect(throws: TraceError.self) { try read(text) }
        #expect(error?.message == message)
    }

    private static let classes = (0...3).map { "11 0 1\($0) 1 \($0) 1 1 0\n11 0 2\($0) 0 \($0) 1 1 0\n" }.joined()

    @Test(arguments: [
        (Google2011Options.Split.omega, [12, 13] as [UInt64]), (.priority, [10, 11, 12, 13]),
    ])
    func `Service jobs are production jobs of scheduling class 2 or 3, or all production jobs`(
        split: Google2011Options.Split, service: [UInt64]
    ) throws {
        var options = PublishedSimulatorOptions()
        #expect(options.split == .omega)
        options.split = split
        #expect(try read(Self.classes, options).filter { $0.job.workload == 1 }.map(\.job.id) == service)
    }

    @Test func `Requests are of a task, one a job however many tasks it has, and without jobs that ask for no cpu`()
        throws
    {
        let text = Self.state + "11 0 9 0 0 5 0 4294967296\n11 0 10 0 0 3 0.3 0\n"
        let found = try TraceFile.withBytes(Array(text.utf8)) { try PublishedRequests($0) }
        #expect(found.requests.map { $0.map(\.cores) } == [[0.5, 0.3 / 3], [0.5]])
        #expect(found.requests.map { $0.map(\.gibibytes) } == [[1, 0], [1]])
        #expect(found.report.rows == 5)
        #expect(found.report.skipped == ["no cpu requested": .init(rows: 1, jobs: 1, tasks: 5)])
        var options = PublishedSimulatorOptions()
        options.split = .priority
        let byPriority = try TraceFile.withBytes(Array(Self.classes.utf8)) { try PublishedRequests($0, options) }
        #expect(byPriority.requests.map(\.count) == [4, 4])
    }

    @Test(arguments: [BadRowPolicy.fail, .skip])
    func `A file of values is told from a cell state by its first row`(policy: BadRowPolicy) {
        let text = "example_cluster cmb-new 0 2.517473\nexample_cluster cmb-new 1 340.360427\n"
        let error = #expect(throws: TraceError.self) {
            try TraceFile.withBytes(Array(text.utf8)) { try PublishedSimulatorReader($0, onBadRow: policy).all() }
        }
        #expect(error?.message.hasPrefix("this seems to be a file of values to draw jobs from") == true)
        #expect(error?.message.contains("workloads.from.published-simulator") == true)
    }

    /// By awk: the rows of each kind and split, and the sum of the tasks.
    @Test(.enabled(if: TraceFile.isHere("published-simulator"), TraceFile.missing))
    func `The initial state has 3,979 jobs of 151,576 tasks`() throws {
        let reader = try PublishedSimulatorReader("\(TraceFile.realFolder)/published-simulator/init-cluster-state.log")
        let summary = try TraceSummary(of: reader)
        #expect(summary.jobs == 3979)
        #expect(summary.tasks == 151_576)
        #expect(summary.report.rows == 3979 + 79)
        #expect(summary.workloads.allSatisfy { $0.jobs == $0.jobsRunning })
        #expect(summary.workloads.map(\.jobs) == [2549, 1430])
        var options = PublishedSimulatorOptions()
        options.split = .priority
        let requests = try PublishedRequests(
            "\(TraceFile.realFolder)/published-simulator/init-cluster-state.log", options)
        #expect(requests.requests.reduce(0) { $0 + $1.count } == 3979 - 99)
    }
}
