import Testing

@testable import CellbenchSimulator

@Suite struct PickinessTests {
    @Test(arguments: [(0.02, 50), (0.2, 50), (0.5, 137), (0.99, 300), (0.3, 1), (0.1, 3), (0.25, 1021)])
    func `Of each job's machines the share suits, and of many jobs every machine, and every pair, as many`(
        share: Double, total: Int
    ) {
        let table = PickinessTable(picky(share, jobs: 1))
        var byMachine = Array(repeating: 0, count: total)
        // Neighbours, which mostly are of one class, and machines whose numbers differ in one digit.
        var neighbours = 0
        var apart = 0
        let jobs = 4000
        let width = Int(Double(total).squareRoot().rounded(.up))
        for id in 1...jobs {
            guard let pickiness = table[0, UInt64(id), of: total] else { return }
            let suiting = (0..<total).filter { pickiness.suits($0) }
            #expect(suiting.count == max(1, Int((share * Double(total)).rounded())))
            #expect(Set((0..<pickiness.count).map(pickiness.machine)) == Set(suiting))
            for machine in suiting { byMachine[machine] += 1 }
            let all = Set(suiting)
            neighbours += suiting.count { all.contains($0 + 1) }
            apart += suiting.count { all.contains($0 + width) }
        }
        guard total > 3 else { return }
        let count = Double(max(1, Int((share * Double(total)).rounded())))
        let exact = count / Double(total)
        // Counts of a draw without replacement vary less than Poisson's by this factor.
        let expected = byMachine.map { _ in Double(jobs) * exact }
        #expect(chiSquare(byMachine, expected: expected) / (1 - exact) < chiSquareLimit(degrees: total - 1))
        let both = exact * (count - 1) / Double(total - 1) * Double(jobs)
        let wanted = both * Double(total - 1)
        #expect(abs(Double(neighbours) - wanted) <= 6 * wanted.squareRoot() + 1, "\(neighbours) of \(wanted)")
        // A permutation of few rounds treats numbers that share a digit slightly differently.
        let wantedApart = both * Double(total - width)
        #expect(abs(Double(apart) - wantedApart) <= 0.25 * wantedApart, "\(apart) of \(wantedApart)")
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
                let pickiness = try #require(PickinessTable(scenario)[0, 1, of: 100])
                let suiting = (0..<100).count { pickiness.suits($0) }
                let figures = try simulate(scenario, audit: .everyEvent)
                #expect(figures.workloads[0].tasksScheduled == suiting, "\(architecture)")
            }
        }
    }

    @Test func `Tasks are spread over the machines that suit as evenly as over all`() {
        var stream = RandomStream(seed: 3, replication: 0, purpose: "test")
        let placer = Placer(machineCount: 40)
        let ranges = [3..<12, 20..<38]
        let pickiness = Pickiness(share: 0.3, seed: 77, of: 27)
        let runs = [3, 9, 8, 18, 2].enumerated().map { number, count in
            MachineRun(
                MachineClass(
                    name: "c", count: count, capacity: Resources(cores: 1, gibibytes: 1),
                    attributes: ["is": AttributeValue(number % 2 == 1 ? "wanted" : "other")]), number: number,
                count: count)
        }
        let wanted = SuitableRanges([Constraint("is", .in, ["wanted"])], of: runs, within: 0..<40)
        #expect(wanted.ranges == ranges)
        let machines = SuitableMachines(wanted, pickiness: pickiness)
        let suitable = ranges.joined().filter(machines.contains)
        #expect(suitable.count == 8)
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
                placer.place(
                    1, on: .table(table), among: machines, drawing: &stream, into: &transaction)
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

    /// Every fifth machine is large enough, and each job takes one machine of the ten.
    @Test func `A job whose machines are all too small is refused`() throws {
        var scenario = picky(0.1, jobs: 400)
        scenario.machines = [
            MachineClass(name: "small", count: 8, capacity: Resources(milliCores: 500, memoryMiB: 1024)),
            MachineClass(name: "large", count: 2, capacity: Resources(cores: 1000, gibibytes: 1)),
        ]
        let figures = try simulate(scenario, audit: .atEnd)
        #expect(figures.workloads[0].jobs == 400)
        #expect((280...360).contains(figures.workloads[0].jobsRefused))
    }

    @Test("Every ledger balances after every event under every architecture", arguments: 0..<10)
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
