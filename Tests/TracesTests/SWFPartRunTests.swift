import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Jobs of logs in the Standard Workload Format that ran in several parts, and the times of these parts.
@Suite struct SWFPartRunTests {
    /// A row of a job, by default on 4 processors.
    private func row(
        _ number: Int, submit: Int, wait: Int = 0, run: Int = 100, processors: Int = 4, status: Int = 1
    ) -> String {
        "\(number) \(submit) \(wait) \(run) \(processors) -1 -1 \(processors) 200 -1 \(status) 1 1 1 1 1 -1 -1\n"
    }

    private func selected(_ text: String, from start: Int = 0, sizeScale: Double = 1) throws -> (
        jobs: [TraceJob], report: ReadReport
    ) {
        try TraceFile.withBytes(Array(text.utf8)) { path in
            var selection = TraceSelection()
            selection.start = Nanoseconds(start) * .perSecond
            selection.sizeScale = sizeScale
            let reader = try SelectedJobs(TraceSource(.swf, path), selection)
            return (try reader.all(), reader.report)
        }
    }

    private var twoParts: String { row(1, submit: 0, status: 2) + row(1, submit: 500, status: 3) }

    @Test(arguments: [
        (50, 150.0, 0, 0), (100, nil, 4, 0), (300, nil, 4, 0), (500, 100, 0, 0), (550, 50, 0, 0), (600, nil, 0, 4),
    ])
    func `A window has what is left of a job's parts where one runs at its beginning, else it waits or has ended`(
        start: Int, length: Double?, waiting: Int, ended: Int
    ) throws {
        let (jobs, report) = try selected(twoParts, from: start)
        #expect(jobs.map(\.wasRunning) == (length == nil ? [] : [true]))
        #expect(jobs.map(\.job.tasks) == (length == nil ? [] : [4]))
        #expect(jobs.map(\.job.duration.inSeconds) == (length.map { [$0] } ?? []))
        #expect(report.skipped[SelectedJobs.waiting]?.tasks ?? 0 == waiting)
        #expect(report.skipped[SelectedJobs.waiting]?.jobs ?? 0 == (waiting > 0 ? 1 : 0))
        #expect(report.skipped[SelectedJobs.beforeWindow]?.tasks ?? 0 == ended)
    }

    @Test(arguments: [
        // Submissions that are absent or the job's: the part waits from the end of the part before.
        (-1, 30, [0.0, 130.0]), (0, 30, [0, 130]),
        // A submission of the part's own.
        (500, 7, [0, 507]),
    ])
    func `A part begins after its wait, since its own submission or since the part before`(
        submit: Int, wait: Int, begins: [Double]
    ) throws {
        let (jobs, _) = try selected(row(1, submit: 0, status: 2) + row(1, submit: submit, wait: wait, status: 3))
        #expect(jobs.map(\.job.duration.inSeconds) == [200])
        #expect(jobs.flatMap(\.runs).map(\.start.inSeconds) == begins)
        #expect(jobs.flatMap(\.runs).map(\.count) == [4, 4])
    }

    @Test func `Parts on other processors run at their times, as long as processors times seconds say`() throws {
        let (jobs, _) = try selected(
            row(1, submit: 0, status: 2) + row(1, submit: -1, wait: 10, processors: 2, status: 3))
        #expect(jobs.map(\.job.duration.inSeconds) == [150])
        #expect(jobs.flatMap(\.runs).map(\.start.inSeconds) == [0, 110])
        #expect(jobs.flatMap(\.runs).map(\.end.inSeconds) == [100, 160])
    }

    @Test func `Where a part's wait is unknown, or parts would overlap, the parts are one after the other`() throws {
        let unknown = row(1, submit: 5, status: 2) + row(1, submit: -1, wait: -1, status: 3)
        let overlapping =
            row(1, submit: 5, processors: 1, status: 2) + row(1, submit: -1, wait: 5, processors: 9, status: 2)
            + row(1, submit: -1, wait: 5, processors: 1, status: 3)
        for (text, length) in [(unknown, 200.0), (overlapping, 1100)] {
            let (jobs, _) = try selected(text)
            #expect(jobs.map(\.runs.isEmpty) == [true])
            #expect(jobs.map(\.job.duration.inSeconds) == [length])
            #expect(jobs.map { $0.began?.inSeconds } == [5])
        }
    }

    @Test func `Parts of a hundred years on ever more processors are a hundred years`() throws {
        let years = 3_153_600_000
        let (jobs, _) = try selected(
            row(1, submit: 0, run: years, processors: 1, status: 2)
                + row(1, submit: -1, run: years, processors: 1_000_000_000, status: 3))
        #expect(jobs.map(\.job.duration) == [.longestSpan])
        #expect(jobs.map(\.runs.isEmpty) == [true])
    }

    @Test func `The most at once, and scaled jobs, go by when the parts ran`() throws {
        let other = row(2, submit: 200, processors: 3)
        let summary = try TraceFile.withBytes(Array((twoParts + other).utf8)) { try TraceSummary(of: SWFReader($0)) }
        #expect(summary.peak.tasks == 4)
        let (jobs, _) = try selected(twoParts, from: 550, sizeScale: 2.5)
        #expect(jobs.map(\.job.tasks) == [10])
        #expect(jobs.flatMap(\.runs).map(\.count) == [10])
    }

    @Test func `A row of the whole that does not say how long the job ran gives way to the parts, before it or after`()
        throws
    {
        let parts = row(1, submit: 0, status: 2) + row(1, submit: 190, run: 50, status: 4)
        for (run, status, reason) in [(-1, 5, "cancelled before it ran"), (0, 5, ""), (-1, 1, "run time unknown")] {
            let whole = row(1, submit: 0, run: run, status: status)
            for text in [whole + parts, parts + whole] {
                let (jobs, report) = try selected(text)
                #expect(jobs.map(\.job.duration.inSeconds) == [150])
                #expect(report.skipped[reason] == nil)
                #expect(report.skipped[SWFParts.wholeOfParts] == .init(rows: 1))
                #expect(report.skipped[SWFParts.partOfAssembled] == .init(rows: 1))
            }
        }
    }

    @Test func `A job of which neither whole nor parts say how long it ran is left out once`() throws {
        let (jobs, report) = try selected(
            row(1, submit: 0, run: -1) + row(1, submit: 0, run: -1, status: 2) + row(1, submit: 9, status: 3))
        #expect(jobs.isEmpty)
        #expect(report.skipped == ["run time unknown": .init(rows: 1, jobs: 1), SWFParts.partOfWhole: .init(rows: 2)])
    }

    @Test func `Jobs that began nobody knows when, and were submitted before the window, have a reason of their own`()
        throws
    {
        let text =
            row(1, submit: 0, wait: -1) + row(2, submit: 10, run: 20) + row(3, submit: 20) + row(4, submit: 60)
        let (jobs, report) = try selected(text, from: 50)
        #expect(jobs.map(\.job.id) == [3, 4])
        #expect(report.skipped[SelectedJobs.beginUnknown] == .init(jobs: 1, tasks: 4))
        #expect(report.skipped[SelectedJobs.beforeWindow] == .init(jobs: 1, tasks: 4))
    }

    @Test(arguments: [
        "; Note: There is no information on wait times - the given submit\n;       times are actually start times\n",
        "; The submission times are the start times of jobs.\n", "; Submit time = start time\n",
    ])
    func `A header that says that submit times are start times is told`(header: String) throws {
        let notes = try selected(header + row(1, submit: 0)).report.notes
        #expect(notes == ["the header says that submit times are start times: jobs waited, nobody knows how long"])
    }

    @Test func `A header that speaks of submit and start times otherwise says nothing`() throws {
        let header = "; Note: submit times are in seconds. Start times are not given\n; StartTime: Fri Oct 01\n"
        #expect(try selected(header + row(1, submit: 0)).report.notes.isEmpty)
    }

    @Test func `Jobs without a wait time are told`() throws {
        let left = row(3, submit: 0, wait: -1, run: -1, status: 5)
        let notes = try selected(row(1, submit: 0, wait: -1) + row(2, submit: 0) + left).report.notes
        #expect(
            notes == [
                "1 of the jobs read has no wait time (-1): when they began is unknown, and none of them runs when a window begins"
            ])
    }

    @Test(arguments: [
        (", ", "\"1,\" as number: commas between the fields; accepted: spaces or tabs alone"),
        ("; ", "\"1;\" as number: semicolons between the fields; accepted: spaces or tabs alone"),
        (",", "commas between the fields; accepted: 18 fields between spaces or tabs"),
        (";", "semicolons between the fields; accepted: 18 fields between spaces or tabs"),
    ])
    func `Other marks between the fields are named`(mark: String, message: String) throws {
        let error = #expect(throws: TraceError.self) {
            try selected(row(1, submit: 0).replacing(" ", with: mark))
        }
        #expect(error?.message == message)
        #expect(error?.line == 1)
    }

    @Test(arguments: ["\u{1A}", "\u{1A}\u{1A}\u{1A}"])
    func `What DOS programs end a text with is no row`(end: String) throws {
        #expect(try selected(row(1, submit: 0) + end).jobs.count == 1)
        #expect(try selected(row(1, submit: 0).dropLast() + end).jobs.count == 1)
    }
}
