import CellbenchSimulator
import Testing

@testable import CellbenchTraces

/// Tasks with a core and a GiB each, which ran at times of their own.
@Suite struct TaskRunTests {
    private static let second = Nanoseconds.perSecond

    /// A job submitted at 0 whose tasks ran in these intervals, in seconds; the last interval of a task in `cut` is cut
    /// off.
    private func job(_ tasks: [[(Double, Double)]], cut: Set<Int> = []) -> TraceJob {
        var merged = MergedParts()
        for (number, runs) in tasks.enumerated() {
            merged.append(
                Resources(cores: 1, gibibytes: 1),
                runs: runs.enumerated().map { index, run in
                    (
                        start: Nanoseconds(run.0 * 1e9), end: Nanoseconds(run.1 * 1e9),
                        isCut: cut.contains(number) && index == runs.count - 1
                    )
                })
        }
        let spec = JobSpec(submitted: 0, duration: 0, demand: .zero, workload: 0, tasks: 0, id: 1)
        let began = tasks.joined().map(\.0).min().map { Nanoseconds($0 * 1e9) }
        return TraceJob(spec, began: began).with(merged.parts, runs: merged.runs)
    }

    private func peak(_ jobs: [TraceJob]) -> Peak {
        var usage = Usage(inAnyOrder: true)
        for job in jobs {
            let isTaken = usage.take(job)
            #expect(isTaken)
        }
        return usage.peak()
    }

    @Test func `Tasks of equal length are one part, whenever they ran`() {
        let traced = job([[(0, 10)], [(50, 55), (70, 75)], [(3, 4)]])
        #expect(traced.parts.map(\.count) == [2, 1])
        #expect(traced.parts.map(\.duration) == [10 * Self.second, Self.second])
        #expect(traced.runs.map(\.part) == [0, 0, 0, 1])
        #expect(traced.runs.map(\.task) == [0, 1, 1, 0])
    }

    @Test func `A task is there only while it runs`() {
        #expect(peak([job([[(0, 10)], [(10, 20)], [(20, 30), (40, 50)]])]).tasks == 1)
        #expect(peak([job([[(0, 10)], [(10, 20)]]), job([[(5, 15)], [(60, 60)]])]).tasks == 2)
        #expect(peak([job([[(0, 30), (40, 50)]]), job([[(30, 40)]])]).cores == 1)
    }

    @Test func `What runs when a window begins runs for what is left of its runs; the rest has ended, or waits`() {
        let traced = job([[(0, 100)], [(10, 20)], [(10, 50), (70, 90)], [(60, 80)], [(50, 60)], [(20, 50)]])
        let found = traced.tasks(at: 50 * Self.second)
        #expect(found.running?.wasRunning == true)
        // The first and the fifth task; the third was evicted at that moment.
        #expect(found.running?.parts.map(\.count) == [1, 1])
        #expect(found.running?.parts.map(\.duration.inSeconds) == [50, 10])
        #expect((found.ended, found.waiting) == (2, 2))
        let gap = traced.tasks(at: 15 * Self.second).running
        #expect(gap?.parts.map(\.duration.inSeconds) == [85, 5, 55])
        #expect(gap?.runs.filter { $0.part == 2 }.map(\.start.inSeconds) == [0, 55])
        #expect(peak([traced.tasks(at: 50 * Self.second).running].compactMap { $0 }).tasks == 2)
    }

    @Test func `A job of which nothing runs at a moment is no job then`() {
        let traced = job([[(10, 20)], [(50, 60)]])
        #expect(traced.tasks(at: 30 * Self.second).running == nil)
        #expect(traced.tasks(at: 30 * Self.second).waiting == 1)
        #expect(traced.tasks(at: 60 * Self.second).ended == 2)
    }

    @Test(arguments: [0.1, 0.34, 0.5, 1.5, 3])
    func `Of scaled tasks as many run at their times, and as many of those that are cut`(factor: Double) {
        let tasks = (0..<10).map { [(Double($0), Double($0) + 1)] }
        let scaled = job(tasks, cut: [0, 4]).scaled(by: factor)
        let count = max(1, Int((10 * factor).rounded()))
        #expect(scaled.job.tasks == count)
        #expect(scaled.runs.reduce(0) { $0 + Int($1.count) } == count)
        #expect(scaled.tasksCut <= count)
        #expect(peak([scaled]).tasks == Int((Double(count) / 10).rounded(.up)))
    }

    @Test func `A part that is scaled away takes its runs with it`() {
        let scaled = job([[(0, 1)], [(0, 2)], [(0, 3)], [(0, 4)]], cut: [1, 3]).scaled(by: 0.5)
        #expect(scaled.parts.map(\.duration.inSeconds) == [1, 3])
        #expect(scaled.runs.map(\.part) == [0, 1])
        #expect(scaled.runs.map(\.end.inSeconds) == [1, 3])
        #expect(scaled.tasksCut == 0)
        let one = job([[(0, 1)], [(5, 7)]]).scaled(by: 0.001)
        #expect(one.runs.map(\.end.inSeconds) == [1])
    }

    @Test func `What still ran is counted by task, with the time that it is taken to run`() {
        let traced = job([[(0, 10), (20, 100)], [(0, 10)], [(5, 100)]], cut: [0, 2])
        #expect(traced.tasksCut == 2)
        #expect(traced.coreSecondsCut == 90 + 95)
        #expect(traced.tasks(at: 50 * Self.second).running?.coreSecondsCut == 100)
        var together = TraceJob(
            JobSpec(
                submitted: 0, duration: 7 * Self.second, demand: Resources(cores: 2, gibibytes: 0), workload: 0,
                tasks: 3))
        #expect(together.tasksCut == 0)
        together.isCut = true
        #expect((together.tasksCut, together.coreSecondsCut) == (3, 42))
        #expect(together.scaled(by: 2).tasksCut == 6)
    }

    @Test func `A job that is submitted at another time has its runs as long after`() {
        var traced = job([[(1, 2)], [(4, 6)]])
        traced.submit(at: 10 * Self.second)
        #expect(traced.began == 11 * Self.second)
        #expect(traced.runs.map(\.start.inSeconds) == [11, 14])
        #expect(traced.runs.map(\.end.inSeconds) == [12, 16])
    }
}
