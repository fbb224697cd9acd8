import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct Google2011ReaderTests {
    /// A row of `task_events`, with its time in seconds of the trace; -1 for a time before the trace.
    private func event(
        _ time: Double, job: Int, task: Int, _ kind: Int, schedulingClass: Int = 0, priority: Int = 0,
        request: String = "0.5,0.25", apart: Bool = false
    ) -> String {
        let microseconds = time < 0 ? 0 : Int(time * 1e6) + 600_000_000
        return
            "\(microseconds),,\(job),\(task),,\(kind),u,\(schedulingClass),\(priority),\(request),0.1,\(apart ? 1 : 0)\n"
    }

    private func submission(_ time: Double, job: Int) -> String {
        "\(time < 0 ? 0 : Int(time * 1e6) + 600_000_000),,\(job),0,u,0,n,l\n"
    }

    private func read(
        _ parts: [String: String], _ options: Google2011Options = Google2011Options(), onBadRow: BadRowPolicy = .fail
    ) throws -> (jobs: [TraceJob], reader: Google2011Reader) {
        let files = parts.mapValues { Data($0.utf8) }
        return try TraceFile.withFolder(files) { folder in
            let reader = try Google2011Reader(folder, options, onBadRow: onBadRow)
            return (try reader.all(), reader)
        }
    }

    private let first = "task_events/part-00000-of-00500.csv"
    private let jobs = "job_events/part-00000-of-00500.csv"

    @Test func `A task runs for the sum of the times it ran, however often it was evicted`() throws {
        let (jobs, _) = try read([
            first: event(10, job: 1, task: 0, 0) + event(12, job: 1, task: 0, 1) + event(20, job: 1, task: 0, 2)
                + event(20, job: 1, task: 0, 0) + event(50, job: 1, task: 0, 1) + event(55, job: 1, task: 0, 4)
        ])
        #expect(jobs.count == 1)
        #expect(jobs[0].job.submitted == 10 * .perSecond)
        #expect(jobs[0].job.duration == 13 * .perSecond)
        #expect(jobs[0].job.tasks == 1)
        #expect(jobs[0].job.demand == Resources(cores: 16, gibibytes: 32))
        #expect(!jobs[0].wasRunning)
    }

    @Test func `A quotation mark in a comment, paired or not, takes no row with it`() throws {
        let rows = (1...20).map { event(Double($0), job: $0, task: 0, 0) + event(Double($0), job: $0, task: 0, 1) }
        for end in ["", "# and 2.5\" ones\n"] {
            let (jobs, reader) = try read([first: "# machines with 3.5\" disks\n" + rows.joined() + end])
            #expect(jobs.count == 20)
            #expect(reader.report.rows == 40)
        }
    }

    @Test func `Tasks that differ are parts, and those that are alike one`() throws {
        var text = ""
        for task in 0..<3 { text += event(10, job: 1, task: task, 0, request: task == 1 ? "1,0.5" : "0.5,0.25") }
        for task in 0..<3 { text += event(11, job: 1, task: task, 1) }
        for task in 0..<3 { text += event(21, job: 1, task: task, 4) }
        let (jobs, _) = try read([first: text])
        #expect(jobs[0].parts.map(\.count) == [2, 1])
        #expect(jobs[0].parts.map(\.demand.milliCores) == [16_000, 32_000])
    }

    @Test func `A job with the different-machines restriction on a task spreads them over machines`() throws {
        var text = ""
        for job in 1...2 {
            for task in 0..<2 { text += event(10, job: job, task: task, 0, apart: job == 2 && task == 1) }
        }
        for job in 1...2 { for task in 0..<2 { text += event(11, job: job, task: task, 1) } }
        let (jobs, _) = try read([first: text])
        #expect(jobs.map(\.requirements.spread) == [Spread(), Spread(machine: .hard)])
    }

    @Test func `What ran before the trace runs from its beginning; what still runs does so for 29 days`() throws {
        let (found, reader) = try read([
            jobs: submission(-1, job: 1) + submission(-1, job: 2) + submission(3, job: 3) + submission(4, job: 9),
            first: event(-1, job: 1, task: 0, 0) + event(-1, job: 1, task: 0, 1)
                + event(-1, job: 2, task: 0, 0) + event(5, job: 3, task: 0, 0) + event(6, job: 2, task: 0, 1)
                + event(7, job: 3, task: 0, 1) + event(8, job: 1, task: 1, 0) + event(9, job: 1, task: 1, 1)
                + event(10, job: 1, task: 0, 5) + event(11, job: 2, task: 0, 4) + event(12, job: 1, task: 1, 4),
        ])
        let days29 = Nanoseconds(29 * 86_400) * .perSecond
        #expect(found.map(\.wasRunning) == [true, false, false, false])
        #expect(found.map(\.job.id) == [1, 2, 3, 1])
        // The second job waited when the trace began; the third was submitted before its task; a task joined the first.
        #expect(found.map(\.job.submitted.inSeconds) == [0, 0, 3, 8])
        let second = Nanoseconds.perSecond
        let lengths: [Nanoseconds] = [10 * second, 5 * second, days29 - 7 * second, 3 * second]
        #expect(found.map(\.job.duration) == lengths)
        #expect(reader.report.skipped["no tasks in the files"]?.jobs == 1)
        #expect(reader.report.rows == 11)
    }

    @Test func `Tasks that were never scheduled, and those without a request, are left out and counted`() throws {
        let (jobs, reader) = try read([
            first: event(1, job: 1, task: 0, 0) + event(1, job: 1, task: 1, 0, request: ",")
                + event(2, job: 1, task: 1, 1, request: ",0.5") + event(3, job: 1, task: 0, 5)
        ])
        #expect(jobs.isEmpty)
        #expect(reader.report.skipped["never scheduled"]?.tasks == 1)
        #expect(reader.report.skipped["request unknown"]?.tasks == 1)
        #expect(reader.report.skipped["no task that ran and whose request is known"]?.jobs == 1)
    }

    @Test(arguments: [
        (Google2011Options.Split.omega, [0, 0, 1, 0]), (.priority, [0, 1, 1, 0]),
    ])
    func `Service jobs have production priority, and in the Omega paper a high scheduling class`(
        split: Google2011Options.Split, expected: [Int]
    ) throws {
        var options = Google2011Options()
        options.split = split
        var text = ""
        for (job, kind) in [(0, 8), (1, 9), (2, 9), (3, 8)].enumerated() {
            let schedulingClass = [0, 1, 2, 3][job]
            for event in 0...1 {
                text += self.event(
                    1, job: job, task: kind.0, event, schedulingClass: schedulingClass, priority: kind.1)
            }
        }
        let (jobs, _) = try read([first: text], options)
        #expect(jobs.map(\.job.workload) == expected)
    }

    @Test(arguments: [
        ("600000005,,1\n", "3 fields in this row; accepted: 13"),
        ("x,,1,0,,0,u,0,0,0.5,0.5,0.1,0\n", "\"x\" as time: accepted: a whole number"),
        ("600000005,,1,0,,9,u,0,0,0.5,0.5,0.1,0\n", "\"9\" as event type: accepted: from 0 to 8"),
        ("600000005,,1,0,,0,u,0,0,-1,0.5,0.1,0\n", "\"-1\" as CPU request: accepted: from 0 to 1000"),
        (
            "600000005,,1,0,,0,u,0,0,1,0.5,0.1,0\n600000004,,1,0,,0,u,0,0,1,0.5,0.1,0\n",
            "\"600000004\" as time: before that of a row above; accepted: rows in order of time"
        ),
    ])
    func `Malformed rows say what is wrong`(text: String, message: String) throws {
        let error = #expect(throws: TraceError.self) { try read([first: text]) }
        #expect(error?.message == message)
        #expect(error?.line == text.split(separator: "\n").count)
        #expect(error?.file.hasSuffix("/\(first)") == true)
        #expect(try read([first: text], onBadRow: .skip).reader.report.rowsSkipped == 1)
    }

    @Test func `A row far ahead is the one to blame, and none behind it is lost`() throws {
        // A time within the trace, weeks ahead.
        let wild = event(2_000_000, job: 9, task: 0, 0)
        let rows = (1...40).map { event(Double($0), job: $0, task: 0, 0) + event(Double($0), job: $0, task: 0, 1) }
        let text = rows[0] + wild + rows[1...].joined()
        let error = #expect(throws: TraceError.self) { try read([first: text]) }
        #expect(error?.line == 3)
        #expect(
            error?.message.hasSuffix("as time: ahead of those of the rows below; accepted: rows in order of time")
                == true)
        let (jobs, reader) = try read([first: text], onBadRow: .skip)
        #expect(jobs.count == 40)
        #expect(reader.report.rowsSkipped == 1)
        #expect(reader.report.rows == 81)
    }

    @Test(arguments: ["9223372036854775806", "9000000000000000"])
    func `Times beyond the end of the trace are refused, but for the one that means just that`(time: String) throws {
        let begin = event(1, job: 1, task: 0, 0) + event(2, job: 1, task: 0, 1)
        func finish(_ time: String) -> String { "\(time),,1,0,,4,u,0,0,0.5,0.25,0.1,0\n" }
        let error = #expect(throws: TraceError.self) { try read([first: begin + finish(time)]) }
        #expect(error?.message.contains("after the end of the trace") == true)
        #expect(error?.line == 3)
        let (jobs, reader) = try read([first: begin + finish("9223372036854775807")])
        #expect(jobs[0].job.duration.inSeconds == 29 * 86_400 - 2)
        #expect(reader.report.skipped["after the end of the trace"]?.rows == 1)
    }

    @Test func `A malformed row does not move the time that later rows are held against`() throws {
        let bad = event(9000, job: 1, task: 0, 0).replacingOccurrences(of: ",1,0,,0,u", with: ",1,x,,0,u")
        let (jobs, reader) = try read(
            [first: bad + event(1, job: 1, task: 0, 0) + event(2, job: 1, task: 0, 1)], onBadRow: .skip)
        #expect(jobs.count == 1)
        #expect(reader.report.skipped.mapValues(\.rows) == ["not a number": 1])
    }

    @Test func `Parts are in the order of their numbers, and numbers beyond reason are no parts`() throws {
        var files: [String: String] = [:]
        for part in 1...12 { files["task_events/part-\(part)-of-12.csv"] = event(Double(part), job: part, task: 0, 0) }
        files["task_events/part-9223372036854775807-of-5.csv"] = "x"
        #expect(try read(files).reader.report.rows == 12)
    }

    @Test func `What runs when a window begins runs from its start`() throws {
        let text =
            event(10, job: 1, task: 0, 0) + event(20, job: 1, task: 0, 1) + event(100, job: 2, task: 0, 0)
            + event(101, job: 2, task: 0, 1) + event(110, job: 2, task: 0, 4) + event(200, job: 1, task: 0, 4)
        try TraceFile.withFolder([first: Data(text.utf8)]) { folder in
            var selection = TraceSelection()
            selection.start = 50 * .perSecond
            let jobs = try SelectedJobs(TraceSource(.google2011, folder), selection).all()
            #expect(jobs.map(\.wasRunning) == [true, false])
            #expect(jobs.map(\.job.duration.inSeconds) == [150, 9])
        }
    }

    /// Two tasks of a job, one at 100 s and one at 1000 s; another job's task is evicted at 300 s and runs again at 400 s.
    private var oneByOne: String {
        event(100, job: 1, task: 0, 0) + event(100, job: 1, task: 1, 0) + event(100, job: 1, task: 0, 1)
            + event(120, job: 2, task: 0, 0) + event(130, job: 2, task: 0, 1) + event(150, job: 1, task: 0, 4)
            + event(300, job: 2, task: 0, 2) + event(300, job: 2, task: 0, 0) + event(400, job: 2, task: 0, 1)
            + event(450, job: 2, task: 0, 4) + event(1000, job: 1, task: 1, 1) + event(1500, job: 1, task: 1, 4)
    }

    private static let windows: [(start: Int, lengths: [Double], ended: Int, waiting: Int)] = [
        (140, [10, 210], 0, 1), (200, [150], 1, 1), (300, [], 1, 2), (420, [30], 1, 1), (1000, [500], 2, 0),
        (1500, [], 3, 0),
    ]

    @Test(arguments: windows)
    func `A window begins with the tasks that run then, each for the rest of its own time`(
        start: Int, lengths: [Double], ended: Int, waiting: Int
    ) throws {
        try TraceFile.withFolder([first: Data(oneByOne.utf8)]) { folder in
            var selection = TraceSelection()
            selection.start = Nanoseconds(start) * .perSecond
            let reader = try SelectedJobs(TraceSource(.google2011, folder), selection)
            let jobs = try reader.all()
            #expect(!jobs.contains { !$0.wasRunning })
            #expect(jobs.flatMap(\.parts).map(\.duration.inSeconds) == lengths)
            let skipped = reader.report.skipped
            #expect(skipped["before the window"]?.tasks ?? 0 == ended)
            #expect(skipped["waiting when the window began"]?.tasks ?? 0 == waiting)
            let leftOut = skipped.values.reduce(0) { $0 + $1.jobs }
            #expect(jobs.count + leftOut == 2)
        }
    }

    @Test func `The most at once are those that run at once`() throws {
        let summary = try TraceFile.withFolder([first: Data(oneByOne.utf8)]) {
            try TraceSummary(of: Google2011Reader($0))
        }
        #expect(summary.peak.tasks == 2)
        #expect(summary.peak.cores == 32)
        #expect(summary.tasksCut == 0)
    }

    @Test func `What was over when the trace began is left out, and what was evicted before waits then`() throws {
        let rows =
            event(-1, job: 1, task: 0, 0) + event(-1, job: 1, task: 0, 1) + event(-1, job: 1, task: 0, 4)
            + event(-1, job: 2, task: 0, 0) + event(-1, job: 2, task: 0, 1) + event(-1, job: 2, task: 0, 2)
            + event(-1, job: 3, task: 0, 0) + event(-1, job: 3, task: 0, 1) + event(0, job: 3, task: 0, 4)
            + event(5, job: 2, task: 0, 1) + event(8, job: 2, task: 0, 4)
        let (jobs, reader) = try read([first: rows])
        #expect(jobs.map(\.wasRunning) == [false])
        #expect(jobs.map(\.job.duration.inSeconds) == [3])
        #expect(reader.report.skipped["ended before the trace"]?.tasks == 2)
    }

    @Test(arguments: [
        "#Time stamp,Missing info,jobID,Task index,machine ID,Event type,user,class,priority,CPU,RAM,disk,constraint\n",
        "\"time\",\"missing info\",\"job ID\",\"task index\",\"machine ID\",\"event type\",\"user\",\"scheduling class\",\"priority\",,,,\n",
        "\u{FEFF}time,missing_info,job_id,task_index,machine_id,event_type,user_name,scheduling_class,priority,a,b,c,d\n",
        "# made by hand\n\n#,,,\n", "timestamp,missing info\n",
    ])
    func `Rows of names and comments are no rows, in any part`(header: String) throws {
        let second = "task_events/part-00001-of-00500.csv"
        let (jobs, reader) = try read([
            first: header + event(1, job: 1, task: 0, 0) + header.replacing("\u{FEFF}", with: "")
                + event(2, job: 1, task: 0, 1),
            second: header + event(7, job: 1, task: 0, 4),
            self.jobs: "time,missing info,job ID,event type\n" + submission(1, job: 1),
        ])
        #expect(jobs.map(\.job.duration.inSeconds) == [5])
        #expect(reader.report.rows == 3)
    }

    @Test(arguments: [
        (
            "job ID,time\n",
            "\"job ID\" as column 1: accepted: the columns in the order of the trace, where it is column 3"
        ),
        (
            "#time,task index,job ID\n",
            "a comment says that column 2 is the taskindex; accepted: the columns in the order of the trace, where it is column 4"
        ),
    ])
    func `Columns that are named in another order are refused`(header: String, message: String) {
        let error = #expect(throws: TraceError.self) { try read([first: header + event(1, job: 1, task: 0, 0)]) }
        #expect(error?.message == message)
        #expect(throws: TraceError.self) { try read([first: header + event(1, job: 1, task: 0, 0)], onBadRow: .skip) }
    }

    @Test func `Tasks without a submission are told: parts of the trace are missing`() throws {
        let rows = event(1, job: 1, task: 0, 4) + event(1, job: 2, task: 0, 0) + event(2, job: 2, task: 0, 1)
        let (jobs, reader) = try read([first: rows])
        #expect(jobs.map(\.job.id) == [2])
        #expect(reader.report.notes.count == 1)
        #expect(reader.report.notes.first?.hasPrefix("1 tasks are in the files, but not their submission") == true)
    }

    @Test(arguments: [1, 600, 600_000, 599_999_999])
    func `A time below 600 s is none of Google's clock`(time: Int) throws {
        let row = "\(time),,1,0,,0,u,0,0,0.5,0.25,0.1,0\n"
        let error = #expect(throws: TraceError.self) { try read([first: row]) }
        #expect(error?.message.contains("before 600 s, where Google's clock begins") == true)
        #expect(error?.column == 1)
        #expect(throws: TraceError.self) {
            try read([jobs: "\(time),,1,0,u,0,n,l\n", first: event(1, job: 1, task: 0, 0)])
        }
        #expect(throws: TraceError.self) {
            try TraceFile.withFolder(["machine_events/part-00000-of-00001.csv": Data("\(time),5,0,x,0.5,0.5\n".utf8)]) {
                try MachineTrace(.google2011, $0).machines()
            }
        }
        #expect(try read([first: row], onBadRow: .skip).reader.report.skipped == ["out of range": .init(rows: 1)])
    }

    @Test func `Requests of more than the largest machine are told, and machines larger than it refused`() throws {
        let rows = (0...1).map { event(1, job: 1, task: 0, $0, request: "1.5,0.5") + event(1, job: 2, task: 0, $0) }
            .joined()
        let notes = try read([first: rows]).reader.report.notes
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("1 tasks in the files ask for more than the largest machine has") == true)
        #expect(try read([first: oneByOne]).reader.report.notes.isEmpty)
        let error = #expect(throws: TraceError.self) {
            try TraceFile.withFolder(["machine_events/part-00000-of-00001.csv": Data("0,5,0,x,16,0.5\n".utf8)]) {
                try MachineTrace(.google2011, $0).machines()
            }
        }
        #expect(error?.message == "\"16\" as CPUs: accepted: from 0 to 1")
    }

    @Test func `A part missing between two others is told, and so are folders without any`() throws {
        let row = event(1, job: 1, task: 0, 0)
        let gap = #expect(throws: TraceError.self) {
            try read([first: row, "task_events/part-00002-of-00500.csv": row])
        }
        #expect(gap?.message == "part 1 is missing; accepted: parts that follow one another, from any to any")
        let none = #expect(throws: TraceError.self) { try read(["task_events/other.csv": row]) }
        #expect(none?.kind == .malformed)
        let nothing = #expect(throws: TraceError.self) { try read(["elsewhere/x": row]) }
        #expect(nothing?.kind == .unreadable)
    }

    /// Expected, by Python: pairs of job and task index, pairs without an event 1, and rows.
    @Test(
        .enabled(if: TraceFile.isHere("google-2011/task_events"), TraceFile.missing),
        .enabled(
            if: !Self.isDebugBuild, "it takes a minute in a debug build; scripts/test counts with the release build"))
    func `The first parts of the trace have 2,609,335 rows and 614,019 tasks`() throws {
        let summary = try TraceSummary(of: Google2011Reader("\(TraceFile.realFolder)/google-2011"))
        #expect(summary.report.rows == 2_609_335)
        let leftOut = summary.report.skipped.values.reduce(0) { $0 + $1.tasks }
        #expect(summary.tasks + leftOut == 614_019)
        #expect(summary.report.skipped["never scheduled"]?.tasks == 40_417)
        #expect(summary.workloads.reduce(0) { $0 + $1.tasksRunning } == 132_982)
    }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
