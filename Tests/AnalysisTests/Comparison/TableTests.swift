import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct TableTests {
    /// Five replications whose waits spread around `wait`.
    private func replications(
        _ architecture: String, parameters: [Parameter] = [], wait: Double, saturated: Int = 0, failed: Int = 0,
        count: Int = 5, workloads: [String] = ["batch", "service"], schedulers: [SchedulerFigures]? = nil
    ) -> [PointResult] {
        (0..<count).map { replication in
            let point = Sample.point(architecture, parameters: parameters, replication: replication)
            if replication >= count - failed { return PointResult(point, failedBecause: "the cell is too small") }
            let isSaturated = replication < saturated
            let spread = 1 + Double(replication - count / 2) / 10
            let figures = workloads.enumerated().map { index, name in
                Sample.workload(
                    name, wait: wait * spread * Double(1 + 40 * index), p90: wait * 3 * Double(1 + 40 * index),
                    abandoned: 2 * index, pending: isSaturated ? 1200 * index : 3)
            }
            return PointResult(
                point,
                figures: Sample.figures(
                    figures, schedulers: schedulers, status: isSaturated ? .saturated : .completed))
        }
    }

    private let single = [Sample.scheduler("all-0", serving: ["batch", "service"], busyness: 0.97, conflicted: 0)]

    @Test func twoWorkloadsAndASweep() {
        let points = [1.0, 10].flatMap { job in
            let swept = [Parameter(path: "decisionTime.service.job", value: .number(job))]
            return replications(
                "monolithic-single", parameters: swept, wait: 0.4 * job, saturated: job > 1 ? 5 : 0, schedulers: single)
                + replications("monolithic-multi", parameters: swept, wait: 0.02 * job, saturated: job > 1 ? 2 : 0)
                + replications("shared-state", parameters: swept, wait: 0.02 * job)
        }
        let table = Comparison(Sample.results(points)).table()
        #expect(table == Self.sweep)
        #expect(table.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test func oneWorkloadOneReplication() {
        let points = replications("omega", wait: 0.25, count: 1, workloads: ["all"])
        #expect(Comparison(Sample.results(points)).table() == Self.one)
    }

    @Test func `How busy the cell is with commits is said where they take time`() throws {
        let points = replications("omega", wait: 0.25) + replications("mesos", wait: 0.25)
        #expect(!Comparison(Sample.results(points)).table().contains("commit"))
        var busy = points
        for index in 0..<5 { busy[index].cell?["cell.commitBusyness"] = 0.25 + 0.01 * Double(index) }
        // As in results of earlier versions.
        for index in 5..<10 { busy[index].cell?["cell.commitBusyness"] = nil }
        let table = Comparison(Sample.results(busy)).table()
        let rows = table.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(rows.contains { $0.prefix(4) == ["architecture", "cpu", "commit", "wait"] })
        #expect(rows.contains { $0.prefix(3) == ["omega", "0.69", "0.270"] })
        #expect(rows.contains { $0.prefix(3) == ["mesos", "0.69", "-"] })
        #expect(table.contains("commit: share of the time the cell processes a commit"))
        #expect(table.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test func threeWorkloadsGoBelowEachOther() {
        let points = replications("omega", wait: 0.25, workloads: ["batch", "gpu", "service"])
        #expect(Comparison(Sample.results(points)).table() == Self.three)
    }

    @Test func refusalsAreSaidBelow() {
        var points = ["omega", "mesos"].flatMap { replications($0, wait: 0.25, count: 2, workloads: ["batch"]) }
        func refusals() -> [Substring] {
            Comparison(Sample.results(points)).table().split(separator: "\n").filter { $0.hasPrefix("refused") }
        }
        #expect(refusals().isEmpty)
        points[0].workloads["batch"]?["jobsRefused"] = 3
        #expect(refusals() == ["refused by omega: 1.5 batch jobs, which no machine of theirs could hold"])
        for index in points.indices { points[index].workloads["batch"]?["jobsRefused"] = 3 }
        #expect(refusals() == ["refused by all: 3 batch jobs, which no machine of theirs could hold"])
    }

    @Test func failuresAreNamedBelow() {
        let points =
            replications("omega", wait: 0.25, saturated: 1, failed: 2, workloads: ["batch"])
            + replications("mesos", wait: 0.25, failed: 5, workloads: ["batch"])
        #expect(Comparison(Sample.results(points)).table() == Self.failed)
    }

    @Test func everythingFailed() {
        let points = replications("omega", wait: 1, failed: 1, count: 1)
        #expect(Comparison(Sample.results(points)).table() == Self.allFailed)
    }

    @Test func figuresThatDoNotExistAreDashes() throws {
        let scheduler = Sample.scheduler("batch-0", serving: ["batch"], succeeded: 0, conflicted: 0)
        let figures = Sample.figures(
            [Sample.workload("batch", wait: nil, p90: nil)], schedulers: [scheduler], cpu: nil)
        let table = Comparison(Sample.results([PointResult(Sample.point("omega"), figures: figures)])).table()
        let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("omega") })
        #expect(row.split(separator: " ") == ["omega", "-", "-", "-", "0.440", "-", "0", "0"])
    }

    @Test func aRunStoppedEarlySaysSo() {
        var results = Sample.results(
            replications("omega", wait: 1, count: 2) + replications("mesos", wait: 1, count: 1))
        results.complete = false
        let table = Comparison(results).table()
        #expect(table.contains("Stopped early: not every point of the experiment is here."))
        #expect(table.split(separator: "\n").contains { $0.hasPrefix("mesos") && $0.contains(" n=1 ") })
    }

    @Test func nothingToShow() {
        #expect(Comparison(Sample.results([])).table() == "no points\n")
    }

    @Test func fiveWorkloadsKeepToThePage() {
        let names = [
            "a", "a-workload-with-a-very-long-name-that-is-wider-than-all-of-its-columns-together", "c", "d", "e",
        ]
        for width in [60, 80, 100, 120, 200] {
            let table = Comparison(Sample.results(replications("omega", wait: 100, workloads: names))).table(
                width: width)
            for name in names { #expect(table.contains(name)) }
            let figures = table.split(separator: "\n").filter { $0.hasPrefix("omega") }
            #expect(figures.allSatisfy { $0.count <= max(width, 110) })
        }
    }

    @Test func pointsInAnyOrderGiveTheSameRows() {
        let points = replications("omega", wait: 1) + replications("mesos", wait: 2)
        let turned = Array(points.prefix(5).reversed()) + Array(points.suffix(5).reversed())
        #expect(Comparison(Sample.results(points)).table() == Comparison(Sample.results(turned)).table())
    }

    @Test func aSchedulerOfManyCountsForEach() throws {
        let schedulers = [
            Sample.scheduler("batch-0", serving: ["batch"], busyness: 0.2, succeeded: 10, conflicted: 5),
            Sample.scheduler("batch-1", serving: ["batch"], busyness: 0.4, succeeded: 30, conflicted: 5),
            Sample.scheduler("service-0", serving: ["service"], busyness: 0.9, succeeded: 0, conflicted: 5),
        ]
        let figures = Sample.figures([Sample.workload("batch"), Sample.workload("service")], schedulers: schedulers)
        let point = PointResult(Sample.point("omega"), figures: figures)
        #expect((try #require(point.value(of: .busyness, workload: "batch")) - 0.3).magnitude < 1e-15)
        #expect(point.value(of: .conflictFraction, workload: "batch") == 0.25)
        #expect(point.value(of: .conflictFraction, workload: "service") == nil)
        #expect(point.value(of: .utilization, workload: "") == 0.6875)
        #expect(point.value(of: .waitMean, workload: "none") == nil)
    }
}

extension TableTests {
    private static let sweep = """
        decisionTime.service.job = 1
                                      batch ---------------------------------  service -------------------------------------
        architecture             cpu      wait    p90  busy confl aband  pend        wait     p90  busy confl aband     pend
        monolithic-single       0.69  400±79ms  1.20s 0.970     0     0 3 <1%       16±3s   49.2s 0.970     0     2    3 <1%
        monolithic-multi        0.69    20±4ms 60.0ms 0.440 0.275     0 3 <1%   820±161ms   2.46s 0.440 0.275     2    3 <1%
        shared-state            0.69    20±4ms 60.0ms 0.440 0.275     0 3 <1%   820±161ms   2.46s 0.440 0.275     2    3 <1%

        decisionTime.service.job = 10
                                      batch ---------------------------------  service -------------------------------------
        architecture             cpu      wait    p90  busy confl aband  pend        wait     p90  busy confl aband     pend
        monolithic-single !     0.69  4.0±0.8s  12.0s 0.970     0     0     0  2.7±0.5min 8.20min 0.970     0     2 1200 41%
        monolithic-multi  !2/5  0.69  200±39ms  600ms 0.440 0.275     0 2 <1%    8.2±1.6s   24.6s 0.440 0.275     2  482 16%
        shared-state            0.69  200±39ms  600ms 0.440 0.275     0 3 <1%    8.2±1.6s   24.6s 0.440 0.275     2    3 <1%

        cpu: share of the cores in use; wait, p90: mean and 90th percentile of the time to a job's first attempt;
        busy: share of the time its schedulers decide; confl: conflicted per successful transaction;
        aband, pend: jobs given up, jobs still waiting at the end (and their share of those submitted).
        Means over 5 replications; ±: half the 95 % confidence interval.
        !: saturated, a queue was still growing at the end, so that waits depend on the horizon; !2/5: in 2 of 5.

        """

    private static let one = """
                              all ------------------------------------
        architecture    cpu    wait    p90   busy  confl  aband   pend
        omega          0.69   250ms  750ms  0.440  0.275      0  3 <1%

        cpu: share of the cores in use; wait, p90: mean and 90th percentile of the time to a job's first attempt;
        busy: share of the time its schedulers decide; confl: conflicted per successful transaction;
        aband, pend: jobs given up, jobs still waiting at the end (and their share of those submitted).
        One replication: no confidence interval.

        """

    private static let three = """
                              batch -------------------------------------   gpu ----------------------------------------
        architecture    cpu       wait    p90   busy  confl  aband   pend        wait    p90   busy  confl  aband   pend
        omega          0.69   250±49ms  750ms  0.440  0.275      0  3 <1%   10.3±2.0s  30.8s  0.440  0.275      2  3 <1%

                       service ----------------------------------
        architecture    wait      p90   busy  confl  aband   pend
        omega          20±4s  1.01min  0.440  0.275      4  3 <1%

        cpu: share of the cores in use; wait, p90: mean and 90th percentile of the time to a job's first attempt;
        busy: share of the time its schedulers decide; confl: conflicted per successful transaction;
        aband, pend: jobs given up, jobs still waiting at the end (and their share of those submitted).
        Means over 5 replications; ±: half the 95 % confidence interval.

        """

    private static let failed = """
                                        batch -------------------------------------
        architecture              cpu       wait    p90   busy  confl  aband   pend
        omega         !1/3 n=3   0.69   225±62ms  750ms  0.440  0.275      0  2 <1%
        mesos         failed        -          -      -      -      -      -      -
        omega failed in 2 of 5 replications: the cell is too small
        mesos failed in 5 of 5 replications: the cell is too small

        cpu: share of the cores in use; wait, p90: mean and 90th percentile of the time to a job's first attempt;
        busy: share of the time its schedulers decide; confl: conflicted per successful transaction;
        aband, pend: jobs given up, jobs still waiting at the end (and their share of those submitted).
        Means over 5 replications; ±: half the 95 % confidence interval.
        !: saturated, a queue was still growing at the end, so that waits depend on the horizon; !1/3: in 1 of 3.
        n: replications with figures, where some failed or were not run.

        """

    private static let allFailed = """
        architecture           cpu
        omega         failed     -
        omega failed: the cell is too small

        cpu: share of the cores in use; wait, p90: mean and 90th percentile of the time to a job's first attempt;
        busy: share of the time its schedulers decide; confl: conflicted per successful transaction;
        aband, pend: jobs given up, jobs still waiting at the end (and their share of those submitted).
        One replication: no confidence interval.

        """
}
