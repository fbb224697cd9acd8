import Testing

@testable import CellbenchSimulator

@Suite struct RandomizedFirstFitTests {
    /// A table of machines with room for the given numbers of tasks of 10.
    private func table(_ room: [Int]) -> FreeTable {
        let table = FreeTable(count: room.count)
        reset(table, to: room)
        return table
    }

    private func reset(_ table: FreeTable, to room: [Int]) {
        for (machine, tasks) in room.enumerated() {
            // The rest beside whole tasks must not matter.
            table.set(machine, to: MachineWord(free: amounts(Int64(tasks * 10 + machine % 10), Int64(tasks * 3))))
        }
    }

    private let demand = amounts(10, 3)

    private func place(_ tasks: Int, on table: FreeTable, within range: Range<Int>, seed: UInt64) -> [Int] {
        let placer = Placer(machineCount: table.count)
        var stream = RandomStream(seed: seed, replication: 0, purpose: "test")
        var transaction = Transaction()
        transaction.begin(TaskDemand(demand))
        placer.place(tasks, on: table, within: range, drawing: &stream, into: &transaction)
        return transaction.machineList
    }

    /// The published rule, step by step: draw from the pool; claim and keep the machine, or drop it.
    private func placeByTheRule(_ tasks: Int, _ room: [Int], within range: Range<Int>, _ random: inout TestRandom)
        -> [Int]
    {
        var room = room
        var pool = Array(range)
        var placed: [Int] = []
        while placed.count < tasks && !pool.isEmpty {
            let position = Int.random(in: 0..<pool.count, using: &random)
            let machine = pool[position]
            if room[machine] > 0 {
                room[machine] -= 1
                placed.append(machine)
            } else {
                pool.swapAt(position, pool.count - 1)
                pool.removeLast()
            }
        }
        return placed
    }

    /// A cell, the number of tasks to place, and the range of machines.
    struct World: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let room: [Int]
        let tasks: Int
        let range: Range<Int>
    }

    /// `many` machines that are full, except for those in `some`.
    private static func full(_ many: Int, but some: [Int: Int]) -> [Int] { (0..<many).map { some[$0] ?? 0 } }

    static let worlds = [
        World(testDescription: "plenty", room: [5, 6, 7, 8, 9, 6, 5, 7], tasks: 4, range: 0..<8),
        World(testDescription: "machines that become full", room: [1, 2, 3, 1, 2], tasks: 6, range: 0..<5),
        World(testDescription: "part of the cell", room: [9, 9, 1, 2, 3, 4, 9, 9], tasks: 7, range: 2..<6),
        World(
            testDescription: "scarce", room: full(160, but: [7: 1, 31: 2, 32: 1, 120: 3]), tasks: 5, range: 0..<160),
        World(
            testDescription: "scarce, and the job is small", room: full(100, but: [3: 2, 64: 1]), tasks: 1,
            range: 0..<100),
        World(
            testDescription: "scarce in a part", room: full(200, but: [0: 9, 60: 1, 99: 2, 120: 1, 150: 9]), tasks: 3,
            range: 50..<140),
    ]

    /// Both place 4,000 times; compared are the counts of the first machine, of the first two, and of the last.
    @Test(arguments: worlds)
    func `Machines are chosen as the published rule chooses them`(world: World) {
        let table = table(world.room)
        var random = TestRandom(61)
        var keys: [[[Int]: Int]] = [[:], [:], [:]]
        var counts: [(ours: [Int], rule: [Int])] = Array(repeating: ([], []), count: 3)
        func count(_ placed: [Int], isOurs: Bool) {
            for (kind, key) in [[placed[0]], Array(placed.prefix(2)), [placed[placed.count - 1]]].enumerated() {
                let position = keys[kind, default: key]
                if position == counts[kind].ours.count {
                    counts[kind].ours.append(0)
                    counts[kind].rule.append(0)
                }
                if isOurs { counts[kind].ours[position] += 1 } else { counts[kind].rule[position] += 1 }
            }
        }
        for repetition in 0..<4000 {
            reset(table, to: world.room)
            count(place(world.tasks, on: table, within: world.range, seed: UInt64(repetition)), isOurs: true)
            count(placeByTheRule(world.tasks, world.room, within: world.range, &random), isOurs: false)
        }
        for kind in 0..<3 {
            let (statistic, degrees) = chiSquareOfTwo(counts[kind].ours, counts[kind].rule)
            #expect(statistic < chiSquareLimit(degrees: degrees))
        }
        let fitting = world.range.filter { world.room[$0] > 0 }
        #expect(counts[0].ours.filter { $0 > 0 }.count == fitting.count)
    }

    @Test(arguments: worlds)
    func `As many tasks are placed as there is room for, within the range, and claimed on the table`(world: World) {
        let room = world.range.reduce(0) { $0 + world.room[$1] }
        for (seed, tasks) in [1, world.tasks, room, room + 1, 10 * room].enumerated() {
            let table = table(world.room)
            let before = table.list
            let placed = place(tasks, on: table, within: world.range, seed: UInt64(seed))
            #expect(placed.count == min(tasks, room))
            #expect(placed.allSatisfy { world.range.contains($0) })
            var expected = before
            for machine in placed { expected[machine] &-= TaskDemand(demand).claim }
            #expect(table.list == expected)
            #expect(table.list.allSatisfy { Resources.zero.fits(in: $0.free) })
        }
    }

    @Test func `Nothing is placed where nothing fits, where the range is empty, or where no task is left`() {
        let full = table(Array(repeating: 0, count: 40))
        #expect(place(3, on: full, within: 0..<40, seed: 1) == [])
        let roomy = table(Array(repeating: 5, count: 40))
        #expect(place(3, on: roomy, within: 7..<7, seed: 1) == [])
        #expect(place(0, on: roomy, within: 0..<40, seed: 1) == [])
        #expect(roomy.list.allSatisfy { $0.version == 0 })
    }

    /// Claims raise the version by one each, which coarse detection relies on.
    @Test func `A machine's version moves with every task placed on it`() {
        let table = table([50])
        #expect(place(7, on: table, within: 0..<1, seed: 1).count == 7)
        #expect(table.words[0].version == 7)
    }

    /// Drawing goes in portions of 1,024 tasks; 600 machines have room for 5 each.
    @Test(arguments: [1023, 1024, 1025, 2048, 2500, 3000, 4000])
    func `A job of many tasks is placed like one of few`(tasks: Int) {
        let table = table(Array(repeating: 5, count: 600))
        let placed = place(tasks, on: table, within: 0..<600, seed: 9)
        #expect(placed.count == min(tasks, 3000))
        var counts = Array(repeating: 0, count: 600)
        for machine in placed { counts[machine] += 1 }
        #expect(counts == table.list.map { Int($0.version) })
        #expect(counts.allSatisfy { $0 <= 5 })
        #expect(Set(placed.prefix(1000)).count > 400)
    }

    /// Other tasks leave and others come between attempts, always over the scarce path.
    @Test func `One placer serves attempt after attempt`() {
        var random = TestRandom(62)
        let placer = Placer(machineCount: 500)
        var stream = RandomStream(seed: 63, replication: 0, purpose: "test")
        var transaction = Transaction()
        var room = Array(repeating: 0, count: 500)
        let table = table(room)
        for _ in 0..<300 {
            for _ in 0..<4 {
                let machine = Int.random(in: 0..<500, using: &random)
                table.add(TaskDemand(demand).release(movingVersion: true), to: [UInt32(machine)], count: 1)
                room[machine] += 1
            }
            let lower = Int.random(in: 0..<250, using: &random)
            let range = lower..<(lower + 250)
            transaction.begin(TaskDemand(demand))
            placer.place(6, on: table, within: range, drawing: &stream, into: &transaction)
            let placed = transaction.machineList
            #expect(placed.count == min(6, range.reduce(0) { $0 + room[$1] }))
            for machine in placed { room[machine] -= 1 }
            #expect(room.allSatisfy { $0 >= 0 })
        }
    }
}

extension [[[Int]: Int]] {
    /// Position of `key` among the keys of its kind, in the order of their arrival.
    fileprivate subscript(kind: Int, default key: [Int]) -> Int {
        mutating get {
            if let position = self[kind][key] { return position }
            self[kind][key] = self[kind].count
            return self[kind].count - 1
        }
    }
}
