import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct SWFReaderTests {
    /// Rows of a cancelled job, unknown processors, an unknown run time, and sound jobs.
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
            "the submission at 8 s is before that of a row above; accepted: rows in order of time", 3, .timeGoesBack
        ),
        (
            "1 -2 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"-2\" as submit: accepted: seconds of at least 0, or -1 for what is unknown", 3, .outOfRange
        ),
        (
            "1 1e18 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"1e18\" as submit: accepted: at most 3153600000 s, 100 years", 3, .outOfRange
        ),
        (
            "1 0 5 60 2.5 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"2.5\" as allocated: accepted: a whole number, or -1 for what is unknown", 10, .notANumber
        ),
        (
            "1 0 5 60 2000000000 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"2000000000\" as allocated: accepted: at most 1000000000 processors", 10, .outOfRange
        ),
        (
            "1 0 5 60 4 -1 1e13 4 -1 -1 1 1 1 1 1 -1 -1 -1\n",
            "\"1e13\" as usedMemory: accepted: at most 2097151 GiB in KiB", 15, .outOfRange
        ),
        (
            "1 0 5 60 4 -1 -1 4 -1 -1 x 1 1 1 1 -1 -1 -1\n",
            "\"x\" as status: accepted: a number, or -1 for what is unknown", 26, .notANumber
        ),
        (
            "1,0,5,60,4,-1,-1,4,-1,-1,1,1,1,1,1,-1,-1,-1\n",
            "commas between the fields; accepted: 18 fields between spaces or tabs", nil, .tooFewFields
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

    /// Expected, by Python code that is independent of the reader: jobs from the fields, the peak by sorting starts and
    /// ends.
    @Test(.enabled(if: TraceFile.isHere("swf"), TraceFile.missing))
    func `Figures of the NASA log are those of a count by hand`() throws {
        let path = "\(TraceFile.realFolder)/swf/NASA-iPSC-1993-3.1-cln.swf.gz"
        let reader = try SWFReader(path)
        let summary = try TraceSummary(of: reader)
        #expect(summary.jobs == 18_239)
        #expect(summary.tasks == 309_953)
        #expect(summary.report.rows == 18_239)
        #expect(summary.report.rowsSkipped == 0)
        #expect(
            summary.report.notes == [
                "18239 of the jobs read have no wait time (-1): when they began is unknown, and none of them runs when a window begins",
                "the header says that submit times are start times: jobs waited, nobody knows how long",
            ])
        #expect(summary.spanSeconds == 7_948_936)
        #expect(summary.peak.tasks == 176)
        let batch = try #require(summary.workloads.first)
        #expect(batch.coreSeconds == 474_238_015)
        let duration = try #require(batch.samples[.duration])
        #expect([0.5, 0.9, 0.99, 1].map(duration.quantile) == [86, 1480, 10_932, 62_643])
        let tasks = try #require(batch.samples[.tasks])
        #expect([0.5, 0.9, 0.99, 1].map(tasks.quantile) == [4, 32, 128, 128])
        let interarrival = try #require(batch.samples[.interarrival])
        #expect([0.5, 0.9, 0.99, 1].map(interarrival.quantile) == [90, 607, 8964, 518_248])
    }
}
