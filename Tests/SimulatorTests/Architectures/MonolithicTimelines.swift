import Testing

@testable import CellbenchSimulator

@Suite("Monolithic, by hand")
struct MonolithicTimelines {
    /// A at 0 with 2 tasks of batch, B at 0.5 with 1 task of service; batch costs 1 + 0.5 a task, service 2 + 1 a task.
    private func twoJobs(_ settings: MonolithicSettings) throws -> RunFigures {
        try simulate(
            scenario(
                .monolithic(settings),
                jobs: [job(at: 0, 0, tasks: 2, duration: 100), job(at: 0.5, 1, tasks: 1, duration: 100)],
                horizon: 10, decision: [(1, 0.5), (2, 1)]))
    }

    @Test("On a single path every job pays the path's decision time")
    func singlePath() throws {
        // A thinks 0-4 (2 + 2 × 1), B 4-7 (2 + 1); A holds 2 of 4 cores from 4, B 1 from 7.
        let figures = try twoJobs(MonolithicSettings(path: 1))
        #expect(figures.workloads[0].waitTime.max == 0)
        #expect(figures.workloads[1].waitTime.max == 3.5)
        #expect(figures.schedulers[0].busyness.useful == 0.7)
        #expect(figures.cell.utilization.cpu == (2.0 * 6 + 1.0 * 3) / 40)
        #expect(figures.schedulers[0].name == "all-0")
        #expect(figures.schedulers[0].workloads == ["batch", "service"])
    }

    @Test("On several paths every job pays its own workload's decision time")
    func multiPath() throws {
        // A thinks 0-2 (1 + 2 × 0.5), B 2-5 (2 + 1); A holds 2 of 4 cores from 2, B 1 from 5.
        let figures = try twoJobs(MonolithicSettings())
        #expect(figures.workloads[1].waitTime.max == 1.5)
        #expect(figures.schedulers[0].busyness.useful == 0.5)
        #expect(figures.cell.utilization.cpu == (2.0 * 8 + 1.0 * 5) / 40)
    }

    @Test("A job that is not fully placed returns after the retry delay with its missing tasks")
    func retry() throws {
        // 6 tasks on 4 cores. 0-1: places 4, until 4. 2-3: nothing fits. 4-5: places 2, until 8.
        let figures = try simulate(
            scenario(.monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 6, duration: 3)], horizon: 10))
        let batch = figures.workloads[0]
        let scheduler = figures.schedulers[0]
        #expect(batch.jobsFullyScheduled == 1)
        #expect(batch.tasksScheduled == 6)
        #expect(batch.attempts.max == 3)
        #expect(batch.queueTime.max == 0)
        #expect(scheduler.transactionsSucceeded == 2)
        #expect(scheduler.transactionsEmpty == 1)
        #expect(scheduler.transactionsRetried == 1)
        #expect(scheduler.busyness.useful == 0.2)
        #expect(scheduler.busyness.fruitless == 0.1)
        #expect(figures.cell.utilization.cpu == (4.0 * 3 + 2.0 * 3) / 40)
    }

    @Test("The decision time of a retry is that of the tasks still missing")
    func retryDecisionTime() throws {
        // 6 tasks, 0.5 a task. 0-3: places 4, until 53. 4-5: nothing fits, twice more at 6-7 and 8-9.
        let figures = try simulate(
            scenario(
                .monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 6, duration: 50)], horizon: 9,
                decision: [(0, 0.5), (0, 0)]))
        #expect(figures.workloads[0].attempts.max == 4)
        #expect(figures.schedulers[0].busyness.fruitless == 3.0 / 9)
    }

    @Test("A job that returns goes to the back of the queue, or to the front where the config says so")
    func retryPosition() throws {
        // A (6 tasks) thinks 0-1 and returns at 2. B thinks 1-5 meanwhile, C arrives at 1.5 and waits.
        // Back: C begins at 5, A waits from 2 to 6. Front: A begins at 5, C at 6.
        var world = scenario(
            .monolithic(MonolithicSettings()),
            jobs: [
                job(at: 0, 0, tasks: 6, duration: 3), job(at: 0.5, 1, cpu: 0.1), job(at: 1.5, 0, cpu: 0.1),
            ],
            horizon: 20, decision: [(1, 0), (4, 0)])
        let back = try simulate(world)
        #expect(back.workloads[0].waitTime.max == 3.5)
        #expect(back.workloads[0].queueTime.max == 4)
        world.retry.position = .front
        let front = try simulate(world)
        #expect(front.workloads[0].waitTime.max == 4.5)
        #expect(front.workloads[0].queueTime.max == 4.5)
    }

    @Test("A job without a placed task is given up after the attempts the config allows")
    func abandonedWithoutPlacement() throws {
        // A takes 2 of 4 cores for good at 1. B needs 3: 1-2, 3-4, 5-6, then it is given up.
        var world = scenario(
            .monolithic(MonolithicSettings()),
            jobs: [job(at: 0, tasks: 1, cpu: 2), job(at: 0.5, 1, tasks: 2, cpu: 3)], horizon: 20)
        world.abandon.attemptsWithoutPlacement = 3
        let figures = try simulate(world)
        #expect(figures.workloads[1].jobsAbandoned == 1)
        #expect(figures.workloads[1].attempts.max == 3)
        #expect(figures.workloads[1].jobsPending == 0)
        #expect(figures.schedulers[0].jobsAbandoned == 1)
        #expect(figures.schedulers[0].busyness.fruitless == 3.0 / 20)
    }

    @Test("A job partly placed is given up only after all the attempts the config allows; its placed tasks run on")
    func abandonedAfterAllAttempts() throws {
        // 4 of 6 tasks are placed in the first attempt (0-1); four more follow at 2, 4, 6, 8.
        var world = scenario(.monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 6)], horizon: 20)
        world.abandon = AbandonPolicy(attemptsWithoutPlacement: 2, attempts: 5)
        let figures = try simulate(world)
        #expect(figures.workloads[0].jobsAbandoned == 1)
        #expect(figures.workloads[0].attempts.max == 5)
        #expect(figures.workloads[0].tasksScheduled == 4)
        #expect(figures.cell.utilization.cpu == 19.0 / 20)
    }

    @Test("A job that no machine could ever hold is refused and counted")
    func refused() throws {
        let figures = try simulate(
            scenario(
                .monolithic(MonolithicSettings()), jobs: [job(at: 0, cpu: 5), job(at: 1, gpu: 1), job(at: 2, cpu: 4)]))
        #expect(figures.workloads[0].jobs == 3)
        #expect(figures.workloads[0].jobsRefused == 2)
        #expect(figures.workloads[0].jobsFullyScheduled == 1)
    }

    @Test("An attempt that the horizon cuts counts for its part before it, and its job as started")
    func cutByHorizon() throws {
        // A thinks 0-4; B would think 4-8 but the horizon is 6; C has waited since 5.
        let figures = try simulate(
            scenario(
                .monolithic(MonolithicSettings()), jobs: [job(at: 0), job(at: 1), job(at: 5)], horizon: 6,
                decision: [(4, 0), (1, 0)]))
        let batch = figures.workloads[0]
        #expect(batch.jobsStarted == 2)
        #expect(batch.jobsFullyScheduled == 1)
        #expect(batch.jobsPending == 2)
        #expect(batch.pendingAge == PendingAge(count: 2, mean: 3, max: 5))
        #expect(figures.schedulers[0].busyness.total == 1)
        #expect(figures.schedulers[0].busyness.undecided == 2.0 / 6)
        #expect(figures.schedulers[0].queueLengthAtEnd == 1)
    }

    @Test("Statistics start at the warm-up's end; what happened before still holds resources")
    func warmup() throws {
        // A thinks 0-4 and holds 1 core from 4. B, submitted at 5, thinks 5-9. The window is 2 to 12.
        var world = scenario(
            .monolithic(MonolithicSettings()), jobs: [job(at: 0), job(at: 5)], horizon: 12,
            decision: [(4, 0), (1, 0)])
        world.warmup = .seconds(2)
        let figures = try simulate(world)
        #expect(figures.workloads[0].jobs == 1)
        #expect(figures.workloads[0].waitTime.count == 1)
        #expect(figures.schedulers[0].busyness.useful == 0.6)
        #expect(figures.schedulers[0].transactionsSucceeded == 2)
        #expect(figures.cell.utilization.cpu == (8.0 + 3.0) / 40)
    }
}
