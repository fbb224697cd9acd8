import Testing

@testable import CellbenchSimulator

@Suite("Partitioned, by hand")
struct PartitionedTimelines {
    private let halves = ArchitectureSettings.partitioned(PartitionedSettings(shares: [0.5, 0.5]))

    @Test("A workload cannot use the other's machines, however idle they are")
    func ownMachinesOnly() throws {
        // 4 machines of 4 cores: batch owns 8 cores and places 8 of its 12 tasks.
        let figures = try simulate(scenario(halves, jobs: [job(at: 0, tasks: 12)], machines: 4, horizon: 50))
        #expect(figures.workloads[0].tasksScheduled == 8)
        #expect(figures.workloads[0].jobsPending == 1)
        #expect(figures.schedulers.map(\.name) == ["batch-0", "service-0"])
    }

    @Test("The schedulers think at the same time")
    func concurrent() throws {
        let figures = try simulate(
            scenario(halves, jobs: [job(at: 0, 0), job(at: 0.5, 1)], machines: 2, horizon: 10))
        #expect(figures.workloads[1].waitTime.max == 0)
        #expect(figures.schedulers.map(\.busyness.useful) == [0.1, 0.1])
    }

    @Test("Every class is split by the shares, to whole machines by largest remainder")
    func split() {
        #expect(Partitioned.split(10, by: [0.5, 0.5]) == [5, 5])
        #expect(Partitioned.split(5, by: [0.5, 0.5]) == [3, 2])
        #expect(Partitioned.split(10, by: [0.26, 0.37, 0.37]) == [2, 4, 4])
        #expect(Partitioned.split(10, by: [0.3, 0.3]) == [3, 3])
        #expect(Partitioned.split(1, by: [0.1, 0.9]) == [0, 1])
        #expect(Partitioned.split(7, by: [1]) == [7])
    }

    @Test("A job that only the other part could hold is refused")
    func refusedByPart() throws {
        // One large machine: by largest remainder, ties to the first, it is batch's.
        var world = scenario(halves, jobs: [job(at: 0, 0, cpu: 8), job(at: 0, 1, cpu: 8)], machines: 4)
        world.machines.append(MachineClass(name: "large", count: 1, capacity: Resources(cores: 8, gibibytes: 16)))
        let figures = try simulate(world)
        #expect(figures.workloads[0].jobsFullyScheduled == 1)
        #expect(figures.workloads[1].jobsRefused == 1)
    }
}
