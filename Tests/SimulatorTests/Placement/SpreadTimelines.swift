import Testing

@testable import CellbenchSimulator

@Suite struct SpreadTimelines {
    /// The job's tasks take a core each of machines with four.
    private func scenario(
        _ architecture: ArchitectureSettings, _ spread: Spread, tasks: Int, machines: Int, racks: Int = 1,
        duration: Double = 10, horizon: Double = 100
    ) -> Scenario {
        var list = JobList.Builder()
        list.append(job(at: 0, tasks: tasks, duration: duration), requirements: Requirements(spread: spread))
        var scenario = SimulatorTests.scenario(
            architecture, jobs: [], machines: machines, horizon: horizon, decision: [(1, 0), (1, 0)])
        scenario.machines[0].racks = racks
        scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
        return scenario
    }

    private var directly: [ArchitectureSettings] {
        RandomWorld(1).architectures(workloads: 2).filter { !($0.settings is TwoLevelSettings) }
    }

    /// Two machines, three tasks of 10 s, decisions of 1 s every 2 s: at 1 s two are placed.
    ///
    /// There is no place until both have ended at 11 s, when the sixth attempt ends. The private view of the
    /// shared-state scheduler shows the ends from 12 s on.
    @Test func `A task waits for one of its job to end where they must be apart`() throws {
        for architecture in directly {
            var expected = 6
            if architecture.settings is PartitionedSettings { continue }
            if architecture.settings is SharedStateSettings { expected = 7 }
            let figures = try simulate(
                scenario(architecture, Spread(machine: .hard), tasks: 3, machines: 2), audit: .everyEvent)
            #expect(figures.workloads[0].tasksScheduled == 3)
            #expect(figures.workloads[0].attempts.max == Double(expected))
        }
    }

    @Test func `No more tasks of a job run at once than there are racks`() throws {
        for architecture in RandomWorld(1).architectures(workloads: 2) {
            let all = try simulate(
                scenario(architecture, Spread(rack: .hard), tasks: 5, machines: 12, racks: 6, duration: 1000),
                audit: .everyEvent)
            // Half of the machines are those of a partition.
            var isPartitioned = false
            if architecture.settings is PartitionedSettings { isPartitioned = true }
            #expect(all.workloads[0].tasksScheduled == (isPartitioned ? 3 : 5))
            let most = try simulate(
                scenario(architecture, Spread(rack: .hard), tasks: 30, machines: 12, racks: 4, duration: 1000),
                audit: .everyEvent)
            #expect(most.workloads[0].tasksScheduled == (isPartitioned ? 2 : 4))
        }
    }

    @Test func `What need not be apart is placed at once`() throws {
        for architecture in RandomWorld(1).architectures(workloads: 2) {
            let figures = try simulate(
                scenario(architecture, Spread(machine: .soft, rack: .soft), tasks: 8, machines: 4, racks: 2),
                audit: .everyEvent)
            #expect(figures.workloads[0].jobsFullyScheduled == 1)
            #expect(figures.workloads[0].attempts.max == 1)
        }
    }

    /// Parts of a job must be apart from one another, too.
    @Test func `Tasks that differ are apart`() throws {
        for architecture in RandomWorld(1).architectures(workloads: 2) {
            var list = JobList.Builder()
            let parts = (1...4).map {
                TaskPart(demand: Resources(cores: Double($0), gibibytes: 1), duration: .seconds(1000), count: 2)
            }
            list.append(
                job(at: 0, tasks: 8), parts: parts, requirements: Requirements(spread: Spread(machine: .hard)))
            var scenario = scenario(architecture, Spread(), tasks: 1, machines: 12)
            scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
            let figures = try simulate(scenario, audit: .everyEvent)
            var expected = 8
            if architecture.settings is PartitionedSettings { expected = 6 }
            #expect(figures.workloads[0].tasksScheduled == expected)
        }
    }

    /// More jobs than the cell holds, in every architecture; after every event the audit checks where their tasks are.
    @Test func `No two tasks of a job come together in a full cell`() throws {
        for architecture in RandomWorld(1).architectures(workloads: 2) {
            var list = JobList.Builder()
            for number in 0..<80 {
                let spread = number % 2 == 0 ? Spread(machine: .hard) : Spread(machine: .soft, rack: .hard)
                list.append(
                    job(at: Double(number), number % 2, tasks: 1 + number % 13, duration: 30, id: UInt64(number)),
                    requirements: Requirements(spread: spread))
            }
            var scenario = scenario(architecture, Spread(), tasks: 1, machines: 20, racks: 5, horizon: 150)
            scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
            let figures = try simulate(scenario, audit: .everyEvent)
            #expect(figures.workloads[0].tasksScheduled > 50)
            #expect(figures.workloads[1].tasksScheduled > 50)
        }
    }
}
