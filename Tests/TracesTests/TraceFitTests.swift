import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct TraceFitTests {
    /// The largest difference between the distribution functions of two samples.
    private func distance(_ a: [Double], _ b: [Double]) -> Double {
        let (a, b) = (a.sorted(), b.sorted())
        var (i, j, most) = (0, 0, 0.0)
        while i < a.count && j < b.count {
            let value = min(a[i], b[j])
            while i < a.count && a[i] == value { i += 1 }
            while j < b.count && b[j] == value { j += 1 }
            most = max(most, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
        }
        return most
    }

    private func generated(_ distribution: Distribution, _ count: Int, roundedUp: Bool = false) -> [Double] {
        (0..<count).map { number in
            let value = distribution.quantile((Double(number) + 0.5) / Double(count))
            return roundedUp ? max(1, value.rounded(.up)) : value
        }
    }

    @Test(arguments: [
        Distribution(.lognormal(mean: 100, sd: 1000)), Distribution(.exponential(mean: 3)), Distribution(.constant(5)),
        Distribution(.pareto(alpha: 1.3, scale: 1)),
        Distribution(.choice([.init(value: 0, weight: 5), .init(value: 1, weight: 3), .init(value: 8, weight: 2)])),
    ])
    func `What is generated is distributed as what it was fitted to, and has its mean`(law: Distribution) {
        let sample = SortedSample(generated(law, 100_000))
        let fitted = sample.fitted
        #expect(distance(Array(sample), generated(fitted, 100_000)) <= 0.01)
        #expect(abs(fitted.mean / sample.mean - 1) <= 0.03)
    }

    @Test func `Few values, one value and none can be fitted to`() {
        #expect(SortedSample([]).fitted == Distribution(.constant(0)))
        #expect(SortedSample([4, 4]).fitted == Distribution(.constant(4)))
        let two = SortedSample([1, 3]).fitted
        #expect(two.quantile(0.25) == 1)
        #expect(two.quantile(0.75) == 3)
    }

    @Test(.enabled(if: TraceFile.isHere("google-2011/jobs.csv") && TraceFile.isHere("swf"), TraceFile.missing))
    func `Generators fitted to real traces have their quantiles`() throws {
        let log = try TraceSummary(of: SWFReader("\(TraceFile.realFolder)/swf/NASA-iPSC-1993-3.1-cln.swf.gz"))
        let list = try TraceSummary(of: JobListReader("\(TraceFile.realFolder)/google-2011/jobs.csv"))
        for workload in (log.workloads + list.workloads).filter({ $0.jobs > 1000 }) {
            let fitted = try #require(workload.fitted)
            let pairs: [(TraceSummary.Quantity, Distribution)] = [
                (.interarrival, fitted.interarrival), (.tasks, fitted.tasks), (.duration, fitted.duration),
                (.cpu, fitted.cpu), (.memory, fitted.memory), (.gpu, fitted.gpu),
            ]
            for (quantity, distribution) in pairs {
                let sample = try #require(workload.samples[quantity])
                let drawn = generated(distribution, 100_000, roundedUp: quantity == .tasks)
                #expect(distance(Array(sample), drawn) <= 0.02, "\(workload.name) \(quantity)")
                #expect(
                    abs(distribution.mean - sample.mean) <= 0.05 * sample.mean + 1e-9, "\(workload.name) \(quantity)")
            }
        }
    }
}

@Suite struct TraceSelectionTests {
    /// A reader of given jobs.
    private final class Listed: JobReader {
        private var left: [TraceJob]
        let workloads = ["batch"]
        let report = ReadReport()

        init(_ jobs: [TraceJob]) { left = jobs.reversed() }

        func next() throws(TraceError) -> TraceJob? { left.popLast() }
    }

    private func job(_ id: UInt64, at time: Double, lasts: Double = 10, began: Double? = nil, tasks: Int = 1)
        -> TraceJob
    {
        let spec = JobSpec(
            submitted: Nanoseconds(clampingSeconds: time), duration: Nanoseconds(clampingSeconds: lasts),
            demand: Resources(cores: 1, gibibytes: 1), workload: 0, tasks: tasks, id: id)
        return TraceJob(spec, began: began.map { Nanoseconds($0 * 1e9) })
    }

    private func selected(_ jobs: [TraceJob], _ change: (inout TraceSelection) -> Void) throws -> (
        jobs: [TraceJob], report: ReadReport
    ) {
        var selection = TraceSelection()
        change(&selection)
        let reader = SelectedJobs(selection, first: Listed(jobs)) { Listed(jobs) }
        return (try reader.all(), reader.report)
    }

    @Test func `All of a trace is as it is`() throws {
        let jobs = [job(1, at: 0, began: -1), job(2, at: 3, began: 4), job(3, at: 5)]
        #expect(try selected(jobs) { _ in }.jobs == jobs)
    }

    @Test func `What runs when a window begins runs from its start, for what is left of it`() throws {
        let jobs = [
            job(1, at: 0, lasts: 100, began: -1), job(2, at: 0, lasts: 30, began: -1),
            job(3, at: 10, lasts: 60, began: 20),
            job(4, at: 10, lasts: 10, began: 20), job(5, at: 11), job(6, at: 50, began: 52), job(7, at: 60),
        ]
        let (found, report) = try selected(jobs) {
            $0.start = 40 * .perSecond
            $0.end = 60 * .perSecond
        }
        #expect(found.map(\.job.id) == [1, 3, 6])
        #expect(found.map(\.wasRunning) == [true, true, false])
        #expect(found.map(\.job.duration.inSeconds) == [60, 40, 10])
        #expect(found.map(\.job.submitted.inSeconds) == [0, 0, 10])
        #expect(found[2].began == 12 * .perSecond)
        #expect(
            report.skipped.mapValues(\.jobs) == [
                "before the window": 2, SelectedJobs.beginUnknown: 1, "after the window": 1,
            ])
    }

    @Test func `Parts of a job that have ended when a window begins are gone`() throws {
        let first = TaskPart(demand: Resources(cores: 1, gibibytes: 1), duration: 10 * .perSecond, count: 3)
        let second = TaskPart(demand: Resources(cores: 2, gibibytes: 1), duration: 50 * .perSecond, count: 4)
        let (found, _) = try selected([job(1, at: 0, began: -1).with([first, second])]) { $0.start = 20 * .perSecond }
        #expect(found.map(\.job.tasks) == [4])
        #expect(found.map(\.job.demand.milliCores) == [2000])
        #expect(found.map(\.job.duration.inSeconds) == [30])
    }

    @Test func `Time between submissions is scaled, and lengths are not`() throws {
        let (found, _) = try selected([job(1, at: 0), job(2, at: 10), job(3, at: 30)]) { $0.timeScale = 0.1 }
        #expect(found.map(\.job.submitted.inSeconds) == [0, 1, 3])
        #expect(found.allSatisfy { $0.job.duration == 10 * .perSecond })
    }

    @Test func `The sum of a job's tasks is scaled, and one stays`() throws {
        let (found, _) = try selected([job(1, at: 0, tasks: 10), job(2, at: 0, tasks: 1)]) { $0.sizeScale = 0.25 }
        #expect(found.map(\.job.tasks) == [3, 1])
        let part = TaskPart(demand: Resources(cores: 1, gibibytes: 1), duration: 0, count: 1)
        let (many, _) = try selected([job(1, at: 0).with(Array(repeating: part, count: 9))]) { $0.sizeScale = 2 / 3.0 }
        #expect(many[0].job.tasks == 6)
        #expect(many[0].parts.count == 6)
    }

    @Test func `A trace begins again as long behind its last job as jobs are apart, with other jobs`() throws {
        let (found, _) = try selected([job(1, at: 5, began: -1), job(2, at: 0), job(3, at: 10), job(4, at: 20)]) {
            $0.passes = 2
            $0.limit = 5
        }
        #expect(found.map(\.job.submitted.inSeconds) == [0, 0, 10, 20, 30, 40])
        #expect(Set(found.map(\.job.id)).count == 6)
        let (windowed, _) = try selected([job(2, at: 0), job(3, at: 10)]) {
            $0.end = 100 * .perSecond
            $0.passes = 3
        }
        #expect(windowed.map(\.job.submitted.inSeconds) == [0, 10, 100, 110, 200, 210])
    }

    @Test func `Rows need not be in order for a trace to begin again`() throws {
        let (found, _) = try selected([job(1, at: 100), job(2, at: 50), job(3, at: 0)]) { $0.passes = 2 }
        #expect(found.map(\.job.submitted.inSeconds) == [100, 50, 0, 250, 200, 150])
    }

    @Test func `A trace without a span cannot be looped, but for a window with an end`() throws {
        #expect(throws: TraceError.self) { try selected([job(1, at: 0)]) { $0.passes = nil } }
        let (found, _) = try selected([job(1, at: 0)]) {
            $0.passes = 3
            $0.end = 10 * .perSecond
        }
        #expect(found.map(\.job.submitted.inSeconds) == [0, 10, 20])
    }

    @Test func `A scale that makes more of a job than can be is refused, rather than obeyed in part`() throws {
        let tasks = #expect(throws: TraceError.self) {
            try selected([job(1, at: 0, tasks: 10_000)]) { $0.sizeScale = 1e6 }
        }
        #expect(
            tasks?.message
                == "a job of 10000 tasks has too many times 1000000; accepted: a sizeScale with which it has at most 1000000000"
        )
        #expect(throws: TraceError.self) {
            try selected([job(1, at: 0, began: -1, tasks: 10_000)]) { $0.sizeScale = 1e6 }
        }
        let time = #expect(throws: TraceError.self) { try selected([job(1, at: 1e6)]) { $0.timeScale = 1e6 } }
        #expect(
            time?.message
                == "a submission at 1000000 s, times 1000000 is beyond 100 years; accepted: a smaller timeScale, fewer passes, or a "
                + "window that begins later or ends sooner")
        let pass = #expect(throws: TraceError.self) {
            try selected([job(1, at: 0)]) {
                $0.passes = 2000
                $0.end = 1_800_000 * .perSecond
            }
        }
        #expect(pass?.message.hasPrefix("a submission at 3155400000 s is beyond 100 years; accepted: ") == true)
    }

    @Test(arguments: [(5, nil), (100, 98), (2, nil)] as [(Int, Int?)])
    func `A limit that the trace falls short of is told`(limit: Int, short: Int?) throws {
        let jobs = (0..<(short == nil ? 5 : 2)).map { job(UInt64($0), at: Double($0)) }
        let (found, report) = try selected(jobs) { $0.limit = limit }
        #expect(found.count == min(limit, jobs.count))
        #expect(report.jobsShortOfLimit == short)
    }

    @Test func `A selection without a job does not begin again`() throws {
        #expect(try selected([job(1, at: 0, began: -1)]) { $0.passes = nil }.jobs.count == 1)
    }
}

@Suite struct TraceSummaryTests {
    @Test func `The peak of more than any cell has is a number all the same`() throws {
        let row = "0,b,1000000000,10,2147483,1\n"
        let text = "submit_time,workload,tasks,task_duration,cpu,memory\n" + String(repeating: row, count: 6)
        let summary = try TraceFile.withBytes(Array(text.utf8)) { try TraceSummary(of: JobListReader($0)) }
        #expect(summary.peak.tasks == 6_000_000_000)
        #expect(summary.peak.cores == 6e9 * 2_147_483)
    }
}

@Suite struct JobListTextTests {
    @Test func `Jobs are read back as they were written, to the nanosecond`() throws {
        let parts = [
            TaskPart(demand: Resources(milliCores: 1, memoryMiB: 1, milliGPUs: 460), duration: 1, count: 3),
            TaskPart(
                demand: Resources(milliCores: 12_345, memoryMiB: 3 * 1024), duration: 12_345_678_901_234, count: 1),
        ]
        let spec = JobSpec(submitted: 1_000_000_007, duration: 0, demand: .zero, workload: 0, tasks: 0, id: 42)
        let job = TraceJob(spec).with(parts)
        let text = JobListText.header + JobListText.rows(of: job, workload: "a,\"b\"")
        let (read, names) = try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path)
            return (try reader.all(), reader.workloads)
        }
        #expect(names == ["a,\"b\""])
        #expect(read.map(\.job.id) == [42])
        #expect(read.map(\.parts) == [parts])
        #expect(read.map(\.job.submitted) == [1_000_000_007])
    }
}
