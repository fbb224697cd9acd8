import Testing

@testable import CellbenchSimulator

@Suite struct LimitTests {
    @Test(arguments: [
        ArchitectureSettings.monolithic(MonolithicSettings()), .partitioned(PartitionedSettings(shares: [0.5, 0.5])),
        .twoLevel(TwoLevelSettings(schedulers: [1, 1])), .sharedState(SharedStateSettings(schedulers: [1, 1])),
    ])
    func `One huge job ends its point before memory is taken`(architecture: ArchitectureSettings) {
        // A thousand million tasks would fit.
        var world = scenario(
            architecture, jobs: [job(at: 0, tasks: JobSpec.mostTasks, cpu: 0.001)], machines: 1000, cpu: 1_000_000)
        world.limits = SimulationLimits(runningTasks: 1000)
        #expect(throws: SimulationError.self) { _ = try simulate(world, audit: .atEnd) }
    }

    @Test func `A job of more tasks than the limit runs where the cell has no room for them`() throws {
        var world = scenario(
            .monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 1_000_000)], machines: 10, cpu: 4, horizon: 5)
        world.limits = SimulationLimits(runningTasks: 40)
        #expect(try simulate(world).workloads[0].tasksScheduled == 40)
    }

    @Test func `A job of more tasks than the limit runs where memory has no room for them`() throws {
        var world = scenario(
            .twoLevel(TwoLevelSettings(schedulers: [1, 1])),
            jobs: [job(at: 0, tasks: 1_000_000, cpu: 0.001, memory: 1)], machines: 10, cpu: 1000, memory: 4, horizon: 9)
        world.limits = SimulationLimits(runningTasks: 40)
        #expect(try simulate(world).workloads[0].tasksScheduled == 40)
    }

    @Test func `Initial jobs are held to the limit too`() {
        var world = scenario(.monolithic(MonolithicSettings()), jobs: [job(at: 0)], machines: 10)
        world.initial.jobs = JobList(workloads: ["batch", "service"], jobs: [job(at: 0, tasks: 30)])
        world.limits = SimulationLimits(runningTasks: 29)
        #expect(throws: SimulationError.tooManyTasks(limit: 29, seconds: 0)) {
            _ = try simulate(world)
        }
    }

    @Test func `A queue that outgrows the limit ends its point`() {
        var world = scenario(
            .monolithic(MonolithicSettings()), jobs: (0..<50).map { job(at: Double($0)) }, decision: [(1e6, 0), (1, 0)])
        world.limits = SimulationLimits(waitingJobs: 20)
        #expect(throws: SimulationError.tooManyJobs(limit: 20, seconds: 20)) { _ = try simulate(world) }
    }
}

@Suite struct JobRouterTests {
    @Test(arguments: Assignment.allCases)
    func `What runs at the start is routed to all of a workload's schedulers`(assignment: Assignment) throws {
        var settings = TwoLevelSettings(schedulers: [4])
        settings.assignment = assignment
        let workload = GeneratedWorkload(
            name: "batch", interarrival: Distribution(.constant(1)), tasks: Distribution(.constant(1)),
            duration: Distribution(.constant(1000)), cpu: Distribution(.constant(1)),
            memory: Distribution(.constant(0)))
        var world = Scenario(
            horizon: .seconds(1),
            machines: [MachineClass(name: "m", count: 100, capacity: Resources(cores: 8, gibibytes: 1))],
            workloads: .generated([workload]), decisionTimes: [DecisionTime()], architecture: .twoLevel(settings))
        world.initial.utilization = 0.5
        let layout = TwoLevel.layout(settings, of: world)
        var simulated = World(world, layout)
        simulated.startInitialJobs(of: world)
        var held: [Int64] = []
        for scheduler in 0..<4 { held.append(simulated.schedulers[scheduler].held.milliCores / 1000) }
        #expect(held.reduce(0, +) == 400)
        #expect(held.allSatisfy { (70...130).contains($0) })
    }
}
