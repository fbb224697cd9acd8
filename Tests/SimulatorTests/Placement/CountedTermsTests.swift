import Testing

@testable import CellbenchSimulator

/// Terms that look at where the other tasks of a job are, against a twin that counts them for every task.
@Suite struct CountedTermsTests {
    private static let counted: Spread = {
        var spread = Spread()
        spread.isCounted = true
        return spread
    }()

    private static func weighted(_ weights: [String: Double], _ ties: TieBreak = .lowest) -> PlacementSettings {
        var options = PlacementOptions()
        options.weights = weights
        options.ties = ties
        return PlacementSettings(.weighted, options)
    }

    /// Racks 0: machines 0 and 1, 1: machines 2 and 3.
    private static func racked(tasks: Int, _ placement: PlacementSettings) -> Scenario {
        var scenario = scenario(
            .monolithic(MonolithicSettings()),
            jobs: [
                JobSpec(
                    submitted: 0, duration: .seconds(100), demand: Resources(cores: 1, gibibytes: 1), workload: 0,
                    tasks: tasks)
            ])
        scenario.machines = [
            MachineClass(name: "m", count: 4, capacity: Resources(cores: 4, gibibytes: 4), racks: 2)
        ]
        scenario.placement = placement
        return scenario
    }

    @Test("Fewest tasks in the rack, then on the machine: 0, 2, 1, 3, and again")
    func spreads() throws {
        for (weights, expected) in [
            // Racks alone: of the two machines of a rack the lower has the task until it is full.
            (["failureDomains": 1.0], [0, 2, 0, 2, 0, 2, 0, 2, 1, 3]),
            (["antiAffinity": 1], [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]),
            (["failureDomains": 1, "antiAffinity": 1], [0, 2, 1, 3, 0, 2, 1, 3, 0, 2]),
        ] {
            let scenario = Self.racked(tasks: 10, Self.weighted(weights)).countingTasks
            let layout = Layout(
                Layout.dedicated(scenario.workloads.names.map { _ in 1 }, names: scenario.workloads.names), on: scenario
            )
            let placer = Placer(scenario, layout, spreads: true)
            let cell = Cell(machines: layout.machines)
            var transaction = Transaction()
            transaction.begin(TaskDemand(Resources(cores: 1, gibibytes: 1)))
            var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
            placer.tally { $0.begin(Self.counted) }
            let all = SuitableMachines(SuitableRanges([], of: layout.machines, within: 0..<4), pickiness: nil)
            placer.place(
                10, on: .table(cell.free), among: all, apart: Self.counted, drawing: &stream, into: &transaction)
            placer.tally { $0.clear() }
            #expect(transaction.machineList == expected)
        }
    }

    /// Jobs come and go on a cell with racks; every machine is the twin's, whether scores are kept or listed.
    @Test(arguments: 0..<40)
    func `Every task goes where the twin puts it`(number: Int) throws {
        var random = TestRandom(UInt64(300 + number))
        let classes = (0..<Int.random(in: 1...3, using: &random)).map { kind in
            MachineClass(
                name: "m\(kind)", count: Int.random(in: 2...9, using: &random),
                capacity: Resources(
                    cores: Double(Int.random(in: 2...9, using: &random)),
                    gibibytes: Double(Int.random(in: 2...9, using: &random))),
                racks: Int.random(in: 1...2, using: &random))
        }
        let weights: [String: Double] = [
            "failureDomains": Double(Int.random(in: 0...2, using: &random)),
            "antiAffinity": Double(Int.random(in: 0...2, using: &random)),
            "balance": Double(Int.random(in: 0...1, using: &random)),
            "leastAllocated": 0.5,
        ]
        var settings = Self.weighted(weights, Bool.random(using: &random) ? .lowest : .fixed)
        if Bool.random(using: &random) { settings.options.scores = .integers }
        var scenario = Self.racked(tasks: 1, settings)
        scenario.machines = classes
        let layout = Layout(
            Layout.dedicated(scenario.workloads.names.map { _ in 1 }, names: scenario.workloads.names), on: scenario)
        let placer = Placer(scenario, layout, spreads: true)
        let ranks = PlacementCell(
            layout.machines,
            drawing: RandomStream(seed: scenario.seed, replication: scenario.replication, purpose: "placement/ties")
        ).ranks
        let racks = RackTable(layout).racks
        let capacities = layout.machines.flatMap { Array(repeating: $0.capacity, count: $0.count) }
        let cell = Cell(machines: layout.machines)
        let suitable = SuitableMachines(
            SuitableRanges([], of: layout.machines, within: 0..<cell.machineCount), pickiness: nil)
        var stream = RandomStream(seed: 1, replication: number, purpose: "test")
        let demands = (0..<2).map { _ in
            Resources(
                cores: Double(Int.random(in: 1...4, using: &random)) * 0.5,
                gibibytes: Double(Int.random(in: 1...4, using: &random)) * 0.5)
        }
        for _ in 0..<25 {
            let demand = demands.randomElement(using: &random) ?? demands[0]
            let earlier = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Int.random(in: 0..<cell.machineCount, using: &random)
            }
            let tasks = Int.random(in: 1...6, using: &random)
            var free = (0..<cell.machineCount).map { cell.free.words[$0].free }
            var mine = earlier
            var expected: [Int] = []
            while expected.count < tasks {
                let order = free.indices.sorted { settings.options.ties == .fixed ? ranks[$0] < ranks[$1] : $0 < $1 }
                var best: (machine: Int, score: Double)?
                for machine in order where demand.fits(in: free[machine]) {
                    let score = Self.score(
                        demand, free[machine], capacities[machine], settings.options,
                        onMachine: mine.count { $0 == machine }, inRack: mine.count { racks[$0] == racks[machine] })
                    if score > best?.score ?? -.infinity { best = (machine, score) }
                }
                guard let best else { break }
                free[best.machine] -= demand
                mine.append(best.machine)
                expected.append(best.machine)
            }
            var transaction = Transaction()
            transaction.begin(TaskDemand(demand))
            placer.tally {
                $0.begin(Self.counted)
                for machine in earlier { $0.add(machine) }
            }
            placer.place(
                tasks, on: .table(cell.free), among: suitable, apart: Self.counted, drawing: &stream,
                into: &transaction)
            placer.tally { $0.clear() }
            try #require(transaction.machineList == expected)
            if Bool.random(using: &random) { transaction.withdraw(from: cell.free) }
        }
    }

    private static func score(
        _ demand: Resources, _ free: Resources, _ capacity: Resources, _ options: PlacementOptions, onMachine: Int,
        inRack: Int
    ) -> Double {
        func cut(_ value: Double) -> Double { options.scores == .integers ? value.rounded(.towardZero) : value }
        let cpu = Double(free.milliCores - demand.milliCores) / Double(capacity.milliCores)
        let memory = Double(free.memoryMiB - demand.memoryMiB) / Double(capacity.memoryMiB)
        func weight(_ term: String) -> Double { options.weights[term, default: 0] }
        func left(_ free: Int64, _ demand: Int64, _ capacity: Int64) -> Double {
            options.scores == .integers
                ? Double((free - demand) * 100 / capacity) : Double(free - demand) / Double(capacity) * 100
        }
        let unused =
            left(free.milliCores, demand.milliCores, capacity.milliCores)
            + left(free.memoryMiB, demand.memoryMiB, capacity.memoryMiB)
        let machine =
            0 + weight("balance") * cut((1 - abs(cpu - memory)) * 100) + weight("leastAllocated") * cut(unused / 2)
        let job =
            weight("failureDomains") * cut(100 / Double(1 + inRack))
            + weight("antiAffinity") * cut(100 / Double(1 + onMachine))
        let sum = ["balance", "leastAllocated", "failureDomains", "antiAffinity"].map(weight).reduce(0, +)
        return (machine + job) / sum
    }

    /// Running tasks of earlier attempts count: two attempts of a job put one task into each of two racks.
    @Test(arguments: [false, true])
    func `Tasks that run already count, of drawn and of listed jobs`(isDrawn: Bool) throws {
        var scenario = Self.racked(tasks: 2, Self.weighted(["failureDomains": 1]))
        if isDrawn {
            scenario.workloads = .generated([
                GeneratedWorkload(
                    name: "w", interarrival: Distribution(.constant(50)), tasks: Distribution(.constant(2)),
                    duration: Distribution(.constant(30)), cpu: Distribution(.constant(1)),
                    memory: Distribution(.constant(1)))
            ])
            scenario.decisionTimes = [DecisionTime()]
        }
        let names = scenario.workloads.names
        let world = World(
            scenario.countingTasks, Layout(Layout.dedicated(names.map { _ in 1 }, names: names), on: scenario))
        let number = isDrawn ? 0 : JobSpec.unconstrained
        let spread = world.suitability.spread(number)
        #expect(spread.isCounted)
        let takesAny = world.suitability.takesAnyMachine(requirements: number, workload: 0)
        #expect(!takesAny)
        let figures = try simulate(scenario, audit: .everyEvent)
        #expect(figures.workloads[0].tasksScheduled > 0)
    }
}
