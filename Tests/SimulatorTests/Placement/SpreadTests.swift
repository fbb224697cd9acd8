import Testing

@testable import CellbenchSimulator

@Suite struct SpreadTests {
    private static let forms: [Spread.Form?] = [nil, .hard, .soft]
    static let spreads = forms.flatMap { machine in forms.map { Spread(machine: machine, rack: $0) } }
        .filter { !$0.isEmpty }

    private func layout(_ machines: [MachineClass]) -> Layout {
        let scenario = Scenario(
            horizon: 1, machines: machines, workloads: .generated([]), decisionTimes: [],
            architecture: .monolithic(MonolithicSettings()))
        return Layout([.init(name: "all-0", workloads: [])], on: scenario)
    }

    private func machines(
        _ name: String, _ count: Int, racks: Int? = nil, rack: String? = nil, kind: String = "any"
    ) -> MachineClass {
        var attributes = ["kind": AttributeValue(kind)]
        if let rack { attributes["rack"] = AttributeValue(rack) }
        return MachineClass(
            name: name, count: count, capacity: Resources(cores: 4, gibibytes: 8), attributes: attributes, racks: racks)
    }

    @Test func `A class fills racks of its own, or is in one that it names, or each machine is alone`() {
        let table = RackTable(
            layout([
                machines("a", 7, racks: 3), machines("b", 2, rack: "x"), machines("c", 2), machines("d", 1, rack: "x"),
                machines("e", 2, racks: 5),
            ]))
        #expect(table.racks == [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 3, 6, 7])
        #expect(table.count == 8)
    }

    @Test func `A machine is in the same rack whoever owns it`() {
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [])
        scenario.machines = [machines("a", 10, racks: 5), machines("b", 4, racks: 2)]
        let layout = Partitioned.layout(PartitionedSettings(shares: [0.5, 0.25]), of: scenario)
        #expect(layout.machines.map(\.count) == [5, 2, 3, 1, 2, 1])
        #expect(RackTable(layout).racks == [0, 0, 1, 1, 2, 5, 5, 2, 3, 3, 6, 4, 4, 6])
    }

    /// Follows the claims one by one.
    ///
    /// Each claim must be on a machine that the rule admits at that moment. If tasks are left, the rule must admit
    /// none.
    @Test("Each task goes where the rule lets it, and as long as there is such a place", arguments: spreads)
    func followsTheRule(spread: Spread) {
        for number in 0..<60 {
            var random = TestRandom(UInt64(number))
            func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
            let layout = layout(
                (0...below(3)).map {
                    machines("c\($0)", 1 + below(25), racks: [nil, 1, 3][below(3)], kind: $0 == 1 ? "other" : "any")
                })
            var cell = Cell(machines: layout.machines)
            let all = 0..<cell.machineCount
            for machine in all {
                let taken = Int64(below(5)) * 1000
                if taken > 0 { cell.free.words[machine] &-= TaskDemand(amounts(taken)).claim }
            }
            let constraints = below(2) == 0 ? [Constraint("kind", .notIn, ["other"])] : []
            let ranges = SuitableRanges(constraints, of: layout.machines, within: all)
            let isPicky = below(3) == 0 && ranges.count > 0
            let suitable = SuitableMachines(
                ranges, pickiness: isPicky ? Pickiness(share: 0.5, seed: UInt64(number), of: ranges.count) : nil)
            // An offer of the whole cell, or of what was freed since.
            var target = PlacementTarget.table(cell.free)
            if below(2) == 0 {
                _ = cell.lockEverythingFree()
                for machine in all where below(2) == 0 { cell.free.add(MachineWord(3000, 3000, 0, 0), to: machine) }
                target = cell.lockEverythingFree().target
            }
            let racks = RackTable(layout).racks
            var free = freeByMachine(target, all)

            let placer = Placer(spreadingOn: layout)
            placer.tally { $0.begin(spread) }
            var onMachine = all.map { _ in 0 }
            var inRack = [UInt32: Int]()
            func count(_ machine: Int) {
                onMachine[machine] += 1
                inRack[racks[machine], default: 0] += 1
            }
            for machine in all where below(5) == 0 && spread.rack != .hard {
                placer.tally { $0.add(machine) }
                count(machine)
            }
            var stream = RandomStream(seed: UInt64(number), replication: 0, purpose: "spread")
            for _ in 0..<2 {
                let demand = TaskDemand(amounts(Int64(1 + below(2)) * 1000))
                let tasks = 1 + below(60)
                var transaction = Transaction()
                transaction.begin(demand)
                placer.place(
                    tasks, on: target, among: suitable, apart: spread, drawing: &stream,
                    into: &transaction)
                func candidates() -> [Int] {
                    let open = all.filter { machine in
                        free[machine].has(demand.need) && suitable.contains(machine)
                            && (spread.machine != .hard || onMachine[machine] == 0)
                            && (spread.rack != .hard || inRack[racks[machine]] == nil)
                    }
                    func key(_ machine: Int) -> [Int] {
                        [
                            spread.rack == .soft ? inRack[racks[machine]] ?? 0 : 0,
                            spread.machine == .soft ? onMachine[machine] : 0,
                        ]
                    }
                    let best = open.map(key).min { $0.lexicographicallyPrecedes($1) }
                    return open.filter { key($0) == best }
                }
                for machine in transaction.machineList {
                    #expect(candidates().contains(machine), "world \(number)")
                    free[machine] &-= demand.claim
                    count(machine)
                }
                if transaction.count < tasks { #expect(candidates().isEmpty, "world \(number)") }
                #expect(transaction.count <= tasks)
            }
            #expect(free.map(\.free) == freeByMachine(target, all).map(\.free))
        }
    }

    private func freeByMachine(_ target: PlacementTarget, _ all: Range<Int>) -> [MachineWord] {
        var free = all.map { _ in MachineWord.zero }
        switch target {
        case .table(let table): for machine in all { free[machine] = table.words[machine] }
        case .list(let list):
            for place in 0..<list.machines.count { free[Int(list.machines[place])] = list.words[place] }
        }
        return free
    }

    /// Eight machines in racks of one, two and five: the first task is equally likely on each, the second on each that
    /// the rule admits.
    @Test func `Among the machines that come into question each is as likely`() {
        let layout = layout([machines("a", 1, racks: 1), machines("b", 2, racks: 1), machines("c", 5, racks: 1)])
        let cell = Cell(machines: layout.machines)
        let suitable = SuitableMachines(SuitableRanges([], of: layout.machines, within: 0..<8), pickiness: nil)
        var first = Array(repeating: 0.0, count: 8)
        var second = first
        let rounds = 40_000
        var stream = RandomStream(seed: 5, replication: 0, purpose: "likely")
        let placer = Placer(spreadingOn: layout)
        placer.tally { $0.begin(Spread(rack: .hard)) }
        for _ in 0..<rounds {
            var transaction = Transaction()
            transaction.begin(TaskDemand(amounts(1000)))
            placer.place(
                2, on: .table(cell.free), among: suitable, apart: Spread(rack: .hard),
                drawing: &stream, into: &transaction)
            first[transaction.machineList[0]] += 1
            second[transaction.machineList[1]] += 1
            transaction.withdraw(from: cell.free)
            placer.tally { $0.clear() }
        }
        // After a first task in the rack of one, the other seven are equally likely; in the rack of two, the other six;
        // in the rack of five, the other three.
        let expected = [
            2.0 / 8 / 6 + 5.0 / 8 / 3, 1.0 / 8 / 7 + 5.0 / 8 / 3, 1.0 / 8 / 7 + 5.0 / 8 / 3,
        ]
        let rest = 1.0 / 8 / 7 + 2.0 / 8 / 6
        let limit = chiSquareLimit(degrees: 7)
        #expect(chiSquare(first, first.map { _ in Double(rounds) / 8 }) < limit)
        let odds = expected + Array(repeating: rest, count: 5)
        #expect(chiSquare(second, odds.map { $0 * Double(rounds) }) < limit)
    }

    private func chiSquare(_ counts: [Double], _ expected: [Double]) -> Double {
        zip(counts, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    }
}
