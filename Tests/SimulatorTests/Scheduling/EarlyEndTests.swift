import Testing

@testable import CellbenchSimulator

@Suite struct EarlyEndTests {
    private func tasks(on machine: Int, in world: borrowing World) -> [RunningTask] {
        var found: [RunningTask] = []
        var next = world.tasks.firstTask(on: machine)
        while let task = next {
            found.append(task)
            next = world.tasks.task(after: task)
        }
        return found
    }

    /// Four tasks of 10 s are placed at 1 s, on the one machine of four cores.
    ///
    /// One is evicted at 5 s, and placed again by an attempt of 1 s: it ends at 16 s, the others at 11 s.
    @Test func `An evicted task frees its machine at once and runs again from its beginning`() throws {
        var scenario = scenario(
            .monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 4, duration: 10)], horizon: 20)
        scenario.retry.delay = .seconds(3)
        var held: [Int64] = []
        let figures = try simulate(scenario, disturbedAt: [5, 5.5, 10.5, 11.5, 16.5].map { .seconds($0) }) { world in
            if world.now == .seconds(5), let task = world.tasks.firstTask(on: 0) { world.evict(task) }
            held.append(world.cell.allocated.milliCores / 1000)
        }
        #expect(held == [3, 3, 4, 1, 0])
        let batch = figures.workloads[0]
        #expect(batch.jobsFullyScheduled == 1)
        #expect(batch.tasksScheduled == 4)
        #expect(batch.attempts.max == 1, "the attempts at its first departure")
        #expect(figures.schedulers[0].transactionsSucceeded == 2)
        #expect(figures.schedulers[0].claimsCommitted == 5)
        #expect(figures.schedulers[0].busyness.total == 0.1)
        // 4 cores for 4 s, 3 for 1 s, 4 for 5 s and 1 for 5 s of 4 for 20 s.
        #expect(abs((figures.cell.utilization.cpu ?? 0) - Double(16 + 3 + 20 + 5) / 80) < 1e-12)
    }

    @Test func `A task that finishes early is not placed again, and the others end in their time`() throws {
        let scenario = scenario(
            .monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 4, duration: 10)], horizon: 20)
        var held: [Int64] = []
        let figures = try simulate(scenario, disturbedAt: [5, 10.5, 11.5].map { .seconds($0) }) { world in
            if world.now == .seconds(5), let task = world.tasks.firstTask(on: 0) { world.finish(task) }
            held.append(world.cell.allocated.milliCores / 1000)
        }
        #expect(held == [3, 3, 0])
        #expect(figures.workloads[0].tasksScheduled == 4)
        #expect(figures.schedulers[0].transactionsSucceeded == 1)
    }

    @Test func `Tasks evicted from a job that was given up are abandoned`() throws {
        var scenario = scenario(
            .monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 6, duration: 50)], horizon: 20)
        scenario.abandon.attempts = 1
        let figures = try simulate(scenario, disturbedAt: [.seconds(5)]) { world in
            if let task = world.tasks.firstTask(on: 0) { world.evict(task) }
        }
        #expect(figures.workloads[0].jobsAbandoned == 1)
        #expect(figures.workloads[0].tasksScheduled == 3)
        #expect(figures.workloads[0].tasksAbandoned == 3)
        #expect(figures.schedulers[0].transactionsSucceeded == 1)
    }

    @Test func `A task that ran at time 0 returns to a queue, and stays out of the figures`() throws {
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [job(at: 0)], horizon: 20)
        scenario.initial.jobs = JobList(workloads: ["batch", "service"], jobs: [job(at: 0, 1, tasks: 2)])
        let figures = try simulate(scenario, disturbedAt: [.seconds(5)]) { world in world.evictTasks(on: 0) }
        #expect(figures.workloads.map(\.jobs) == [1, 0])
        #expect(figures.workloads.map(\.tasksScheduled) == [1, 0])
        #expect(figures.workloads.map(\.jobsFullyScheduled) == [1, 0])
        #expect(figures.cell.initialTasks == 2)
        #expect(figures.schedulers[0].claimsCommitted == 4)
    }

    @Test("Where nothing ends early, keeping what that would take changes no figure", arguments: 0..<6)
    func changesNothing(number: Int) throws {
        let world = RandomWorld(number)
        for architecture in world.architectures {
            var scenario = number % 2 == 0 ? world.scenario : world.spreading
            scenario.architecture = architecture
            if number % 3 == 0 { scenario.commitTime = world.commitTime }
            #expect(try simulate(scenario, disturbedAt: []) { _ in } == simulate(scenario, audit: .atEnd))
        }
    }

    @Test(
        "With evictions and early ends at random times the invariants hold after every event, and all is accounted for",
        arguments: 0..<6, [false, true])
    func accounted(number: Int, spreads: Bool) throws {
        let world = RandomWorld(number)
        for architecture in world.architectures {
            var scenario = spreads ? world.spreading : world.scenario
            scenario.architecture = architecture
            if number % 3 == 0 { scenario.commitTime = world.commitTime }
            var random = TestRandom(UInt64(number))
            let times = (1...150).map { Nanoseconds.seconds(Double($0) * 0.79) }
            let figures = try simulate(scenario, disturbedAt: times) { disturb(&$0, &random) }
            for workload in figures.workloads {
                #expect(
                    workload.jobs == workload.jobsFullyScheduled + workload.jobsAbandoned + workload.jobsRefused
                        + workload.jobsPending)
                #expect(workload.waitTime.count == workload.jobsStarted)
                #expect(workload.queueTime.count == workload.jobsStarted)
                #expect(workload.attempts.count == workload.jobsStarted)
                #expect(workload.pendingAge.count == workload.jobsPending)
                #expect(
                    workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                        + workload.tasksPending)
            }
        }
    }

    private func disturb(_ world: inout World, _ random: inout TestRandom) {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
        let machine = below(world.cell.machineCount)
        let running = tasks(on: machine, in: world)
        guard !running.isEmpty else { return }
        let task = running[below(running.count)]
        switch below(6) {
        case 0, 1: world.evict(task)
        case 2, 3: world.finish(task)
        case 4: world.evict(allocation: world.tasks.allocation(of: task))
        default: world.evictTasks(on: machine)
        }
    }

    @Test(
        "Tasks of several kinds are evicted part by part, of jobs that came and of those that ran at time 0",
        arguments: 0..<4)
    func differingTasks(number: Int) throws {
        let world = RandomWorld(number)
        var random = TestRandom(UInt64(number))
        let workloads = world.scenario.workloads.names
        var lists = [JobList.Builder(), JobList.Builder()]
        for id in 0..<100 {
            let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                TaskPart(
                    demand: amounts(Int64.random(in: 1...4, using: &random) * 250),
                    duration: .seconds(Double.random(in: 1...30, using: &random)),
                    count: Int.random(in: 1...6, using: &random))
            }
            lists[id % 5 == 0 ? 1 : 0].append(
                JobSpec(
                    submitted: id % 5 == 0 ? 0 : .seconds(Double(id)), duration: 0, demand: .zero,
                    workload: Int.random(in: 0..<workloads.count, using: &random),
                    tasks: parts.reduce(0) { $0 + $1.count }, id: UInt64(id)),
                parts: parts)
        }
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            scenario.initial = InitialState(jobs: lists[1].list(workloads: workloads))
            scenario.workloads = .list(lists[0].list(workloads: workloads))
            var disturbance = TestRandom(UInt64(number))
            let times = (1...150).map { Nanoseconds.seconds(Double($0) * 0.79) }
            let figures = try simulate(scenario, disturbedAt: times) { disturb(&$0, &disturbance) }
            for workload in figures.workloads {
                #expect(
                    workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                        + workload.tasksPending)
            }
        }
    }
}
