import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Rows of logs in the Standard Workload Format that are easily mistaken for jobs.
@Suite struct SWFTrapTests {
    private func read(_ text: String, _ options: SWFOptions = SWFOptions(), onBadRow: BadRowPolicy = .fail) throws -> (
        jobs: [TraceJob], report: ReadReport
    ) {
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try SWFReader(path, options, onBadRow: onBadRow)
            return (try reader.all(), reader.report)
        }
    }

    /// A row of a job, by default on 4 processors.
    private func row(
        _ number: Int, submit: String, wait: Int = 0, run: Int = 100, processors: String = "4", status: Int = 1
    ) -> String {
        "\(number) \(submit) \(wait) \(run) \(processors) -1 -1 \(processors) 200 -1 \(status) 1 1 1 1 1 -1 -1\n"
    }

    @Test func `Parts of a job are passed over where there is a row of the whole, before them or after`() throws {
        let whole = row(1, submit: "0")
        let parts = row(1, submit: "0", run: 40, status: 2) + row(1, submit: "-1", wait: 30, run: 60, status: 3)
        let other = row(2, submit: "50", run: 70, processors: "8")
        for text in [whole + parts + other, parts + whole + other, parts + other + row(1, submit: "50")] {
            let (jobs, report) = try read(text)
            #expect(jobs.filter { $0.job.id == 1 }.map(\.job.duration.inSeconds) == [100])
            #expect(report.skipped[SWFParts.partOfWhole]?.rows == 2)
            #expect(report.skipped[SWFParts.partOfWhole]?.jobs == 0)
        }
        let (jobs, report) = try read(whole + parts + other)
        #expect(jobs.map(\.job.id) == [1, 2])
        #expect(jobs.reduce(0) { $0 + $1.job.duration.inSeconds * Double($1.job.tasks) } == 960)
        #expect(report.rows == 4)
    }

    @Test func `Of parts alone a job is made, which runs as long as they do together`() throws {
        let text =
            row(1, submit: "5", wait: 2, run: 40, status: 2) + row(2, submit: "6", run: 10)
            + row(1, submit: "-1", wait: 30, run: 60, status: 2) + row(3, submit: "7", run: 30, status: 4)
            + row(1, submit: "-1", wait: 9, run: 50, processors: "8", status: 3)
        let (jobs, report) = try read(text)
        #expect(jobs.map(\.job.id) == [2, 1, 3])
        #expect(jobs.map(\.job.submitted.inSeconds) == [6, 5, 7])
        #expect(jobs.map(\.job.tasks) == [4, 4, 4])
        // 40 s and 60 s on 4 processors, 50 s on 8.
        #expect(jobs.map(\.job.duration.inSeconds) == [10, 200, 30])
        #expect(jobs.map { $0.began?.inSeconds } == [6, 7, 7])
        #expect(report.rows == 5)
        #expect(report.skipped.mapValues(\.rows) == [SWFParts.partOfAssembled: 2])
    }

    @Test func `A job of parts that no task can be is passed over like a row of a whole, and the others are kept`()
        throws
    {
        let text =
            row(1, submit: "0") + row(2, submit: "1", processors: "3000000", status: 2)
            + row(2, submit: "-1", processors: "3000000", status: 3) + row(3, submit: "2", status: 3)
        var options = SWFOptions()
        options.tasks = .job
        let (jobs, report) = try read(text, options, onBadRow: .skip)
        #expect(jobs.map(\.job.id) == [1, 3])
        #expect(report.skipped[RowProblem.outOfRange.rawValue]?.rows == 1)
        let error = #expect(throws: TraceError.self) { try read(text, options) }
        #expect(error?.line == 2)
    }

    @Test func `What is doubtful about a job made of parts is told`() throws {
        let (_, report) = try read("; MaxProcs: 4\n" + row(1, submit: "0", processors: "8", status: 3))
        #expect(report.notes == ["1 of the jobs read has more processors than the header's MaxProcs"])
    }

    @Test func `A limit leaves what runs when the window begins, though it is made of parts and comes last`() throws {
        let text =
            row(1, submit: "5", run: 1000, status: 2) + row(1, submit: "-1", run: 1000, status: 3)
            + (5...7).map { row($0, submit: "\(10 * $0)") }.joined()
        try TraceFile.withBytes(Array(text.utf8)) { path in
            var selection = TraceSelection()
            selection.start = 40 * .perSecond
            selection.limit = 2
            let jobs = try SelectedJobs(TraceSource(.swf, path), selection).all()
            #expect(jobs.count { $0.wasRunning } == 1)
            #expect(jobs.filter { !$0.wasRunning }.map(\.job.id) == [5, 6])
        }
    }

    @Test func `A job of parts of which too little is known is left out and counted`() throws {
        let text =
            row(1, submit: "-1", status: 2) + row(2, submit: "1", run: -1, status: 3)
            + row(3, submit: "2", processors: "-1", status: 4)
        let (jobs, report) = try read(text)
        #expect(jobs.isEmpty)
        #expect(
            report.skipped.mapValues(\.jobs) == [
                "submit time unknown": 1, "run time unknown": 1, "processors unknown": 1,
            ])
    }

    @Test func `Numbers of jobs need not follow one another for parts to find the whole`() throws {
        let wholes = [9, 2, 5, 6, 7, 7, 1_000_000].enumerated().map { row($1, submit: "\($0)") }.joined()
        let parts = [2, 7, 1_000_000, 8].map { row($0, submit: "3", status: 3) }.joined()
        let (jobs, report) = try read(wholes + parts)
        #expect(jobs.map(\.job.id) == [9, 2, 5, 6, 7, 7, 1_000_000, 8])
        #expect(report.skipped.mapValues(\.rows) == [SWFParts.partOfWhole: 3])
    }

    @Test func `A row far ahead is the one to blame, and with onBadRow skip the only one lost`() throws {
        let times = ["0", "1", "2", "1000000000", "3", "4", "5"]
        let text = times.enumerated().map { row($0 + 1, submit: $1) }.joined()
        let error = #expect(throws: TraceError.self) { try read(text) }
        #expect(error?.line == 4)
        #expect(error?.column == 3)
        #expect(
            error?.message
                == "the submission at 1000000000 s is ahead of the rows below; accepted: rows in order of time")
        let (jobs, report) = try read(text, onBadRow: .skip)
        #expect(jobs.map(\.job.id) == [1, 2, 3, 5, 6, 7])
        #expect(report.skipped.mapValues(\.rows) == ["time jumps ahead": 1])
    }

    @Test func `Errors are told in the order of the rows, though rows are judged with those that follow`() throws {
        let text =
            row(1, submit: "0") + row(2, submit: "900") + row(3, submit: "x") + row(4, submit: "1")
            + row(5, submit: "2")
        let error = #expect(throws: TraceError.self) { try read(text) }
        #expect(error?.line == 2)
        let (jobs, report) = try read(text, onBadRow: .skip)
        #expect(jobs.map(\.job.id) == [1, 4, 5])
        #expect(report.rows == 5)
    }

    @Test func `Rows are counted as far as jobs were taken, though more were read`() throws {
        let text = (0..<100).map { row($0, submit: "\($0)") }.joined()
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try SWFReader(path)
            for _ in 0..<7 { _ = try reader.next() }
            #expect(reader.report.rows == 7)
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `A row of names, and comments with other marks, are no jobs`(end: String) throws {
        let names =
            "id submit wait runtime cpus cputimeused usedmem cpusreq walltime memreq status user group application queue "
            + "partition precjob thinktime\n"
        let text =
            "# made by a tool\n" + names + "% one\n  ; MaxProcs: 9\n//two\n" + row(1, submit: "0") + "#three\n"
            + row(2, submit: "1")
        for separator in [" ", "\t"] {
            let (jobs, report) = try read(text.replacing(" ", with: separator).replacing("\n", with: end))
            #expect(jobs.count == 2)
            #expect(report.rows == 2)
            #expect(report.skipped.isEmpty)
        }
        let error = #expect(throws: TraceError.self) { try read(row(1, submit: "0") + names) }
        #expect(error?.line == 2)
    }

    @Test func `What is unknown is counted by reason`() throws {
        let text =
            row(1, submit: "-1") + row(2, submit: "0", run: -1) + row(3, submit: "0", processors: "-1")
            + row(4, submit: "0", run: -1, status: 5) + row(5, submit: "0", run: 0, status: 5)
            + row(6, submit: "0", run: 5, status: 5)
            + row(7, submit: "0", run: 0)
        let (jobs, report) = try read(text)
        #expect(jobs.map(\.job.id) == [6, 7])
        #expect(
            report.skipped.mapValues(\.rows) == [
                "submit time unknown": 1, "run time unknown": 1, "processors unknown": 1, "cancelled before it ran": 2,
            ])
    }

    @Test func `Fractions of seconds are kept, of processors refused, and whole numbers may have a fraction of 0`()
        throws
    {
        let (jobs, _) = try read(row(1, submit: "0.25", processors: "4.0"))
        #expect(jobs.map(\.job.submitted) == [250_000_000])
        #expect(jobs.map(\.job.tasks) == [4])
        #expect(throws: TraceError.self) { try read(row(1, submit: "0", processors: "0.5")) }
    }

    @Test func `Doubtful rows are taken, and told`() throws {
        let text =
            "; MaxProcs: 8 processors\n; MaxRecords: 9\n" + row(1, submit: "0", processors: "9")
            + row(2, submit: "1", status: 7) + row(3, submit: "1700000000")
            + row(4, submit: "1700000001", processors: "16")
        let (jobs, report) = try read(text)
        #expect(jobs.count == 4)
        #expect(
            report.notes == [
                "2 of the jobs read have more processors than the header's MaxProcs",
                "2 of the jobs read have a submit time that seems to count from 1970: window.from moves the beginning there",
                "1 of the jobs read has a status that the format does not have",
                "the header announces 5 more rows (MaxRecords) than the file has",
            ])
    }

    @Test func `A job that is one task is held to what one machine may have`() throws {
        var options = SWFOptions()
        options.tasks = .job
        let error = #expect(throws: TraceError.self) { try read(row(1, submit: "0", processors: "3000000"), options) }
        #expect(error?.message.contains("accepted: at most 2147483 cores and 2097151 GiB") == true)
        #expect(try read(row(1, submit: "0", processors: "3000000")).jobs.map(\.job.tasks) == [3_000_000])
    }
}
