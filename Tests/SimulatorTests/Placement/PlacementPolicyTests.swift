import Testing

@testable import CellbenchSimulator

@Suite struct PlacementPolicyTests {
    @Test func `A policy chooses among the machines that come into question`() {
        let cell = Cell(capacities: [4, 2, 4, 1, 6].map { amounts($0, $0) })
        let placer = Placer(PlacementSettings(PlacementKind("custom", "", InOrder())), on: cell)
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        var untouched = stream
        var transaction = Transaction()
        transaction.begin(TaskDemand(amounts(2)))
        placer.place(4, on: cell.free, within: 1..<5, drawing: &stream, into: &transaction)
        #expect(transaction.machineList == [1, 2, 2, 4])
        transaction.begin(TaskDemand(amounts(2)))
        placer.place(9, on: cell.free, within: 1..<5, drawing: &stream, into: &transaction)
        #expect(transaction.machineList == [4, 4])
        #expect(stream.next() == untouched.next())
    }

    @Test func `A policy that scores sees what is left after each claim`() {
        let cell = Cell(capacities: [amounts(9, 5), amounts(9, 8), amounts(9, 6)])
        let placer = Placer(PlacementSettings(PlacementKind("custom", "", MostFreeMemory())), on: cell)
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        var transaction = Transaction()
        transaction.begin(TaskDemand(amounts(1, 2)))
        placer.place(20, on: cell.free, within: 0..<3, drawing: &stream, into: &transaction)
        #expect(transaction.machineList == [1, 1, 2, 0, 1, 2, 0, 1, 2])
    }

    @Test func `A policy places the tasks of a job that spreads level by level`() {
        let scenario = scenario(.monolithic(MonolithicSettings()), jobs: [], machines: 3)
        let layout = Monolithic.layout(MonolithicSettings(), of: scenario)
        let cell = Cell(machines: layout.machines)
        let all = SuitableMachines(SuitableRanges([], of: layout.machines, within: 0..<3), pickiness: nil)
        let placer = Placer(custom: InOrder(), on: layout)
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        var transaction = Transaction()
        for (spread, expected) in [
            (Spread(machine: .soft), [0, 1, 2, 0, 1]), (Spread(machine: .hard), [0, 1, 2]),
        ] {
            placer.tally { $0.begin(spread) }
            transaction.begin(TaskDemand(amounts(1000)))
            placer.place(
                5, on: .table(cell.free), among: all, apart: spread, drawing: &stream, into: &transaction)
            #expect(transaction.machineList == expected)
            transaction.withdraw(from: cell.free)
            placer.tally { $0.clear() }
        }
    }

    @Test(
        "Under every architecture, with constraints, pickiness and spreading, sums balance whatever the policy",
        arguments: 0..<6)
    func balances(number: Int) throws {
        let world = RandomWorld(number)
        for policy: any PlacementPolicy in [InOrder(), MostFreeMemory()] {
            for architecture in world.architectures {
                var scenario = number % 2 == 0 ? world.scenario : world.spreading
                scenario.architecture = architecture
                scenario.placement = PlacementSettings(PlacementKind("custom", "", policy))
                if number % 3 == 0, case .generated(var workloads) = scenario.workloads {
                    workloads[0].pickiness = 0.3
                    scenario.workloads = .generated(workloads)
                }
                let figures = try simulate(scenario, audit: .everyEvent)
                for workload in figures.workloads {
                    #expect(
                        workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                            + workload.tasksPending)
                }
            }
        }
    }
}
