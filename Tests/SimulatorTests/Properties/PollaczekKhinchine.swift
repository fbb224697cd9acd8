import Testing

@testable import CellbenchSimulator

/// A single-path monolithic scheduler with Poisson arrivals is an M/G/1 queue: its mean wait is λ E[S²] / (2 (1 - ρ)).
@Suite("Pollaczek–Khinchine")
struct PollaczekKhinchine {
    private static let replications = 12
    /// Student's t at 0.995 with 11 degrees of freedom.
    private static let t = 3.1058

    /// Mean waits of replications of about 12,000 jobs after a warm-up of a tenth.
    private func waits(load: Double, meanService: Double, tasks: Distribution, _ decision: DecisionTime) throws
        -> [Double]
    {
        let interarrival = meanService / load
        let workload = GeneratedWorkload(
            name: "batch", interarrival: Distribution(.exponential(mean: interarrival)), tasks: tasks,
            duration: Distribution(.constant(0.001)), cpu: Distribution(.constant(0.001)),
            memory: Distribution(.constant(0)))
        return try (0..<Self.replications).map { replication in
            var world = Scenario(
                horizon: .seconds(13_200 * interarrival),
                machines: [MachineClass(name: "m", count: 4, capacity: Resources(cores: 1000, gibibytes: 1))],
                workloads: .generated([workload]), decisionTimes: [decision],
                architecture: .monolithic(MonolithicSettings(path: 0)))
            world.warmup = .seconds(1200 * interarrival)
            world.seed = 20
            world.replication = replication
            return try simulate(world, audit: .atEnd).workloads[0].waitTime.mean ?? .nan
        }
    }

    /// Mean times that commits wait for the cell, of replications of about 12,000 commits after a warm-up of a tenth.
    ///
    /// There is a scheduler for every job, so none waits for a scheduler. A delay of the same length before each commit
    /// keeps the arrivals at the cell Poisson.
    private func waitsForCommit(load: Double, commit: CommitTime, tasks: Int) throws -> [Double] {
        let service = commit.ofCommit(claims: tasks).inSeconds
        let interarrival = service / load
        let workload = GeneratedWorkload(
            name: "batch", interarrival: Distribution(.exponential(mean: interarrival)),
            tasks: Distribution(.constant(Double(tasks))), duration: Distribution(.constant(0.001)),
            cpu: Distribution(.constant(0.001)), memory: Distribution(.constant(0)))
        let decision = DecisionTime(job: .seconds(service), task: 0)
        return try (0..<Self.replications).map { replication in
            var world = Scenario(
                horizon: .seconds(13_200 * interarrival),
                machines: [MachineClass(name: "m", count: 4, capacity: Resources(cores: 1000, gibibytes: 1))],
                workloads: .generated([workload]), decisionTimes: [decision],
                architecture: .sharedState(SharedStateSettings(schedulers: [500])))
            world.commitTime = commit
            world.warmup = .seconds(1200 * interarrival)
            world.seed = 20
            world.replication = replication
            let figures = try simulate(world, audit: .atEnd)
            #expect(figures.workloads[0].waitTime.max == 0)
            // The time of an attempt that is neither decision nor commit is waiting.
            let busy = figures.schedulers.reduce(0) { $0 + $1.busyness.total } * 12_000 * interarrival
            let attempts = figures.schedulers.reduce(0) { $0 + $1.transactionsSucceeded }
            return busy / Double(attempts) - 2 * service
        }
    }

    private func expectAgreement(_ waits: [Double], _ expected: Double, widest: Double) {
        let n = Double(waits.count)
        let mean = waits.reduce(0, +) / n
        let variance = waits.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (n - 1)
        let halfWidth = Self.t * (variance / n).squareRoot()
        #expect(abs(mean - expected) <= halfWidth, "mean wait \(mean) ± \(halfWidth), expected \(expected)")
        #expect(halfWidth < widest * expected, "the interval is too wide to tell anything")
    }

    @Test("Constant task counts: M/D/1", arguments: [(0.3, 0.05), (0.6, 0.07), (0.9, 0.15)])
    func constant(load: Double, widest: Double) throws {
        // S = 0.1 + 20 × 0.005 = 0.2 s, always.
        let waits = try waits(
            load: load, meanService: 0.2, tasks: Distribution(.constant(20)), DecisionTime())
        expectAgreement(waits, load * 0.2 / (2 * (1 - load)), widest: widest)
    }

    @Test("Commits at the cell: M/D/1", arguments: [(0.3, 0.05), (0.6, 0.07), (0.9, 0.15)])
    func commits(load: Double, widest: Double) throws {
        // S = 0.05 + 10 × 0.015 = 0.2 s, always.
        let waits = try waitsForCommit(
            load: load, commit: CommitTime(transaction: .seconds(0.05), claim: .seconds(0.015)), tasks: 10)
        expectAgreement(waits, load * 0.2 / (2 * (1 - load)), widest: widest)
    }

    @Test("Random task counts: M/G/1", arguments: [(0.3, 0.06), (0.6, 0.09), (0.9, 0.25)])
    func random(load: Double, widest: Double) throws {
        // An exponential of mean m rounded up is geometric with p = 1 - e^(-1/m): E[N] = 1/p, E[N²] = (2 - p)/p².
        let p = 1 - PortableMath.exp(-1.0 / 10)
        let (n1, n2) = (1 / p, (2 - p) / (p * p))
        let (a, b) = (0.02, 0.03)
        let (s1, s2) = (a + b * n1, a * a + 2 * a * b * n1 + b * b * n2)
        let waits = try waits(
            load: load, meanService: s1, tasks: Distribution(.exponential(mean: 10)),
            DecisionTime(job: .seconds(a), task: .seconds(b)))
        expectAgreement(waits, load / s1 * s2 / (2 * (1 - load)), widest: widest)
    }
}
