import Testing

@testable import CellbenchSimulator

/// Policies in cells of devices, against a twin that scores every machine for every task.
@Suite struct DevicePlacementTests {
    private static let kinds: [PlacementKind] = [
        .firstFit, .bestFit, .dotProduct, .gpuPacking, .gpuClustering, .fragmentationGradientDescent,
    ]
    private static let models = ["a", "b", "c"]

    private static func runs(_ random: inout TestRandom, machines: Int) -> [MachineRun] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
            var run = MachineRun(
                capacity: Resources(
                    milliCores: Int64.random(in: 4...64, using: &random) * 1000,
                    memoryMiB: Int64.random(in: 8...64, using: &random) * 1024,
                    milliGPUs: Int64([0, 1, 2, 4, 8, 9].randomElement(using: &random) ?? 1) * 1000),
                count: Int.random(in: 1...machines, using: &random))
            run.attributes["model"] = AttributeValue(models.randomElement(using: &random) ?? "a")
            return run
        }
    }

    private static func task(_ random: inout TestRandom) -> DeviceTwin.Task {
        let gpus: Int64 =
            [0, 1000, 1000, 2000, 4000, 9000, 100, 250, 500, 990].randomElement(using: &random) ?? 0
        var task = DeviceTwin.Task(
            demand: Resources(
                milliCores: Int64.random(in: 1...16, using: &random) * 500,
                memoryMiB: Int64.random(in: 0...4, using: &random) * 1024, milliGPUs: gpus))
        if gpus > 0, Int.random(in: 0..<3, using: &random) == 0 {
            task.models = Array(models.shuffled(using: &random).prefix(2))
        }
        return task
    }

    private static func constraints(_ task: DeviceTwin.Task) -> [Constraint] {
        task.models.isEmpty ? [] : [Constraint("model", .in, task.models.map { AttributeValue($0) })]
    }

    /// Tasks of a few shapes come and go; every machine and every device is the twin's, and every device is audited.
    @Test(arguments: 0..<60)
    func `Every task goes to the machine and devices of the twin`(number: Int) throws {
        var random = TestRandom(UInt64(7000 + number))
        let runs = Self.runs(&random, machines: number % 12 == 0 ? 60 : 8)
        let shapes = (0..<6).map { _ in Self.task(&random) }
        var options = PlacementOptions()
        options.ties = Bool.random(using: &random) ? .fixed : .lowest
        options.scores = Bool.random(using: &random) ? .integers : .exact
        let settings = PlacementSettings(Self.kinds[number % Self.kinds.count], options)
        var counts: [TypicalTasks.Shape: Int] = [:]
        for shape in shapes {
            counts[TypicalTasks.Shape(shape.demand, Self.constraints(shape)), default: 0] += Int.random(
                in: 1...9, using: &random)
        }
        let typical = TypicalTasks(counts)
        var cell = Cell(machines: runs, gpus: .devices)
        let ranks = PlacementCell(runs, drawing: RandomStream(seed: 0, replication: 0, purpose: "placement/ties")).ranks
        let placer = Placer(settings, on: cell, Fragmentation(typical, of: runs))
        var twin = DeviceTwin(
            runs, settings, ranks: ranks,
            typical: zip(typical.shapes, typical.weights).map { shape, weight in
                var task = DeviceTwin.Task(
                    demand: Resources(milliCores: shape.milliCores, memoryMiB: 0, milliGPUs: shape.milliGPUs))
                task.models = shape.constraints.flatMap { $0.values.map(\.text) }
                return (task, weight)
            })
        var stream = RandomStream(seed: 1, replication: number, purpose: "test")
        var running: [(task: DeviceTwin.Task, machine: Int, devices: [Int])] = []
        var transaction = Transaction()
        for step in 0..<120 {
            if Int.random(in: 0..<4, using: &random) == 0, !running.isEmpty {
                let ended = running.remove(at: Int.random(in: running.indices, using: &random))
                twin.change(ended.task, on: ended.machine, ended.devices, by: 1)
                var set = DeviceSet.zero
                for device in ended.devices { set |= .only(device) }
                cell.release([UInt32(ended.machine)], [set], count: 1, TaskDemand(ended.task.demand))
                continue
            }
            let task = shapes.randomElement(using: &random) ?? shapes[0]
            let expected = twin.choice(for: task)
            transaction.begin(TaskDemand(task.demand))
            let suitable = SuitableMachines(
                SuitableRanges(Self.constraints(task), of: runs, within: 0..<cell.machineCount), pickiness: nil)
            Candidates.with(suitable, on: .table(cell.free), listedIn: placer.memory.lists) {
                placer.place(1, among: $0, drawing: &stream, into: &transaction)
            }
            cell.adopt(transaction)
            try #require(transaction.count == (expected == nil ? 0 : 1), "step \(step)")
            guard let expected else { continue }
            try #require(Int(transaction.machines[0]) == expected.machine, "step \(step), \(task)")
            var devices: [Int] = []
            transaction.devices[0].forEachDevice { devices.append($0) }
            try #require(devices == expected.devices, "step \(step)")
            twin.change(task, on: expected.machine, expected.devices, by: -1)
            running.append((task, expected.machine, expected.devices))
            for (machine, here) in twin.machines.enumerated() {
                let table = cell.free.deviceTable[machine]
                try #require(here.devices.indices.allSatisfy { Int(table[$0]) == here.devices[$0] })
                let largest = here.idle > 0 ? here.idle * 1000 : here.devices.max() ?? 0
                try #require(Int(cell.free.words[machine].z) == largest)
            }
        }
    }

    @Test("A task of a share goes to each device with room as often, and to each machine", arguments: [1, 2])
    func drawsUniformly(machines: Int) {
        var cell = Cell(
            machines: [
                MachineRun(capacity: Resources(milliCores: 8000, memoryMiB: 0, milliGPUs: 4000), count: machines)
            ],
            gpus: .devices)
        let placer = Placer(PlacementSettings(), on: cell)
        var stream = RandomStream(seed: 5, replication: 0, purpose: "test")
        var counts = [Int](repeating: 0, count: 4 * machines)
        var transaction = Transaction()
        for _ in 0..<(4000 * machines) {
            transaction.begin(TaskDemand(Resources(milliCores: 1, memoryMiB: 0, milliGPUs: 300)))
            placer.place(1, on: cell.free, within: 0..<machines, drawing: &stream, into: &transaction)
            cell.adopt(transaction)
            counts[Int(transaction.machines[0]) * 4 + transaction.devices[0].trailingZeroBitCount] += 1
            cell.release(transaction.machineNumbers, transaction.devices, count: 1, transaction.demand)
        }
        #expect(
            chiSquare(counts, expected: counts.map { _ in 1000 }) < chiSquareLimit(degrees: counts.count - 1))
    }

    /// Under every architecture, with parts, constraints, spreading and early ends, each device is audited at each event.
    @Test(arguments: 0..<6)
    func `Under every architecture devices balance whatever the policy`(number: Int) throws {
        var random = TestRandom(UInt64(number))
        let world = RandomWorld(number)
        for architecture in world.architectures {
            var scenario = number % 2 == 0 ? world.scenario : world.spreading
            scenario.architecture = architecture
            scenario.gpus = .devices
            for index in scenario.machines.indices {
                scenario.machines[index].capacity.milliGPUs = Int64(Int.random(in: 0...9, using: &random)) * 1000
            }
            if case .generated(var workloads) = scenario.workloads {
                for index in workloads.indices {
                    workloads[index].gpu = Distribution(
                        .choice([0, 0.2, 0.5, 1, 2].map { .init(value: $0, weight: 1) }))
                }
                scenario.workloads = .generated(workloads)
            }
            scenario.placementByWorkload = scenario.workloads.names.map { _ in
                var options = PlacementOptions()
                options.ties = [.random, .lowest, .fixed].randomElement(using: &random) ?? .random
                options.scores = Bool.random(using: &random) ? .integers : .exact
                options.candidates = [.all, .all, .count(2), .share(0.3)].randomElement(using: &random) ?? .all
                let kind = (Self.kinds + [.randomizedFirstFit]).randomElement(using: &random) ?? .firstFit
                return PlacementSettings(kind, options)
            }
            let figures = try simulate(scenario, audit: .everyEvent)
            let fragmentation = try #require(figures.cell.fragmentation)
            #expect(fragmentation.ratio.map { (0...1.000001).contains($0) } ?? true)
            for workload in figures.workloads {
                #expect(
                    workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                        + workload.tasksPending)
            }
        }
    }
}
