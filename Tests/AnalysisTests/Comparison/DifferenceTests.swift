import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchExperiments
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct DifferenceTests {
    private func point(
        _ architecture: String, _ replication: Int, wait: Double, pending: Int = 0, busyness: Double = 0.44,
        cpu: Double = 0.5, status: RunFigures.Status = .completed
    ) -> PointResult {
        let figures = Sample.figures(
            [Sample.workload("batch", wait: wait, p90: wait * 2, pending: pending)],
            schedulers: [Sample.scheduler("batch-0", serving: ["batch"], busyness: busyness)], status: status, cpu: cpu)
        return PointResult(Sample.point(architecture, replication: replication), figures: figures)
    }

    /// Waits of 10, 20, 30 against 11, 22, 33.
    ///
    /// By hand: the differences are 1, 2, 3 with mean 2, sd 1 and half-width 4.302653 / √3 = 2.484138, which includes
    /// 0. Busyness differs by exactly 0.25 each time, which excludes it.
    private var results: ResultsFile {
        let base = (0..<3).map { point("base", $0, wait: 10 * Double($0 + 1), busyness: 0.25) }
        let other = (0..<3).map { point("other", $0, wait: 11 * Double($0 + 1), pending: $0, busyness: 0.5) }
        return Sample.results(base + other)
    }

    @Test func byHand() throws {
        let differences = try Comparison(results).differences(against: "base")
        #expect(differences.count == 1)
        let other = try #require(differences.first)
        #expect(other.architecture == "other" && other.baseline == "base")
        #expect(other.pairs == 3 && other.saturatedPairs == 0)
        let wait = try #require(other.workloads[0][.waitMean])
        #expect(wait.mean == 2)
        #expect((try #require(wait.halfWidth) - 2.4841377117503303).magnitude < 1e-9)
        #expect(!wait.excludesZero)
        #expect(other.workloads[0][.waitP90]?.mean == 4)
        #expect(other.workloads[0][.pending]?.mean == 1)
        #expect(other.workloads[0][.busyness]?.mean == 0.25)
        #expect(other.workloads[0][.busyness]?.excludesZero == true)
        #expect(other.figures[.utilization]?.mean == 0)
    }

    @Test func swappedTheSignsTurn() throws {
        let there = try Comparison(results).differences(against: "base")[0]
        let back = try Comparison(results).differences(against: "other")[0]
        #expect(back.workloads[0][.waitMean]?.mean == -2)
        #expect(back.workloads[0][.waitMean]?.halfWidth == there.workloads[0][.waitMean]?.halfWidth)
    }

    @Test func pairsAreByReplicationNotByPlace() throws {
        var turned = results
        turned.points.reverse()
        #expect(try Comparison(turned).differences(against: "base")[0].workloads[0][.waitMean]?.standardDeviation == 1)
    }

    @Test func whatOneOfThemLacksIsLeftOut() throws {
        var results = results
        results.points[1] = PointResult(Sample.point("base", replication: 1), failedBecause: "no room")
        results.points[5] = point("other", 2, wait: 33, status: .saturated)
        let other = try Comparison(results).differences(against: "base")[0]
        #expect(other.pairs == 2 && other.saturatedPairs == 1)
        #expect(other.workloads[0][.waitMean]?.mean == 2)
    }

    @Test func tableIsExactlyThis() throws {
        #expect(try Comparison(results).differenceTable(against: "base") == Self.table)
    }

    @Test func oneReplicationHasNoInterval() throws {
        let results = Sample.results([point("base", 0, wait: 10), point("other", 0, wait: 8, status: .saturated)])
        #expect(try Comparison(results).differenceTable(against: "base") == Self.onePair)
    }

    @Test func anUnknownNameIsRefusedWithTheKnown() {
        let error = #expect(throws: ComparisonError.self) { try Comparison(results).differences(against: "omega") }
        #expect(error?.description == "--against: no architecture 'omega'; expected one of base, other")
        #expect(error?.exitStatus == 64)
    }

    @Test func aBlockWithoutTheBaselineSaysSo() throws {
        var results = results
        for index in results.points.indices.suffix(3) { results.points[index].parameters = ["seed": .number(1)] }
        let table = try Comparison(results).differenceTable(against: "base")
        #expect(table.hasPrefix("no other architecture\n\nseed = 1\nno base here\n\n"))
    }
}

extension DifferenceTests {
    private static let table = """
        architecture  workload        wait     p90           busy   confl       pend   cpu   n
        other         batch      +2.0±2.5s   +4±5s   +0.250±0.000*      0   +1.0±2.5     0   3

        Differences from base, paired by replication (n pairs): mean ± half the 95 % confidence interval;
        *: the interval excludes 0. Columns as in the table of the architectures.

        """

    private static let onePair = """
        architecture     workload     wait      p90   busy   confl   pend   cpu   n
        other         !  batch      -2.00s   -4.00s      0       0      0     0   1

        Differences from base, paired by replication (n pairs): mean ± half the 95 % confidence interval;
        *: the interval excludes 0. Columns as in the table of the architectures.
        !: one of the two was saturated, so that waits depend on the horizon.

        """
}
