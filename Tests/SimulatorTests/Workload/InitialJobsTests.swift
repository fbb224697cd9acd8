import Testing

@testable import CellbenchSimulator

@Suite struct InitialJobsTests {
    private func workload(
        _ name: String = "batch", duration: Distribution, interarrival: Double = 1, tasks: Double = 1
    ) -> GeneratedWorkload {
        GeneratedWorkload(
            name: name, interarrival: Distribution(.exponential(mean: interarrival)),
            tasks: Distribution(.constant(tasks)),
            duration: duration, cpu: Distribution(.constant(1)), memory: Distribution(.constant(1)))
    }

    private func jobs(_ count: Int, of workloads: [GeneratedWorkload], replication: Int = 0) -> [JobSpec] {
        var initial = InitialJobs(workloads, seed: 3, replication: replication)
        return (0..<count).compactMap { _ in initial.next() }
    }

    /// Remaining seconds of `count` jobs of one workload.
    private func left(_ count: Int, _ duration: Distribution) -> [Double] {
        jobs(count, of: [workload(duration: duration)]).map(\.duration.inSeconds)
    }

    /// The exponential has no memory, so the remaining time is exponential too.
    ///
    /// Kolmogorov's distance of n draws is below 1.95 / √n with probability 0.999.
    @Test func `What is left of exponential jobs is exponential with the same mean`() {
        let sorted = left(10_000, Distribution(.exponential(mean: 50))).sorted()
        var distance = 0.0
        for (position, value) in sorted.enumerated() {
            let u = 1 - PortableMath.exp(-value / 50)
            distance = max(
                distance, (u - Double(position) / 10_000).magnitude, (u - Double(position + 1) / 10_000).magnitude)
        }
        #expect(distance < 0.0195)
    }

    /// A length-biased job has the mean length E[X²] / E[X], of which half is left.
    ///
    /// By hand: m/2 for a constant, (100/3) / 10 for the uniform from 0 to 10, (s² + m²) / 2m for the lognormal, and
    /// (0.9 · 1 + 0.1 · 100²) / (2 · 10.9) for the choice.
    @Test(
        arguments: [
            (Distribution(.constant(8)), 4), (Distribution(.uniform(from: 0, to: 10)), 10.0 / 3),
            (Distribution(.lognormal(mean: 10, sd: 10)), 10), (Distribution(.exponential(mean: 20)), 20),
            (Distribution(.choice([.init(value: 1, weight: 9), .init(value: 100, weight: 1)])), 45.912844),
            (Distribution(.uniform(from: 0, to: 10), maximum: 5), 5.0 / 3),
        ] as [(Distribution, Double)])
    func `What is left is half the mean of a length-biased job`(duration: Distribution, mean: Double) {
        let values = left(20_000, duration)
        let sampleMean = values.reduce(0, +) / 20_000
        let variance = values.reduce(0) { $0 + ($1 - sampleMean) * ($1 - sampleMean) } / 19_999
        #expect((sampleMean - mean).magnitude < 5 * (variance / 20_000).squareRoot())
    }

    @Test func `What is left of equally long jobs is uniform over their length`() {
        let values = left(10_000, Distribution(.constant(8)))
        var counts = Array(repeating: 0, count: 16)
        for value in values { counts[min(Int(value * 2), 15)] += 1 }
        #expect(values.allSatisfy { $0 <= 8 })
        #expect(chiSquare(counts, expected: Array(repeating: 625, count: 16)) < chiSquareLimit(degrees: 15))
    }

    /// Rate times mean length is 10 / 1, 1000 / 50 and 30 / 3 for the workloads, which make a quarter, a half and a
    /// quarter.
    @Test func `Workloads are met by Little's law`() {
        let workloads = [
            workload("a", duration: Distribution(.exponential(mean: 10)), interarrival: 1),
            workload("b", duration: Distribution(.constant(1000)), interarrival: 50),
            workload("none", duration: Distribution(.constant(0)), interarrival: 1),
            workload("c", duration: Distribution(.uniform(from: 0, to: 60)), interarrival: 3),
        ]
        var counts = [0, 0, 0, 0]
        for job in jobs(20_000, of: workloads) { counts[job.workload] += 1 }
        #expect(counts[2] == 0)
        let met = [counts[0], counts[1], counts[3]]
        #expect(chiSquare(met, expected: [5000, 10_000, 5000]) < chiSquareLimit(degrees: 2))
    }

    @Test func `Jobs are submitted at time 0 with the workload's demand and tasks`() {
        let some = jobs(20, of: [workload(duration: Distribution(.exponential(mean: 5)), tasks: 7)])
        #expect(some.count == 20)
        #expect(some.allSatisfy { $0.submitted == 0 && $0.tasks == 7 && $0.demand == amounts(1000, 1024) })
    }

    @Test func `There are no initial jobs where no job takes time`() {
        #expect(jobs(3, of: [workload(duration: Distribution(.constant(0)))]).isEmpty)
        #expect(jobs(3, of: []).isEmpty)
    }

    @Test func `The same replication has the same initial jobs, and another has others`() {
        let workloads = [workload(duration: Distribution(.exponential(mean: 5)))]
        #expect(jobs(30, of: workloads) == jobs(30, of: workloads))
        let others = jobs(30, of: workloads, replication: 1)
        #expect(zip(jobs(30, of: workloads), others).allSatisfy { $0.duration != $1.duration })
    }
}
