import Testing

@testable import Simulator

@Suite struct PickinessTests {
    @Test(arguments: [0.01, 0.2, 0.5, 0.99])
    func `Of many machines the share suits, and of many jobs every machine as many`(share: Double) {
        var scenario = picky(share, jobs: 1)
        scenario.seed = 5
        let table = PickinessTable(scenario)
        var byMachine = Array(repeating: 0, count: 50)
        var suiting = 0
        for id in 1...4000 {
            guard let pickiness = table[0, UInt64(id)] else { return }
            for machine in 0..<50 where pickiness.suits(machine) {
                byMachine[machine] += 1
                suiting += 1
            }
        }
        let expected = 200_000 * share
        #expect(abs(Double(suiting) - expected) < 5 * (expected * (1 - share)).squareRoot())
        let each = byMachine.map { _ in 4000 * share }
        // Binomial counts vary less than Poisson's by this factor.
        #expect(chiSquare(byMachine, expected: each) / (1 - share) < chiSquareLimit(degrees: 50))
    }

    /// Jobs of 200 endless tasks of a core, on 100 machines of one core each.
    private func picky(_ share: Double, jobs: Int) -> Scenario {
        var workload = GeneratedWorkload(
            name: "batch", interarrival: Distribution(.constant(10)), tasks: Distribution(.constant(200)),
            duration: Distribution(.constant(1e6)), cpu: Distribution(.constant(1)), memory: Distribution(.constant(0)))
        workload.pickiness = share
        return Scenario(
            horizon: .seconds(10 * Double(jobs) + 9),
            machines: [MachineClass(name: "m", count: 100, capacity: Resources(cores: 1, gibibytes: 1))],
            workloads: .generated([workload]), decisionTimes: [DecisionTime(job: .seconds(0.1), task: 0)],
            architecture: .monolithic(MonolithicSettings()))
    }

    @Test func `Under every architecture a job's tasks are on all machines that suit it and on no other`() throws {
        for architecture in RandomWorld(1).architectures(workloads: 1) {
            for share in [0.05, 0.3, 0.9] {
                var scenario = picky(share, jobs: 1)
                scenario.architecture = architecture
                scenario.abandon = AbandonPolicy(attemptsWithoutPlacement: 5, attempts: 5)
                let pickiness = try #require(PickinessTable(scenario)[0, 1])
                let suiting = (0..<100).count { pickiness.suits($0) }
                let figures = try simulate(scenario, audit: .everyEvent)
                #expect(figures.workloads[0].tasksScheduled == suiting, "\(architecture)")
            }
        }
    }

    @Test func `Tasks are spread over the machines that suit as evenly as over all`() {
        var stream = RandomStream(seed: 3, replication: 0, purpose: "test")
        var placement = RandomizedFirstFit(machineCount: 40)
        let pickiness = Pickiness(share: 0.3, seed: 77)
        let ranges = [3..<12, 20..<38]
        let suitable = ranges.joined().filter { pickiness.suits($0) }
        // With room everywhere, and with so little that the machines that fit are listed.
        for free in [10, 1] {
            var counts: [Int: Int] = [:]
            for _ in 0..<6000 {
                let table = FreeTable(count: 40)
                for machine in 0..<40 {
                    let hasRoom = free > 1 || machine == suitable[0] || machine == suitable[1]
                    table.set(
                        machine, to: MachineWord(free: Resources(cores: hasRoom ? Double(free) : 0, gibibytes: 1)))
                }
                var transaction = Transaction()
                transaction.begin(TaskDemand(Resources(cores: 1, gibibytes: 0)))
                placement.place(
                    1, on: table, amid: SuitableMachines(ranges: ranges, pickiness: pickiness), drawing: &stream,
                    into: &transaction)
                for machine in transaction.machineList { counts[machine, default: 0] += 1 }
            }
            let wanted = free > 1 ? suitable : Array(suitable.prefix(2))
            #expect(Set(counts.keys) == Set(wanted))
            let expected = wanted.map { _ in 6000 / Double(wanted.count) }
            #expect(
                chiSquare(wanted.map { counts[$0] ?? 0 }, expected: expected)
                    < chiSquareLimit(degrees: wanted.count - 1))
        }
    }

    @Test func `A job that suits no machine is refused`() throws {
        var scenario = picky(1e-6, jobs: 50)
        scenario.machines = [MachineClass(name: "m", count: 3, capacity: Resources(cores: 1, gibibytes: 1))]
        let figures = try simulate(scenario, audit: .everyEvent)
        #expect(figures.workloads[0].jobsRefused == figures.workloads[0].jobs)
        #expect(figures.workloads[0].jobs == 50)
    }

    @Test("The books balance after every event under every architecture", arguments: 0..<10)
    func accounted(number: Int) throws {
        let world = RandomWorld(number)
        guard case .generated(let workloads) = world.scenario.workloads else { return }
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            scenario.workloads = .generated(
                workloads.enumerated().map { number, workload in
                    var workload = workload
                    workload.pickiness = [0.3, 1, 0.05][number % 3]
                    return workload
                })
            let figures = try simulate(scenario, audit: .everyEvent)
            for workload in figures.workloads {
                #expect(
                    workload.jobs == workload.jobsFullyScheduled + workload.jobsAbandoned + workload.jobsRefused
                        + workload.jobsPending)
            }
        }
    }
}
