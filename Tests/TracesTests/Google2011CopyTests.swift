import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Copies of Google's trace of 2011: files with other names, and tables that other programs wrote.
@Suite struct Google2011CopyTests {
    private func event(_ time: Int, job: Int, task: Int = 0, _ kind: Int) -> String {
        "\(600 + time)000000,,\(job),\(task),,\(kind),u,0,0,0.5,0.25,0.1,0\n"
    }

    private func read(_ files: [String: Data]) throws -> (jobs: [TraceJob], report: ReadReport) {
        try TraceFile.withFolder(files) { folder in
            let reader = try Google2011Reader(folder)
            return (try reader.all(), reader.report)
        }
    }

    private func rows(_ job: Int) -> Data {
        Data((event(10 * job, job: job, 0) + event(10 * job, job: job, 1) + event(10 * job + 5, job: job, 4)).utf8)
    }

    private static let first = "task_events/part-00000-of-00500.csv"
    private static let xz = Data([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04])
    private static let bzip2 = Data([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    private static let zstd = Data([0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58])

    @Test(arguments: ["", ".CSV", ".csv.1", ".txt", ".csv.gz", ".csv.old"])
    func `A file that begins like a part is one, whatever its ending`(ending: String) throws {
        let (jobs, report) = try read([
            Self.first: rows(1), "task_events/part-00001-of-00500\(ending)": rows(2),
        ])
        #expect(jobs.map(\.job.id) == [1, 2])
        #expect(report.rows == 6)
    }

    @Test(arguments: [(".csv.xz", xz, "xz"), (".csv.bz2", bzip2, "bzip2"), (".zst", zstd, "zstd")])
    func `A part in another compression is refused by its content, in every table`(
        ending: String, content: Data, name: String
    ) {
        for table in ["task_events", "job_events"] {
            let error = #expect(throws: TraceError.self) {
                try read([Self.first: rows(1), "\(table)/part-00001-of-00500\(ending)": content])
            }
            #expect(error?.message.hasPrefix("it is compressed with \(name)") == true)
            #expect(error?.file.hasSuffix("part-00001-of-00500\(ending)") == true)
        }
    }

    @Test func `What is no part by its name is ignored`() throws {
        let others = [
            "README.md", "SHA256SUM", ".part-00001-of-00500.csv.swp", "part-00000-of-00500.csv.gz.sha256",
            "part-00000-of-00500.csv.md5", "part-00003-of-00500.md", "part-of-it.csv", "part-00001-of-it.csv",
        ]
        var files = [Self.first: rows(1)]
        for name in others { files["task_events/\(name)"] = Data("x\n".utf8) }
        #expect(try read(files).report.rows == 3)
    }

    @Test func `A part that is there twice, under two endings, is told`() {
        let error = #expect(throws: TraceError.self) {
            try read([Self.first: rows(1), Self.first + ".1": rows(1)])
        }
        #expect(
            error?.message
                == "part 0 is twice, in part-00000-of-00500.csv and part-00000-of-00500.csv.1; accepted: parts that follow one "
                + "another, from any to any")
    }

    @Test(arguments: ["task_events", "job_events"])
    func `A file in the place of a table is no table`(table: String) {
        var files = [Self.first: rows(1)]
        if table == "task_events" { files = [:] }
        files[table] = rows(1)
        let error = #expect(throws: TraceError.self) { try read(files) }
        #expect(error?.file.hasSuffix("/\(table)") == true)
        #expect(
            error?.message
                == "cannot be read: it is no folder; accepted: a folder of parts, such as part-00000-of-00500.csv.gz")
    }

    @Test func `Tables that pandas wrote have whole numbers with a point, and nan for nothing`() throws {
        let text = """
            time,missing_info,job_id,task_index,machine_id,event_type,user,scheduling_class,priority,cpu,ram,disk,different
            700000000.0,2.0,1.0,0.0,nan,0.0,u,0.0,0.0,0.5,0.25,0.001,1.0
            700000000,nan,1,1,nan,0,u,0,0,nan,nan,nan,nan
            710000000,nan,1,0,5.0,1,u,0,0,0.5,0.25,nan,NaN
            720000000,,1,0,5.0,4.0,u,0,0,0.5,0.25,,
            9.223372036854776e+18,,1,0,5.0,4,u,0,0,0.5,0.25,,

            """
        let (jobs, report) = try read([
            Self.first: Data(text.utf8),
            "job_events/part-00000-of-00500.csv": Data("650000000.0,nan,1.0,0.0,u,nan,n,l\n".utf8),
        ])
        #expect(jobs.map(\.job.duration.inSeconds) == [10])
        #expect(jobs.map(\.job.submitted.inSeconds) == [50])
        #expect(jobs.map(\.requirements.spread) == [Spread(machine: .hard)])
        #expect(report.skipped["after the end of the trace"]?.rows == 1)
        #expect(report.skipped["never scheduled"]?.tasks == 1)
        let error = #expect(throws: TraceError.self) {
            try read([Self.first: Data("700000000,,1.5,0,,0,u,0,0,0.5,0.25,0.1,0\n".utf8)])
        }
        #expect(error?.message == "\"1.5\" as job ID: accepted: a whole number")
    }

    @Test func `Without job_events a job is submitted when the first of its tasks is, though that never runs`() throws {
        let text =
            event(100, job: 1, 0) + event(200, job: 1, task: 1, 0) + event(210, job: 1, task: 1, 1)
            + event(300, job: 1, task: 1, 4)
        let (jobs, report) = try read([Self.first: Data(text.utf8)])
        #expect(jobs.map(\.job.submitted.inSeconds) == [100])
        #expect(jobs.map { $0.began?.inSeconds } == [210])
        #expect(report.skipped["never scheduled"]?.tasks == 1)
    }

    @Test func `Machines without capacity are left out, and counted`() throws {
        let events = """
            0,5,0,H,0.5,0.25
            0,6,0.0,H,0.5,0.25
            0,7,0,H,,
            0,8,0,H,0,0.25
            0,9,0,H,nan,nan
            0,9,0,H,1.0,0.5
            0,10,0,H,,
            600000000,10,1,H,,

            """
        let file = "machine_events/part-00000-of-00001.csv"
        let (machines, notes) = try TraceFile.withFolder([file: Data(events.utf8)]) {
            try MachineTrace(.google2011, $0).read(tap: nil)
        }
        #expect(machines.map(\.count) == [2, 1])
        #expect(notes == ["2 machines are left out, as their capacity is 0 or not known"])
        let none = #expect(throws: TraceError.self) {
            try TraceFile.withFolder([file: Data("0,7,0,H,,\n".utf8)]) { try MachineTrace(.google2011, $0).machines() }
        }
        #expect(
            none?.message
                == "no machines: 1 machine is left out, as its capacity is 0 or not known; accepted: at least one")
    }

    @Test func `A request that is more than a machine may have is refused, not made less`() {
        var options = Google2011Options()
        options.largestMachine = Resources(cores: 2_000_000, gibibytes: 128)
        let error = #expect(throws: TraceError.self) {
            try TraceFile.withFolder([
                Self.first: Data("700000000,,1,0,,0,u,0,0,1.5,0.25,0.1,0\n".utf8)
            ]) { try Google2011Reader($0, options).all() }
        }
        #expect(
            error?.message.hasPrefix("\"1.5\" and \"0.25\" of the largest machine are more than 2147483 cores") == true)
    }
}
