import CellbenchSimulator
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments

@Suite struct JobPoolTests {
    private func point(_ replication: Int, mean: Double = 1, horizon: Double = 100, seed: UInt64 = 0) -> Point {
        let workload = GeneratedWorkload(
            name: "batch", interarrival: Distribution(.exponential(mean: mean)), tasks: Distribution(.constant(2)),
            duration: Distribution(.exponential(mean: 0.5)), cpu: Distribution(.constant(1)),
            memory: Distribution(.constant(1)))
        var scenario = Scenario(
            horizon: Nanoseconds(clampingSeconds: horizon),
            machines: [MachineClass(name: "only", count: 2, capacity: Resources(cores: 4, gibibytes: 16))],
            workloads: .generated([workload]), decisionTimes: [DecisionTime()],
            architecture: .monolithic(MonolithicSettings()))
        scenario.replication = replication
        scenario.seed = seed
        return Point(
            architecture: "monolithic", kind: "monolithic", parameters: [], replication: replication,
            scenario: scenario, estimatedCost: 1)
    }

    @Test func `Points that see the same jobs share them, and others do not`() {
        let points = [
            point(0), point(0), point(1), point(0, mean: 2), point(0, horizon: 50), point(0, seed: 1), point(1),
        ]
        let pool = JobPool(points)
        let shared = points.map { pool.sharing($0.scenario).sharedJobs[0] }
        #expect(shared[0] != nil && shared[0] === shared[1])
        #expect(shared[2] != nil && shared[2] === shared[6])
        #expect(shared[0] !== shared[2])
        #expect(shared[3] == nil && shared[4] == nil && shared[5] == nil)
    }

    @Test func `Jobs are kept to the last point that sees them`() {
        let points = [point(0), point(0)]
        let pool = JobPool(points)
        weak let jobs = pool.sharing(points[0].scenario).sharedJobs[0]
        pool.finish(points[0].scenario)
        #expect(jobs != nil)
        pool.finish(points[1].scenario)
        #expect(jobs == nil)
    }

    @Test func `Figures are those of points that draw for themselves`() throws {
        let points = (0..<3).flatMap { [point($0), point($0, mean: 0.8), point($0)] }
        let pool = JobPool(points)
        for point in points {
            let expected = try simulate(point.scenario)
            #expect(try simulate(pool.sharing(point.scenario)) == expected)
        }
    }
}
