import Testing

@testable import CellbenchSimulator

@Suite("Random small worlds")
struct RandomWorldProperties {
    @Test(
        "Invariants hold after every event, and every job and attempt is accounted for", arguments: 0..<30,
        [false, true])
    func accounted(number: Int, commitsTakeTime: Bool) throws {
        let world = RandomWorld(number)
        for (architecture, given) in world.architectures.flatMap({
            commitsTakeTime || number % 3 > 0 ? [($0, world.scenario)] : [($0, world.scenario), ($0, world.spreading)]
        }) {
            var scenario = given
            scenario.architecture = architecture
            if commitsTakeTime { scenario.commitTime = world.commitTime }
            let figures = try simulate(scenario, audit: .everyEvent)
            for workload in figures.workloads {
                #expect(
                    workload.jobs == workload.jobsFullyScheduled + workload.jobsAbandoned + workload.jobsRefused
                        + workload.jobsPending)
                #expect(workload.jobsStarted >= workload.jobsFullyScheduled + workload.jobsAbandoned)
                #expect(workload.waitTime.count == workload.jobsStarted)
                #expect(workload.queueTime.count == workload.jobsStarted)
                #expect(workload.attempts.count == workload.jobsStarted)
                #expect(workload.pendingAge.count == workload.jobsPending)
                #expect(
                    workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                        + workload.tasksPending)
                #expect((workload.waitTime.max ?? 0) <= (workload.queueTime.max ?? 0))
                #expect((workload.attempts.max ?? 0) <= Double(scenario.abandon.attempts))
            }
            for scheduler in figures.schedulers {
                let busy = scheduler.busyness
                #expect(abs(busy.total - busy.useful - busy.conflicted - busy.fruitless - busy.undecided) < 1e-12)
                #expect(
                    scheduler.transactionsRetried <= scheduler.transactionsSucceeded + scheduler.transactionsConflicted)
                if scheduler.transactionsConflicted == 0 { #expect(scheduler.claimsConflicted == 0) }
            }
            if scenario.warmup == 0 {
                let scheduled = figures.workloads.reduce(0) { $0 + $1.tasksScheduled }
                #expect(scheduled == figures.schedulers.reduce(0) { $0 + $1.claimsCommitted })
                let begun = figures.workloads.reduce(0.0) { $0 + ($1.attempts.mean ?? 0) * Double($1.attempts.count) }
                let ended = figures.schedulers.reduce(0) { sum, scheduler in
                    sum + scheduler.transactionsSucceeded + scheduler.transactionsConflicted
                        + scheduler.transactionsEmpty
                }
                #expect(Double(ended) <= begun + 0.5)
                #expect(
                    figures.workloads.map(\.jobsAbandoned).reduce(0, +)
                        == figures.schedulers.map(\.jobsAbandoned).reduce(0, +))
            }
            #expect((0...1).contains(figures.cell.utilization.cpu ?? -1))
        }
    }

    @Test(
        "The cell is busy for exactly as long as the commits of the ended attempts take, and a part of one that has not ended",
        arguments: 0..<30)
    func commits(number: Int) throws {
        let world = RandomWorld(number)
        for architecture in world.architectures {
            // With immediate offers, attempts end with their decisions.
            if let settings = architecture.settings as? TwoLevelSettings, settings.offerProcessing == .immediate {
                continue
            }
            var scenario = world.scenario
            scenario.architecture = architecture
            scenario.warmup = 0
            scenario.commitTime = world.commitTime
            let figures = try simulate(scenario, audit: .atEnd)
            let times = figures.schedulers.map { scheduler in
                let transactions = scheduler.transactionsSucceeded + scheduler.transactionsConflicted
                let claims = scheduler.claimsCommitted + scheduler.claimsConflicted + scheduler.claimsRolledBack
                return Double(transactions) * world.commitTime.transaction.inSeconds
                    + Double(claims) * world.commitTime.claim.inSeconds
            }
            let busy = figures.cell.commitBusyness * scenario.horizon.inSeconds
            if architecture.settings is PartitionedSettings {
                #expect(busy - (times.max() ?? 0) > -1e-6)
            } else {
                // At the horizon at most one commit is at the cell; the largest job has some hundred tasks.
                let longest = world.commitTime.ofCommit(claims: 1000).inSeconds
                #expect((-1e-6..<longest).contains(busy - times.reduce(0, +)))
            }
        }
    }

    @Test(
        "Without decision times, in a cell with room for all, every architecture places the same tasks",
        arguments: 0..<10)
    func sameTasks(number: Int) throws {
        let world = RandomWorld(number)
        let expected = world.scenario
        var placed: Set<[Int]> = []
        for architecture in world.architectures {
            var scenario = expected
            scenario.architecture = architecture
            scenario.initial.utilization = 0
            scenario.warmup = 0
            scenario.machines = [
                MachineClass(name: "large", count: 30, capacity: Resources(cores: 4000, gibibytes: 40_000, gpus: 1000))
            ]
            scenario.decisionTimes = scenario.decisionTimes.map { _ in DecisionTime(job: 0, task: 0) }
            if var settings = architecture.settings as? TwoLevelSettings {
                settings.offerInterval = 0
                settings.allocatorDecisionTime = 0
                scenario.architecture = .twoLevel(settings)
            }
            let figures = try simulate(scenario, audit: .atEnd)
            placed.insert(figures.workloads.map(\.tasksScheduled))
            #expect(figures.workloads.allSatisfy { $0.jobsPending == 0 && $0.tasks == $0.tasksScheduled })
        }
        #expect(placed.count == 1)
    }

    @Test("The same scenario gives the same figures, another seed or replication gives others")
    func reproducible() throws {
        let world = RandomWorld(3)
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            let figures = try simulate(scenario)
            #expect(try simulate(scenario) == figures)
            scenario.replication = 1
            #expect(try simulate(scenario) != figures)
        }
    }

    @Test("All architectures see the same jobs")
    func sameJobs() throws {
        let world = RandomWorld(5)
        var seen: Set<[Int]> = []
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            seen.insert(try simulate(scenario).workloads.flatMap { [$0.jobs, $0.tasks] })
        }
        #expect(seen.count == 1)
    }
}
