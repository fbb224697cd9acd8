/// The fewest machines that hold a workload: Borg's cell compaction (Verma et al., EuroSys 2015, §5.1).
///
/// A trial draws an order of the machines, and packs all tasks from scratch on the first n of it. A cell that is too
/// small as it is is cloned, up to ``mostClones`` times.
///
///     5 machines, trial order 3 1 4 2 5    fits on 3 1 4, not on 3 1    3 machines
package enum Compaction {
    /// The most copies of the cell that a trial may take.
    package static let mostClones = 8

    /// Number of machines that one trial needs.
    ///
    /// - Parameters:
    ///   - setup: the cell and the policy; ranks are drawn for each packing.
    ///   - tasks: the tasks.
    ///   - arrivals: numbers of tasks, in the order in which they arrive.
    ///   - pending: share of the tasks that may find no machine.
    ///   - trial: number of the trial, for which other orders are drawn.
    ///   - isCancelled: true ends the trial.
    /// - Returns: the number of machines; nil where the largest cell is too small, or the trial was cancelled.
    /// - Complexity: O(log *machines*) packings. Where more machines can hold less, as heuristics allow, the number is
    ///   one at which one machine fewer did not do.
    package static func machinesNeeded(
        _ setup: Packing.Setup, _ tasks: PackingTasks, _ arrivals: [Int], pending: Double, trial: Int,
        isCancelled: () -> Bool = { false }
    ) -> Int? {
        let single = setup.machines.flatMap { run -> [MachineRun] in
            var one = run
            one.count = 1
            return Array(repeating: one, count: run.count)
        }
        var stream = RandomStream(seed: setup.seed, replication: trial, purpose: "packing/compaction")
        var machines: [MachineRun] = []
        // A share such as 0.29 of 100 is 29, whatever the product rounds to.
        let mostPending = Int(Double(arrivals.count) * pending + 1e-9)
        func holds(_ count: Int) -> Bool {
            var part = setup
            part.machines = Array(machines[..<count])
            part.ranks = nil
            part.replication = trial
            part.typical = setup.placement.kind.needsDevices ? setup.typical : nil
            var packing = Packing(part)
            var left = mostPending
            for (arrived, number) in arrivals.enumerated() {
                if arrived % 1000 == 0, isCancelled() { return false }
                let task = tasks.tasks[number]
                if packing.place(TaskDemand(task.demand), requirements: task.requirements) == nil {
                    left -= 1
                    if left < 0 { return false }
                }
            }
            return true
        }
        var tooFew = 0
        while true {
            guard machines.count < mostClones * single.count, !isCancelled() else { return nil }
            machines += stream.shuffled(single.indices).map { single[$0] }
            if holds(machines.count) { break }
            tooFew = machines.count
        }
        var enough = machines.count
        while enough - tooFew > 1 {
            let middle = (tooFew + enough) / 2
            if holds(middle) { enough = middle } else { tooFew = middle }
        }
        return isCancelled() ? nil : enough
    }
}
