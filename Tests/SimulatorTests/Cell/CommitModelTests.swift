import Testing

@testable import CellbenchSimulator

/// Random transactions against a model that follows the rules machine by machine.
@Suite struct CommitModelTests {
    private struct Machine: Equatable {
        var free: Resources
        var version: Int32 = 0
    }

    private struct Model {
        var machines: [Machine]

        /// Commits claims of `demand` on `wanted` with the versions `seen`; returns the outcome and the claims kept.
        mutating func commit(
            _ demand: Resources, _ wanted: [Int], seen: [Int32], _ detection: ConflictDetection, _ mode: CommitMode
        ) -> (CommitOutcome, [Int]) {
            var after = machines
            var kept: [Int] = []
            for (machine, version) in zip(wanted, seen) {
                let stands =
                    detection == .fine ? demand.fits(in: after[machine].free) : machines[machine].version == version
                guard stands else { continue }
                kept.append(machine)
                after[machine].free -= demand
                after[machine].version += 1
            }
            let conflicts = wanted.count - kept.count
            guard conflicts == 0 || mode == .incremental else {
                return (CommitOutcome(conflicted: conflicts, rolledBack: kept.count), [])
            }
            machines = after
            return (CommitOutcome(committed: kept.count, conflicted: conflicts), kept)
        }
    }

    private func demand(using random: inout TestRandom) -> Resources {
        amounts(
            Int64.random(in: 1...40, using: &random), Int64.random(in: 0...30, using: &random),
            Int.random(in: 0..<5, using: &random) == 0 ? Int64.random(in: 1...10, using: &random) : 0)
    }

    @Test(arguments: [
        (ConflictDetection.fine, CommitMode.incremental, CoarseCounts.all), (.fine, .allOrNothing, .claims),
        (.coarse, .incremental, .all), (.coarse, .incremental, .claims), (.coarse, .allOrNothing, .all),
        (.coarse, .allOrNothing, .claims),
    ])
    func `Any sequence of commits and releases agrees with the model`(
        detection: ConflictDetection, mode: CommitMode, counts: CoarseCounts
    ) {
        var random = TestRandom(41)
        let capacities: [Resources] = (0..<20).map { (machine: Int64) -> Resources in
            amounts(50 + 10 * machine, 40 + 5 * machine, machine % 3 == 0 ? 20 : 0)
        }
        var cell = Cell(capacities: capacities, coarseCounts: counts)
        var model = Model(machines: capacities.map { Machine(free: $0) })
        var running: [(demand: Resources, machines: [UInt32])] = []
        var pending: [(demand: Resources, machines: [Int], seen: [Int32])] = []
        var outcomes = CommitOutcome()
        for _ in 0..<3000 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !running.isEmpty:
                let ended = running.remove(at: Int.random(in: 0..<running.count, using: &random))
                cell.release(ended.demand, on: ended.machines)
                for machine in ended.machines {
                    model.machines[Int(machine)].free += ended.demand
                    if counts == .all { model.machines[Int(machine)].version += 1 }
                }
            case 1 where !pending.isEmpty:
                let one = pending.removeFirst()
                var transaction = Transaction()
                transaction.begin(TaskDemand(one.demand))
                for machine in one.machines { transaction.machines.append(UInt32(machine)) }
                // The table from which a claim takes the version has the versions `seen`.
                let view = FreeTable(count: 20)
                for (machine, version) in zip(one.machines, one.seen) { view.words[machine].w = version }
                transaction.noteVersions(of: view)
                let outcome = cell.commit(&transaction, detection: detection, mode: mode)
                let expected = model.commit(one.demand, one.machines, seen: one.seen, detection, mode)
                #expect(outcome == expected.0)
                #expect(transaction.machineList == expected.1)
                outcomes.committed += outcome.committed
                outcomes.conflicted += outcome.conflicted
                outcomes.rolledBack += outcome.rolledBack
                if !expected.1.isEmpty { running.append((one.demand, expected.1.map { UInt32($0) })) }
            default:
                pending.append(plan(demand(using: &random), on: model.machines, using: &random))
                if pending.count > 3 { pending.removeFirst() }
            }
            #expect(cell.free.list.map { Machine(free: $0.free, version: $0.version) } == model.machines)
            #expect(cell.available == model.machines.reduce(Resources.zero) { $0 + $1.free })
        }
        #expect(outcomes.committed > 100)
        #expect(outcomes.conflicted > 20)
        #expect(mode == .incremental ? outcomes.rolledBack == 0 : outcomes.rolledBack > 10)
    }

    /// Claims that fit the machines as they are now, several on one machine where it has room.
    private func plan(
        _ demand: Resources, on machines: [Machine], using random: inout TestRandom
    ) -> (demand: Resources, machines: [Int], seen: [Int32]) {
        var left = machines.map(\.free)
        var chosen: [Int] = []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let fitting = left.indices.filter { demand.fits(in: left[$0]) }
            guard let machine = fitting.randomElement(using: &random) else { break }
            left[machine] -= demand
            chosen.append(machine)
            // Every other time the next claim goes to the same machine, if it has room.
            if Bool.random(using: &random), demand.fits(in: left[machine]) {
                left[machine] -= demand
                chosen.append(machine)
            }
        }
        return (demand, chosen, chosen.map { machines[$0].version })
    }
}
