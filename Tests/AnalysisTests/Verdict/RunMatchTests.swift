import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchExperiments
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct RunMatchTests {
    private func run(_ replications: Int = 2, digest: String = "sha256:a") -> ResultsFile {
        var results = Sample.results(
            (0..<replications).map { replication in
                PointResult(
                    Sample.point("omega", replication: replication),
                    figures: Sample.figures([Sample.workload("batch", wait: Double(replication + 1))]))
            })
        results.configDigest = digest
        return results
    }

    private func verdict(_ base: ResultsFile, _ new: ResultsFile) -> Verdict { Sample.verdict(.run(base), .run(new)) }

    private func changed(_ base: ResultsFile, _ change: (inout PointResult) -> Void) -> ResultsFile {
        var new = base
        change(&new.points[1])
        return new
    }

    @Test func `A run equals itself in every figure of the file`() {
        let verdict = verdict(run(), run())
        #expect(verdict.exitStatus == 0)
        let metrics = verdict.comparisons.map(\.metric)
        for path in [
            "status", "events", "workloads.batch.waitTime.p99", "workloads.batch.pendingAge.max",
            "schedulers.batch-0.transactions.retried", "schedulers.batch-0.workloads", "cell.locked.gpu",
            "cell.initialTasks",
        ] {
            #expect(metrics.contains(path))
        }
        // A row a figure, not a row a replication.
        #expect(Set(metrics).count == metrics.count)
    }

    @Test func `A rise in cost is a regression, any other difference a drift, with the worst replication`() throws {
        let new = changed(run()) { point in
            point.workloads["batch"]?["jobsPending"] = 1
            point.workloads["batch"]?["jobsFullyScheduled"]? -= 1
            point.workloads["batch"]?["waitTime.mean"] = 1.5
            point.cell?["cell.utilization.cpu"] = 0.7
            point.schedulers["batch-0"]?["busyness.useful"] = nil
        }
        let verdict = verdict(run(), new)
        #expect(verdict.exitStatus == 2)
        let differing = verdict.comparisons.filter { $0.outcome != .unchanged }
        #expect(
            differing.filter { $0.outcome == .regression }.map(\.metric)
                == ["workloads.batch.jobsFullyScheduled", "workloads.batch.jobsPending"])
        #expect(
            differing.filter { $0.outcome == .drift }.map(\.metric)
                == ["cell.utilization.cpu", "schedulers.batch-0.busyness.useful", "workloads.batch.waitTime.mean"])
        #expect(try #require(differing.first).reason == "in 1 of 2 replications, worst in 1")
    }

    @Test func `A simulation that saturates or fails is a regression`() {
        let saturated = changed(run()) { $0.status = .saturated }
        #expect(verdict(run(), saturated).comparisons[0].outcome == .regression)
        #expect(verdict(saturated, run()).comparisons[0].outcome == .drift)
        var failed = run()
        failed.points[1] = PointResult(Sample.point("omega", replication: 1), failedBecause: "no room")
        let comparison = verdict(run(), failed).comparisons[0]
        #expect(comparison.outcome == .regression)
        #expect(comparison.reason == "in 1 of 2 replications, worst in 1: no room")
        let both = verdict(failed, failed).comparisons[0]
        #expect(both.outcome == .incomparable)
        #expect(both.reason == "failed on both sides in 1 of 2 replications")
        // Between different configs, an end of the saturation is an improvement.
        var other = run(digest: "sha256:b")
        #expect(verdict(saturated, other).count(.improvement) == 1)
        other.points[1].status = .saturated
        #expect(verdict(run(), other).exitStatus == 2)
    }

    @Test func `Points, replications and figures that NEW lacks are incomparable`() {
        var lacking = run(3)
        lacking.points.removeLast(2)
        let verdict = verdict(run(3), lacking)
        #expect(verdict.exitStatus == 3)
        #expect(verdict.comparisons[0].reason == "NEW lacks replications 1, 2")
        lacking.points[0].architecture = "mesos"
        #expect(self.verdict(run(), lacking).comparisons[0].reason == "not in NEW")
        #expect(self.verdict(run(), lacking).count(.added) == 1)
        let scheduler = changed(run()) { $0.schedulers = [:] }
        #expect(self.verdict(run(), scheduler).exitStatus == 3)
        #expect(self.verdict(scheduler, run()).exitStatus == 0)
    }

    @Test func `Another seed or horizon is incomparable`() {
        var new = run(digest: "sha256:b")
        new.seed = 43
        #expect(verdict(run(), new).comparisons[0].reason == "another seed: 42 in BASE, 43 in NEW")
        #expect(verdict(run(), new).exitStatus == 3)
        new.seed = 42
        new.horizon = 1
        #expect(verdict(run(), new).comparisons[0].reason == "another horizon: 86400.0 s in BASE, 1.0 s in NEW")
    }

    @Test func `Runs of two configs are compared by replication`() {
        let base = run(12)
        var new = run(12, digest: "sha256:b")
        for index in new.points.indices {
            new.points[index].workloads["batch"]?["waitTime.mean"] = Double(index + 1) * 1.5
            // Neutral figures are neither cost nor yield, and are not judged.
            new.points[index].cell?["cell.utilization.cpu"] = 0.1
        }
        let verdict = verdict(base, new)
        #expect(verdict.exitStatus == 2)
        #expect(verdict.comparisons[0].metric == "batch mean wait")
        #expect(verdict.count(.regression) == 1)
        #expect(verdict.count(.regression) + verdict.count(.unchanged) == verdict.comparisons.count)
        #expect(self.verdict(new, base).exitStatus == 0)
    }

    @Test func `Replications that saw other jobs are incomparable`() {
        var new = run(digest: "sha256:b")
        new.points[1].workloads["batch"]?["jobs"]? += 1
        #expect(
            verdict(run(), new).comparisons[0].reason
                == "other jobs: batch has 2939 with 30935 tasks in BASE, 2940 with 30935 in NEW, in replication 1")
        new = run(digest: "sha256:b")
        new.points[0].workloads["service"] = new.points[0].workloads["batch"]
        #expect(verdict(run(), new).comparisons[0].reason == "other workloads: batch in BASE, batch, service in NEW")
    }
}
