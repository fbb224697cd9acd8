internal import CellbenchFiles
internal import CellbenchSimulator

extension PackingExperiment {
    /// Number of cells that are likely to fit into memory at once; at least one.
    public var mostCellsAtOnce: Int {
        guard let memory = Host.memory else { return .max }
        return mostCellsAtOnce(in: memory)
    }

    /// Number of cells that are likely to fit into `memory` bytes; at least one.
    func mostCellsAtOnce(in memory: Int) -> Int {
        let tasks = work.expectedArrivals * MemoryNeed.bytes(ofArrivalsOf: work.source)
        let need = tasks + MemoryNeed.need(ofPackingOn: machineCount, isCompacting: compaction != nil)
        return max(1, Int(min(Double(memory) / need, 1e6)))
    }
}

extension MemoryNeed {
    /// Refuses cells that this machine's memory cannot hold, and their clones.
    ///
    /// - Parameters:
    ///   - machines: the machines.
    ///   - isCompacting: true if the fewest machines are searched for.
    ///   - packing: the section `packing`.
    ///   - available: bytes of memory; nil where the system does not say.
    /// - Throws: an error about the largest class, or about the search.
    static func check(
        packingOn machines: DecodedMachines, isCompacting: Bool, _ packing: Field, available: Int? = Host.memory
    ) throws(ConfigError) {
        guard let available else { return }
        let count = machines.classes.reduce(0) { $0 + $1.count }
        let cell = need(ofPackingOn: count, isCompacting: false)
        guard cell <= Double(available) else {
            throw refusal(of: machines.field, with: machines.classes, cell, available, for: "a packing")
        }
        let trial = need(ofPackingOn: count, isCompacting: isCompacting)
        guard trial <= Double(available) else {
            throw ConfigError(
                at: (packing.node["compaction"] ?? packing.node).place, path: packing.path(of: "compaction"),
                message: "a trial has up to \(Compaction.mostClones) clones of the cell, and needs about "
                    + "\(inBinaryUnits(trial)) of memory; accepted: at most the \(inBinaryUnits(Double(available))) "
                    + "that there is, or no compaction")
        }
    }

    /// Memory for a cell without tasks, or for the largest cell of a trial of compaction.
    static func need(ofPackingOn machines: Int, isCompacting: Bool) -> Double {
        let count = Double(machines)
        guard isCompacting else { return count * bytesPerMachine }
        // The list of single machines, and the clones so far.
        let clones = Double(Compaction.mostClones)
        return count * clones * bytesPerMachine + count * (clones + 1) * Double(MemoryLayout<MachineRun>.stride)
    }

    /// Memory for a task that arrives: its number, and the task itself where it is not of a list.
    static func bytes(ofArrivalsOf source: PackingWork.Source) -> Double {
        let number = Double(MemoryLayout<Int>.stride)
        switch source {
        case .list: return number
        case .drawn: return number + Double(MemoryLayout<PackingTasks.Task>.stride)
        }
    }
}
