import Dispatch
import Synchronization
import Testing

@testable import CellbenchSimulator

@Suite struct SharedJobsTests {
    private let workload = GeneratedWorkload(
        name: "batch", interarrival: Distribution(.exponential(mean: 2)), tasks: Distribution(.exponential(mean: 10)),
        duration: Distribution(.lognormal(mean: 60, sd: 100)), cpu: Distribution(.uniform(from: 0.1, to: 2)),
        memory: Distribution(.exponential(mean: 3)),
        gpu: Distribution(.choice([.init(value: 0, weight: 1), .init(value: 1, weight: 1)])))

    private func drawn(until horizon: Nanoseconds) -> [JobSpec] {
        var generator = JobGenerator(workload, number: 2, seed: 5, replication: 3)
        var jobs: [JobSpec] = []
        repeat { jobs.append(generator.next()) } while jobs[jobs.count - 1].submitted <= horizon
        return jobs
    }

    private func read(_ shared: SharedJobs, atMost limit: Int = .max) -> [JobSpec] {
        var reader = SharedJobs.Reader(shared)
        var jobs: [JobSpec] = []
        while jobs.count < limit, let job = reader.next() { jobs.append(job) }
        return jobs
    }

    private func shared(until horizon: Nanoseconds, bytes: Int) -> SharedJobs {
        SharedJobs(
            workload, number: 2, seed: 5, replication: 3, until: horizon,
            within: SharedJobs.Budget(bytes: bytes))
    }

    /// About 2,500 jobs, which is more than two pieces.
    @Test func `Every reader sees the jobs that the workload draws, up to the first behind the horizon`() {
        let horizon = Nanoseconds.seconds(5000)
        let expected = drawn(until: horizon)
        let shared = shared(until: horizon, bytes: 1 << 20)
        #expect(expected.count > 2100)
        #expect(read(shared, atMost: 10) == Array(expected.prefix(10)))
        #expect(read(shared) == expected)
        #expect(read(shared, atMost: 1500) == Array(expected.prefix(1500)))
        #expect(read(shared) == expected)
    }

    /// Room for none, for one piece and for two.
    @Test(arguments: [0, 40_000, 80_000])
    func `Where the memory is spent readers draw the rest for themselves`(bytes: Int) {
        let horizon = Nanoseconds.seconds(5000)
        let expected = drawn(until: horizon)
        let shared = shared(until: horizon, bytes: bytes)
        for _ in 0..<2 { #expect(read(shared, atMost: expected.count) == expected) }
    }

    /// Room for none, for two pieces of the five and for all.
    @Test(arguments: [0, 80_000, 1 << 20])
    func `Readers on several threads see the same`(bytes: Int) {
        let horizon = Nanoseconds.seconds(10_000)
        let expected = drawn(until: horizon)
        let shared = shared(until: horizon, bytes: bytes)
        let right = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            if read(shared, atMost: expected.count) == expected { right.add(1, ordering: .relaxed) }
        }
        #expect(right.load(ordering: .relaxed) == 8)
    }

    @Test func `Memory is given back with the jobs`() {
        let budget = SharedJobs.Budget(bytes: 40_000)
        let horizon = Nanoseconds.seconds(100)
        for _ in 0..<3 {
            let shared = SharedJobs(
                workload, number: 0, seed: 1, replication: 0, until: horizon, within: budget)
            // All jobs are shared: a reader that draws goes on behind the horizon.
            let jobs = read(shared, atMost: 10_000)
            #expect(jobs.count < 200)
        }
    }

    @Test func `A simulation has the same figures with shared jobs as with its own`() throws {
        for number in 0..<10 {
            var scenario = RandomWorld(number).scenario
            guard case .generated(let workloads) = scenario.workloads else { continue }
            let expected = try simulate(scenario, audit: .atEnd)
            let budget = SharedJobs.Budget(bytes: 1 << 20)
            for (position, workload) in workloads.enumerated() {
                scenario.sharedJobs[position] = SharedJobs(
                    workload, number: position, seed: scenario.seed, replication: scenario.replication,
                    until: scenario.horizon, within: budget)
            }
            for _ in 0..<2 { #expect(try simulate(scenario, audit: .atEnd) == expected) }
        }
    }
}
