import Foundation
import Simulator
import Testing

@testable import Traces

@Suite struct SWFReaderTests {
    /// Cancelled before it ran, unknown processors, unknown run time, and jobs as they should be.
    private static let log = """
        ; Version: 2.2
        ; MaxProcs: 128
        ; Note: any
        ; Queue: 1 interactive
        ;
            1   0   5  60   4 -1 2048  4 -1   -1  1 1 1 1  1 -1 -1 -1
            2  10  -1  30  -1 -1   -1  8 -1 1024  1 1 1 1  2 -1 -1 -1
            3  20   0   0   2 -1   -1  2 -1   -1  5 1 1 1 -1 -1 -1 -1
            4  20   0  10  -1 -1   -1 -1 -1   -1  1 1 1 1  1 -1 -1 -1
            5  20   0  -1   2 -1   -1  2 -1   -1  1 1 1 1  1 -1 -1 -1
            6  25   3   0   1 -1   -1 -1 -1   -1  1 1 1 1 -1 -1 -1 -1

        """

    private func read(_ text: String, _ options: SWFOptions = SWFOptions(), onBadRow: BadRowPolicy = .fail) throws -> (
        jobs: [TraceJob], reader: SWFReader
    ) {
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try SWFReader(path, options, onBadRow: onBadRow)
            return (try reader.all(), reader)
        }
    }

    @Test func `A processor is a task of a core, with the memory that is known`() throws {
        let (jobs, reader) = try read(Self.log)
        #expect(jobs.map(\.job.id) == [1, 2, 6])
        #expect(jobs.map(\.job.tasks) == [4, 8, 1])
        #expect(jobs.map(\.job.submitted.inSeconds) == [0, 10, 25])
        #expect(jobs.map(\.job.duration.inSeconds) == [60, 30, 0])
        #expect(jobs.map { $0.began?.inSeconds } == [5, nil, 28])
        #expect(jobs.map(\.job.demand.milliCores) == [1000, 1000, 1000])
        #expect(jobs.map(\.job.demand.memoryMiB) == [2, 1, 0])
        #expect(reader.workloads == ["batch"])
        #expect(reader.header["MaxProcs"] == "128")
        #expect(reader.report.rows == 6)
        #expect(
            reader.report.skipped.mapValues(\.rows) == [
                "cancelled before it ran": 1, "processors unknown": 1, "run time unknown": 1,
            ])
    }

    @Test func `A job may be one task, and queues may be workloads`() throws {
        var options = SWFOptions()
        options.tasks = .job
        options.split = .queue
        options.memoryPerProcessor = 0.5
        let (jobs, reader) = try read(Self.log, options)
        #expect(jobs.map(\.job.tasks) == [1, 1, 1])
        #expect(jobs.map(\.job.demand.milliCores) == [4000, 8000, 1000])
        #expect(jobs.map(\.job.demand.memoryMiB) == [8, 8, 512])
        #expect(jobs.map { reader.workloads[$0.job.workload] } == ["interactive", "queue-2", "unknown"])
    }

    @Test(arguments: [
        ("1 0 5 60 4\n", "5 fields in this row; accepted: 18", nil, RowProblem.tooFewFields),
        (
            "1 x 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"x\" as submit: accepted: a number, or -1 for what is unknown", 3, .notANumber
        ),
        (
            "1 9 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n2 8 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"8\" as submit: before the submission in the row above; accepted: rows in order of time", 3, .timeGoesBack
        ),
    ])
    func `Malformed rows say where and what`(text: String, message: String, column: Int?, problem: RowProblem) throws {
        let error = #expect(throws: TraceError.self) { try read(text) }
        #expect(error?.message == message)
        #expect(error?.line == text.split(separator: "\n").count)
        #expect(error?.column == column)
        #expect(error?.problem == problem)
        let (_, reader) = try read(text, onBadRow: .skip)
        #expect(reader.report.skipped.mapValues(\.rows) == [problem.rawValue: 1])
    }

    @Test(.enabled(if: TraceFile.isHere("swf"), TraceFile.missing))
    func `The NASA log has its 18,239 jobs`() throws {
        let path = "\(TraceFile.realFolder)/swf/NASA-iPSC-1993-3.1-cln.swf.gz"
        let summary = try TraceSummary(of: SWFReader(path))
        #expect(summary.jobs == 18_239)
        // By awk: the sum of the fifth field, and the last value of the second.
        #expect(summary.tasks == 309_953)
        #expect(summary.report.rowsSkipped == 0)
    }
}
