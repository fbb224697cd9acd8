import Testing

@testable import CellbenchSimulator

/// A search after draws that missed must not bias later draws.
///
/// The random numbers that decided the search are not used again if they say something about the machines.
@Suite struct LaterDrawsTests {
    enum Path: CaseIterable {
        case anyMachine, suitable, apart
    }

    private let layout: Layout = {
        let machines = [("any", 400), ("other", 100), ("any", 600)].enumerated().map { number, kind in
            MachineClass(
                name: "c\(number)", count: kind.1, capacity: Resources(cores: 4, gibibytes: 8),
                attributes: ["kind": AttributeValue(kind.0)])
        }
        let scenario = Scenario(
            horizon: 1, machines: machines, workloads: .generated([]), decisionTimes: [],
            architecture: .monolithic(MonolithicSettings()))
        return Layout([.init(name: "all-0", workloads: [])], on: scenario)
    }()

    /// Each round places two tasks with one stream and takes them back: a large one, for which 31 of 1,000 machines
    /// have room, and a small one, for which all have.
    ///
    /// Each of the 31 machines gets 1/31 of the large tasks, and all of them 31/1000 of the small ones. The bounds are
    /// five standard deviations.
    @Test(arguments: Path.allCases) func `A search that draws missed leaves no trace in later draws`(path: Path) {
        let rounds = 20_000
        let fitting = 31
        let table = FreeTable(count: 1100)
        for machine in 0..<1100 {
            table.set(machine, to: MachineWord(free: machine < fitting ? amounts(20, 6) : amounts(10, 3)))
        }
        let constraints = path == .anyMachine ? [] : [Constraint("kind", .notIn, ["other"])]
        let ranges = SuitableRanges(constraints, of: layout.machines, within: 0..<1100)
        let suitable = SuitableMachines(ranges, pickiness: nil)
        let spread = Spread(machine: .hard)
        let placer = Placer(spreadingOn: layout)
        var stream = RandomStream(seed: 7, replication: 0, purpose: "test")
        var transaction = Transaction()
        func place(_ demand: Resources) -> Int {
            transaction.begin(TaskDemand(demand))
            switch path {
            case .anyMachine:
                placer.place(1, on: table, within: 0..<1000, drawing: &stream, into: &transaction)
            case .suitable:
                placer.place(
                    1, on: .table(table), among: suitable, drawing: &stream, into: &transaction)
            case .apart:
                placer.tally { $0.begin(spread) }
                placer.place(
                    1, on: .table(table), among: suitable, apart: spread, drawing: &stream,
                    into: &transaction)
                placer.tally { $0.clear() }
            }
            let machine = transaction.machineList[0]
            transaction.withdraw(from: table)
            return machine
        }
        var large = Array(repeating: 0, count: fitting)
        var smallOnFitting = 0
        for _ in 0..<rounds {
            large[place(amounts(20, 6))] += 1
            if place(amounts(10, 3)) < fitting { smallOnFitting += 1 }
        }
        let expected = Double(rounds) / Double(fitting)
        for count in large { #expect(abs(Double(count) - expected) < 5 * expected.squareRoot()) }
        let expectedSmall = Double(rounds) * Double(fitting) / 1000
        #expect(abs(Double(smallOnFitting) - expectedSmall) < 5 * expectedSmall.squareRoot())
    }

    /// If nothing fits, draws can only miss and leave the stream as it was, so that knowing this beforehand changes
    /// nothing.
    @Test(arguments: Path.allCases) func `A search of a full cell leaves the stream as it was`(path: Path) {
        let table = FreeTable(count: 1100)
        for machine in 0..<1100 { table.set(machine, to: MachineWord(free: amounts(10, 3))) }
        let ranges = SuitableRanges(
            path == .anyMachine ? [] : [Constraint("kind", .notIn, ["other"])], of: layout.machines, within: 0..<1100)
        let suitable = SuitableMachines(ranges, pickiness: nil)
        let placer = Placer(spreadingOn: layout)
        var stream = RandomStream(seed: 7, replication: 0, purpose: "test")
        var untouched = stream
        var transaction = Transaction()
        // The second search knows that nothing fits.
        for _ in 0..<2 {
            transaction.begin(TaskDemand(amounts(20, 6)))
            switch path {
            case .anyMachine, .suitable:
                placer.place(
                    3, on: .table(table), among: suitable, drawing: &stream, into: &transaction)
            case .apart:
                placer.tally { $0.begin(Spread(machine: .soft)) }
                placer.place(
                    3, on: .table(table), among: suitable, apart: Spread(machine: .soft),
                    drawing: &stream, into: &transaction)
                placer.tally { $0.clear() }
            }
            #expect(transaction.count == 0)
        }
        #expect(stream.next() == untouched.next())
    }
}
