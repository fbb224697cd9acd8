import Testing

@testable import CellbenchSimulator

/// Rules of the published GPU evaluation whose slips the means of its curves do not always show.
@Suite struct PackingSlipTests {
    private static func run(cores: Int64 = 8, memory: Int64 = 100, gpus: Int64 = 2, count: Int = 1) -> MachineRun {
        MachineRun(
            capacity: Resources(milliCores: cores * 1000, memoryMiB: memory, milliGPUs: gpus * 1000), count: count)
    }

    private static func task(_ gpus: Int64, cores: Int64 = 1000, memory: Int64 = 1) -> TaskDemand {
        TaskDemand(demand(gpus, cores: cores, memory: memory))
    }

    private static func demand(_ gpus: Int64, cores: Int64 = 1000, memory: Int64 = 1) -> Resources {
        Resources(milliCores: cores, memoryMiB: memory, milliGPUs: gpus)
    }

    private static func setup(
        _ kind: PlacementKind, _ machines: [MachineRun], scores: ScoreScale = .integers, ties: TieBreak = .fixed,
        ranks: [UInt32]? = nil
    ) -> Packing.Setup {
        var options = PlacementOptions()
        (options.scores, options.ties) = (scores, ties)
        var setup = Packing.Setup(machines: machines, gpus: .devices, placement: PlacementSettings(kind, options))
        setup.ranks = ranks
        return setup
    }

    @Test func `Memory is checked`() {
        var packing = Packing(Self.setup(.bestFit, [Self.run(memory: 10)]))
        #expect(packing.place(Self.task(100, memory: 6)) == 0)
        #expect(packing.place(Self.task(100, memory: 6)) == nil)
        #expect(packing.place(Self.task(100, memory: 4)) == 0)
    }

    /// 8 and 7.9 of 8 cores differ by 0.6 of 100 points: exact scores see that, whole ones give the tie to the rank.
    @Test func `Scores are cut before ranks decide`() {
        let machines = [Self.run(), MachineRun(capacity: Self.demand(2000, cores: 7900, memory: 100), count: 1)]
        var whole = Packing(Self.setup(.bestFit, machines, ranks: [0, 1]))
        #expect(whole.place(Self.task(100, cores: 100)) == 0)
        var exact = Packing(Self.setup(.bestFit, machines, scores: .exact, ranks: [0, 1]))
        #expect(exact.place(Self.task(100, cores: 100)) == 1)
    }

    @Test func `A tie goes to the machine with the lowest rank, whatever its number`() {
        var packing = Packing(Self.setup(.gpuPacking, [Self.run(count: 3)], ranks: [2, 0, 1]))
        // Tasks without GPU score 0 everywhere: they fill the first machine, then the second.
        let places = (0..<20).map { _ in packing.place(Self.task(0)) }
        #expect(places == Array(repeating: 1, count: 8) + Array(repeating: 2, count: 8) + [0, 0, 0, 0])
    }

    @Test(arguments: 0..<20)
    func `The order of ties is drawn once a run, not anew for every task`(replication: Int) {
        var setup = Self.setup(.gpuPacking, [Self.run(count: 10)])
        setup.replication = replication
        var packing = Packing(setup)
        let places = Set((0..<8).map { _ in packing.place(Self.task(0)) })
        #expect(places.count == 1)
        setup.placement.options.ties = .random
        var random = Packing(setup)
        #expect(Set((0..<8).map { _ in random.place(Self.task(0)) }).count > 1)
    }

    @Test(arguments: [PlacementKind.bestFit, .dotProduct, .gpuPacking, .gpuClustering])
    func `A share goes to the device with the least free that fits, the lowest number among equals`(
        kind: PlacementKind
    ) {
        var packing = Packing(Self.setup(kind, [Self.run(gpus: 3)]))
        var devices: [[Int]] = []
        for share: Int64 in [500, 300, 300, 200, 900] {
            #expect(packing.place(Self.task(share)) == 0)
            devices.append(packing.devicesOfLast)
        }
        #expect(devices == [[0], [0], [1], [0], [2]])
        #expect(packing.place(Self.task(800)) == nil)
    }

    @Test func `Whole GPUs are the free devices with the lowest numbers`() {
        var packing = Packing(Self.setup(.bestFit, [Self.run(gpus: 4)]))
        #expect(packing.place(Self.task(100)) == 0)
        #expect(packing.place(Self.task(2000)) == 0)
        #expect(packing.devicesOfLast == [1, 2])
        #expect(packing.place(Self.task(2000)) == nil)
    }

    @Test func `Copies come after all originals`() throws {
        let tasks = PackingTasks((0..<50).map { _ in PackingTasks.Task(Self.demand(500)) })
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        let order = stream.shuffled(0..<50)
        let arrivals = try Arrivals.order(
            order, bringing: 40_000, of: .gpu, tasks, gpus: .devices, drawing: &stream)
        #expect(Array(arrivals.prefix(50)) == order)
        #expect(order.sorted() == Array(0..<50))
        #expect(arrivals.count == 80)
    }

    @Test func `Tasks are removed, with GPU or without, and the rest stays in order`() throws {
        let tasks = PackingTasks((0..<100).map { PackingTasks.Task(Self.demand($0 % 2 == 0 ? 1000 : 0)) })
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        let arrivals = try Arrivals.order(
            Array(0..<100), bringing: 20_000, of: .gpu, tasks, gpus: .devices, drawing: &stream)
        #expect(arrivals == arrivals.sorted())
        #expect(arrivals.count { $0 % 2 == 0 } == 20)
        #expect((1...49).contains(arrivals.count { $0 % 2 == 1 }))
    }

    /// One task of 8 devices: a copy is let in where one device has room below the target, and adds eight.
    @Test(arguments: [(8999, 1), (9000, 2), (16_999, 2), (17_000, 3)])
    func `The target is tested with one device of the copy`(target: Int64, count: Int) throws {
        let tasks = PackingTasks([PackingTasks.Task(Self.demand(8000))])
        var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
        let arrivals = try Arrivals.order([0], bringing: target, of: .gpu, tasks, gpus: .devices, drawing: &stream)
        #expect(arrivals.count == count)
    }

    @Test func `Copies without end are refused, and end where they are stopped`() throws {
        let tasks = PackingTasks([PackingTasks.Task(Self.demand(1))])
        func order(_ target: Int64, atMost most: Int, isCancelled: () -> Bool = { false }) throws -> [Int] {
            var stream = RandomStream(seed: 1, replication: 0, purpose: "test")
            return try Arrivals.order(
                [0], bringing: target, of: .gpu, tasks, gpus: .pooled, drawing: &stream, atMost: most,
                isCancelled: isCancelled)
        }
        #expect(try order(101, atMost: 100).count == 101)
        #expect(throws: TooManyArrivals.self) { try order(102, atMost: 100) }
        #expect(try order(1_000_000, atMost: 1_000_000) { true }.count == 1000)
    }

    @Test func `Tasks drawn without end are refused`() throws {
        let workload = GeneratedWorkload(
            name: "w", interarrival: Distribution(.constant(1)), tasks: Distribution(.constant(3)),
            duration: Distribution(.constant(1)), cpu: Distribution(.constant(1)), memory: Distribution(.constant(1)))
        func count(_ target: Int64, atMost most: Int) throws -> Int {
            try PackingTasks(
                drawnFrom: [workload], until: target, of: .cpu, seed: 0, replication: 0, atMost: most
            ).tasks.count
        }
        #expect(try count(100_000, atMost: 100) == 100)
        #expect(throws: TooManyArrivals.self) { try count(101_000, atMost: 100) }
    }

    @Test func `Typical tasks are the most frequent until they hold 95 percent`() {
        func typical(_ counts: [Int]) -> [Int64] {
            let shapes = counts.enumerated().map { TypicalTasks.Shape(Self.demand(Int64($0.offset + 1) * 100)) }
            return TypicalTasks(Dictionary(uniqueKeysWithValues: zip(shapes, counts))).shapes.map(\.milliGPUs)
        }
        #expect(typical([95, 5]) == [100])
        #expect(typical([94, 6]) == [100, 200])
        // Among equals the task with more of a device comes first.
        #expect(typical([50, 20, 20, 10]) == [100, 300, 200, 400])
        let weights = TypicalTasks([
            TypicalTasks.Shape(Self.demand(100)): 48, TypicalTasks.Shape(Self.demand(200)): 48,
            TypicalTasks.Shape(Self.demand(300)): 4,
        ]).weights
        #expect(weights == [0.5, 0.5])
    }

    /// 2, 3 and 3 milli of 8 GPUs are 0.03, 0.04 and 0.04 % once rounded, and 0.0333 % in the mean without.
    @Test func `Each sample is rounded before the mean is`() throws {
        let tasks = PackingTasks([2, 1, 0].map { PackingTasks.Task(Self.demand($0)) })
        let curve = try #require(
            PackingCurve(Self.setup(.bestFit, [Self.run(gpus: 8)]), tasks, [0, 1, 2], of: .gpu))
        #expect(curve.at == [0])
        #expect(curve.alloc == [0.04])
        #expect(curve.fragRatio == [nil])
    }

    @Test func `A number at which nothing arrived has no value, and dropped tasks give samples`() throws {
        let tasks = PackingTasks([PackingTasks.Task(Self.demand(1000)), PackingTasks.Task(Self.demand(2000))])
        let curve = try #require(PackingCurve(Self.setup(.bestFit, [Self.run()]), tasks, [0, 1], of: .gpu))
        #expect(curve.at.last == 150)
        #expect(curve.alloc.indices.filter { curve.alloc[$0] != nil } == [50, 150])
        #expect(curve.alloc[150] == 50)
        #expect((curve.arrived, curve.dropped) == (2, 1))
    }

    /// One typical task of 600 milli.
    ///
    /// On a device with 500 free it loses that; on a device with 600, nothing.
    @Test func `Fragmentation is what typical tasks cannot use`() throws {
        var setup = Self.setup(.bestFit, [Self.run(gpus: 1)])
        setup.typical = TypicalTasks([TypicalTasks.Shape(Self.demand(600)): 1])
        let tasks = PackingTasks([PackingTasks.Task(Self.demand(400)), PackingTasks.Task(Self.demand(100))])
        let curve = try #require(PackingCurve(setup, tasks, [0, 1], of: .gpu))
        #expect((curve.fragRatio[40], curve.fragRatio[50]) == (0, 100))
        #expect((curve.fragAmount[40], curve.fragAmount[50]) == (0, 50))
    }
}
