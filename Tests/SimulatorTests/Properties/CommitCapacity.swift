import Testing

@testable import CellbenchSimulator

/// Commits that are processed one at a time, against queueing theory.
@Suite struct CommitCapacity {
    private static let roomy = [
        MachineClass(name: "m", count: 30, capacity: Resources(cores: 4000, gibibytes: 40_000, gpus: 1000))
    ]

    @Test(arguments: [(1, 50), (5, 246), (10, 295), (11, 295), (50, 295)])
    func `However many schedulers there are, the cell commits so many jobs a second and no more`(
        schedulers: Int, jobs: Int
    ) throws {
        // A decision takes 100 ms, a commit of 4 claims 10 + 4 × 2.5 = 20 ms, so a scheduler takes 120 ms a job and by 6 s has
        // placed 50. Of five, four have waited for the others' first commits, and place 49. From six on the cell is the limit: it
        // commits a job every 20 ms from 0.1 s on, 295 in all.
        var world = scenario(
            .sharedState(SharedStateSettings(schedulers: [schedulers, 1])),
            jobs: (0..<6000).map { _ in job(at: 0, tasks: 4) }, cpu: 100_000, horizon: 6,
            decision: [(0.1, 0), (1, 0)])
        world.commitTime = CommitTime(transaction: .seconds(0.01), claim: .seconds(0.0025))
        let figures = try simulate(world, audit: .atEnd)
        #expect(figures.workloads[0].jobsFullyScheduled == jobs)
        if jobs == 295 { #expect(figures.cell.commitBusyness == 59.0 / 60) }
    }

    @Test func `For a single scheduler a commit is a longer decision`() throws {
        let time = CommitTime(transaction: .seconds(0.03), claim: .seconds(0.007))
        var jobs = 0
        for number in 0..<10 {
            // With room for all tasks, every attempt commits a claim for each task that it decided about.
            var world = RandomWorld(number).scenario
            world.machines = Self.roomy
            world.initial.utilization = 0
            world.architecture = .monolithic(MonolithicSettings())
            var longer = world
            longer.decisionTimes = world.decisionTimes.map {
                DecisionTime(job: $0.job + time.transaction, task: $0.task + time.claim)
            }
            world.commitTime = time
            let (committed, decided) = (try simulate(world), try simulate(longer))
            #expect(committed.workloads == decided.workloads)
            #expect(committed.schedulers == decided.schedulers)
            #expect(committed.cell.utilization == decided.cell.utilization)
            jobs += committed.workloads.reduce(0) { $0 + $1.jobsFullyScheduled }
        }
        #expect(jobs > 200)
    }
}
