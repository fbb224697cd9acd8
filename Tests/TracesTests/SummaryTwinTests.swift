import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Summaries of random jobs, compared with those of a simple twin.
@Suite struct SummaryTwinTests {
    /// Shape of a random trace.
    struct Shape: CustomStringConvertible, Sendable {
        /// Number of jobs.
        var jobs: Int
        /// Longest time between two submissions, in nanoseconds.
        var gap: Nanoseconds
        /// Longest time that a task runs, in nanoseconds.
        var duration: Nanoseconds
        /// One job in this many is out of order; 0 for none.
        var late = 0

        var description: String { "\(jobs) jobs, gaps to \(gap), durations to \(duration), late 1 in \(late)" }

        static let all: [Shape] = [
            Shape(jobs: 0, gap: 1, duration: 1), Shape(jobs: 1, gap: 5, duration: 5),
            Shape(jobs: 1, gap: 5, duration: 0), Shape(jobs: 2, gap: 0, duration: 3),
            Shape(jobs: 300, gap: 0, duration: 2), Shape(jobs: 300, gap: 2, duration: 3),
            Shape(jobs: 1000, gap: 3, duration: 20), Shape(jobs: 2500, gap: 1_000_000_007, duration: 90_000_000_003),
            Shape(jobs: 2500, gap: 1_000_000_007, duration: 0), Shape(jobs: 300, gap: 2, duration: 3, late: 1),
            Shape(jobs: 1000, gap: 3, duration: 20, late: 400), Shape(jobs: 1000, gap: 999, duration: 9999, late: 2),
        ]

        /// Random jobs in two workloads, of up to three parts.
        func random(seed: UInt64) -> [TraceJob] {
            var random = SplitMix64(state: seed)
            var time: Nanoseconds = 0
            return (0..<jobs).map { number in
                time += .random(in: 0...gap, using: &random)
                let isLate = late > 0 && Int.random(in: 0..<late, using: &random) == 0
                let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    TaskPart(
                        demand: Resources(
                            milliCores: .random(in: 1...4, using: &random) * 500,
                            memoryMiB: .random(in: 0...9000, using: &random),
                            milliGPUs: .random(in: 0...1, using: &random) * 1000),
                        duration: .random(in: 0...duration, using: &random),
                        count: .random(in: 1...5, using: &random))
                }
                let spec = JobSpec(
                    submitted: isLate ? .random(in: 0...time, using: &random) : time, duration: 0, demand: .zero,
                    workload: number == 0 ? 0 : .random(in: 0...1, using: &random), tasks: 1, id: UInt64(number))
                return TraceJob(spec).with(parts)
            }
        }
    }

    /// A reader of given jobs.
    private final class Listed: JobReader {
        private var left: [TraceJob]
        let workloads = ["a", "b"]
        let report = ReadReport()

        init(_ jobs: [TraceJob]) { left = jobs.reversed() }

        func next() throws(TraceError) -> TraceJob? { left.popLast() }
    }

    /// The jobs as a job list, a row a part.
    private func list(_ jobs: [TraceJob]) -> String {
        let rows = jobs.flatMap { job in
            job.parts.enumerated().map { number, part in
                let fields = [
                    JobListText.seconds(job.job.submitted), "w\(job.job.workload)", "\(part.count)",
                    JobListText.seconds(part.duration), "\(Double(part.demand.milliCores) / 1000)",
                    "\(Double(part.demand.memoryMiB) / 1024)", "\(Double(part.demand.milliGPUs) / 1000)", "\(number)",
                ]
                return fields.joined(separator: ",") + "\n"
            }
        }
        return "submit_time,workload,tasks,task_duration,cpu,memory,gpu,part\n" + rows.joined()
    }

    private func isSame(_ summary: TraceSummary, as twin: SimpleSummary) -> Bool {
        summary.peak == twin.peak && summary.workloads.map { SimpleSummary.Workload($0) } == twin.workloads
    }

    /// Greatest demand of jobs at any time; nil where a job is out of order.
    private func peak(_ jobs: [TraceJob], inAnyOrder: Bool) -> Peak? {
        var usage = Usage(inAnyOrder: inAnyOrder)
        for job in jobs {
            guard usage.take(job) else { return nil }
        }
        return usage.peak()
    }

    @Test(arguments: Shape.all, 0..<2 as Range<UInt64>)
    func `A reader's jobs, and those of a file, have the figures of the twin`(shape: Shape, seed: UInt64) throws {
        let jobs = shape.random(seed: seed)
        #expect(isSame(try TraceSummary(of: Listed(jobs)), as: SimpleSummary(jobs)))
        let (read, summary) = try TraceFile.withBytes(list(jobs).utf8) { path in
            let source = TraceSource(.csv, path)
            #expect(source.isStreamedFile)
            return (try source.open().all(), try TraceSummary(of: source, TraceSelection()))
        }
        #expect(read.map(\.job.submitted) == jobs.map(\.job.submitted))
        #expect(read.map(\.parts.count) == jobs.map(\.parts.count))
        #expect(isSame(summary, as: SimpleSummary(read)))
        #expect(summary.report.rows == jobs.reduce(0) { $0 + $1.parts.count })
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `Tasks that begin when they do are held as in the twin, in order as in any order`(seed: UInt64) {
        var random = SplitMix64(state: seed)
        func time(_ most: Nanoseconds) -> Nanoseconds { .random(in: 0...most, using: &random) }
        let jobs = Shape(jobs: 400, gap: 3, duration: 30).random(seed: seed).enumerated().map { number, job in
            var job = job
            switch (number < 20, Int.random(in: 0..<3, using: &random)) {
            case (true, _): job.began = -1 - time(5)
            case (_, 0): job.began = job.job.submitted + time(50)
            case (_, 1):
                let runs = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                    let start = job.job.submitted + time(60)
                    return TaskRun(part: 0, task: 0, from: start, to: start + time(20))
                }
                job = job.with(job.parts, runs: runs)
            default: break
            }
            return job
        }
        let twin = SimpleSummary.peak(jobs)
        #expect(peak(jobs, inAnyOrder: true) == twin)
        #expect(peak(jobs, inAnyOrder: false) == twin)
        #expect(peak(jobs.shuffled(using: &random), inAnyOrder: true) == twin)
    }

    @Test func `What should have come before is told, where jobs are to come in order`() {
        func job(at time: Nanoseconds) -> TraceJob {
            TraceJob(
                JobSpec(
                    submitted: time, duration: 10, demand: Resources(cores: 1, gibibytes: 1), workload: 0, tasks: 1))
        }
        func taken(_ times: [Nanoseconds]) -> [Bool] {
            var usage = Usage(inAnyOrder: false)
            return times.map { usage.take(job(at: $0)) }
        }
        #expect(taken([5, 5, 9, 9, 5]) == [true, true, true, true, true])
        #expect(taken([5, 9, 4]) == [true, true, false])
        var submissions = Submissions(inAnyOrder: false)
        let areInOrder = [3, 3, 8, 7].map { submissions.take($0) }
        #expect(areInOrder == [true, true, true, false])
        var collector = WorkloadCollector(hasTimes: true, inAnyOrder: false)
        let areTaken = [3, 8, 7].map { collector.take(job(at: $0)) }
        #expect(areTaken == [true, true, false])
    }

    @Test func `Only a list or a log in a file is read in order`() throws {
        try TraceFile.withFolder(["list": Data()]) { folder in
            #expect(TraceSource(.csv, "\(folder)/list").isStreamedFile)
            #expect(TraceSource(.swf, "\(folder)/list").isStreamedFile)
            #expect(!TraceSource(.alibabaGPU2023, "\(folder)/list").isStreamedFile)
            #expect(!TraceSource(.csv, folder).isStreamedFile)
            #expect(!TraceSource(.csv, "\(folder)/none").isStreamedFile)
        }
        #expect(!TraceSource(.csv, "/dev/null").isStreamedFile)
    }
}
