import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

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
        (
            "11 0 7 1 3 4 2.0 4\n12 9 7 1 3 1\n12 9 7 1 3 1\n",
            "job 7 has ended already; accepted: one row 12 a job"
        ),
        (
            "11 50 7 1 3 4 2.0 4\n12 20.5 7 1 3 1\n",
            "\"20.5\" as time: before that of the job's row 11; accepted: at or after it"
        ),
        ("11,0,7,1,3,4,2.0,4\n", "commas between the fields; accepted: fields between spaces or tabs"),
        ("11; 0; 7; 1; 3; 4; 2.0; 4\n", "semicolons between the fields; accepted: fields between spaces or tabs"),
        (
            "11 0 7 1 3 1 9999999999 4\n",
            "\"9999999999\" as cpus of 1 tasks; accepted: at most 2147483 a task"
        ),
        (
            "11 0 7 1 3 1 1 1e20\n",
            "\"1e20\" as memory of 1 tasks; accepted: at most 2097151 GiB a task, in bytes"
        ),
    ])
    func `Malformed rows say what is wrong`(text: String, message: String) {
        let error = #expect(throws: TraceError.self) { try read(text) }
        #expect(error?.message == message)
    }

    /// A cell state with a job for each end, and one job without an end.
    private func state(_ ends: [String]) -> String {
        ends.enumerated().map { "11 0 \($0.offset) 0 0 1 1 1073741824\n12 \($0.element) \($0.offset) 0 0 1\n" }.joined()
            + "11 0 999 0 0 1 1 1073741824\n"
    }

    private func reader(_ ends: [String], _ unit: PublishedSimulatorOptions.TimeUnit? = nil) throws -> (
        jobs: [TraceJob], report: ReadReport
    ) {
        var options = PublishedSimulatorOptions()
        options.endTimes = unit
        return try TraceFile.withBytes(Array(state(ends).utf8)) { path in
            let reader = try PublishedSimulatorReader(path, options)
            return (try reader.all(), reader.report)
        }
    }

    @Test(arguments: [
        (["13326.668895"], "s", 13_326.668895), (["12.602755", "6.844149"], "s", 12.602755), (["13326"], "s", 13_326),
        (["604046276", "729786416442"], "us", 604.046276),
        (["604046276.0", "729786416442.0"], "us", 604.046276), (["90000000", "120000000"], "us", 90),
        (["0.5", "7000000"], "s", 0.5),
    ])
    func `The unit of ends is the one that they suit`(ends: [String], unit: String, first: Double) throws {
        let (jobs, report) = try reader(ends)
        #expect(report.endTimes?.rawValue == unit)
        #expect(jobs[0].job.duration == Nanoseconds(clampingSeconds: first))
        #expect(jobs.last?.job.duration == .longestSpan)
        #expect(jobs.map(\.isCut) == ends.map { _ in false } + [true])
    }

    @Test(arguments: [
        (
            ["2000000"],
            "which may be seconds (the last 23.1 days from the start) or microseconds (the last 2 s from the start)"
        ),
        // Whole seconds over a month.
        (
            ["86400", "2505600"],
            "which may be seconds (the last 29 days from the start) or microseconds (the last 2.5056 s from the start)"
        ),
        (
            ["604046276.5", "729786416442"],
            "which suit neither seconds (the last 8446602 days from the start) nor microseconds (they have fractions)"
        ),
        (
            ["100", "200", "9000000"],
            "which suit neither seconds (the last 104.2 days from the start) nor microseconds (most within a second of the start)"
        ),
    ])
    func `Ends that suit both units or neither are refused, unless the unit is given`(
        ends: [String], reason: String
    ) throws {
        let error = #expect(throws: TraceError.self) { try reader(ends) }
        #expect(error?.message.contains(reason) == true)
        #expect(error?.message.hasSuffix("; accepted: with endTimes, s or us") == true)
        #expect(try reader(ends, .seconds).report.endTimes == .seconds)
        // The demand of tasks does not depend on the unit of end times.
        #expect(
            try TraceFile.withBytes(Array(state(ends).utf8)) { try PublishedRequests($0) }.requests[0].count == ends
                .count + 1)
    }

    @Test func `A unit that is given wins, and is told where it hardly is that of the ends`() throws {
        let seconds = try reader(["13326.668895"], .microseconds)
        #expect(seconds.jobs[0].job.duration == 13_326_669)
        #expect(
            seconds.report.notes
                == ["the 1 ends of jobs are hardly microseconds, as endTimes says: the last 0.013327 s from the start"])
        let microseconds = try reader(["729786416442"], .seconds)
        #expect(microseconds.report.notes.count == 1)
        #expect(try reader(["13326.668895"], .seconds).report.notes.isEmpty)
        #expect(try reader(["13326000000"], .microseconds).report.notes.isEmpty)
    }

    @Test func `Ends of Google's clock are told, and taken so where that is said`() throws {
        #expect(try reader(["604046276", "729786416442"]).report.notes.count == 1)
        let (jobs, report) = try reader(["604046276", "729786416442"], .google2011)
        #expect(jobs[0].job.duration == 4_046_276_000)
        #expect(report.notes.isEmpty)
        #expect(try reader(["504046276"], .google2011).report.notes.count == 1)
    }

    @Test func `Comments are passed over`() throws {
        #expect(try read("# made by hand\n" + Self.state + "# and ended so\n").count == 2)
    }

    @Test func `An end of 2^63 - 1 is after the trace, and tells nothing of the unit`() throws {
        let (jobs, report) = try reader(["9223372036854775807", "30.5"])
        #expect(jobs.map(\.isCut) == [true, false, true])
        #expect(jobs[0].job.duration == .longestSpan)
        #expect(report.endTimes == .seconds)
        #expect(try reader(["9223372036854775807"]).report.endTimes == nil)
    }

    @Test func `Ends in microseconds that may be milliseconds, or partly seconds, are told`() throws {
        let milliseconds = try reader(["3600000", "72000000", "80000000"]).report
        #expect(milliseconds.endTimes == .microseconds)
        #expect(
            milliseconds.notes == [
                "the ends of jobs are taken to be microseconds, the last 80 s from the start, and may be milliseconds, which are "
                    + "to be multiplied by 1000: endTimes: us takes them as they stand"
            ])
        #expect(try reader(["3600000", "72000000"], .microseconds).report.notes.isEmpty)
        let mixed = try reader(["5000", "5000000000"]).report
        #expect(
            mixed.notes == [
                "1 of the 2 ends of jobs are within a second of the start, as microseconds, and may be seconds: endTimes: us takes "
                    + "them as they stand"
            ])
    }

    @Test func `Without ends nothing is said of their unit`() throws {
        let (jobs, report) = try reader([])
        #expect(jobs.count == 1)
        #expect(report.endTimes == nil)
    }

    @Test func `Memory that is hardly in bytes is told`() throws {
        let report = try TraceFile.withBytes(Array("11 0 7 1 3 4 2.0 16\n".utf8)) { path in
            let reader = try PublishedSimulatorReader(path)
            _ = try reader.all()
            return reader.report
        }
        #expect(report.notes == ["none of 1 jobs has a MiB of memory: the format has bytes of the whole job"])
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
