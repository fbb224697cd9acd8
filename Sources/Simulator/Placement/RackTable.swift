/// The rack of each machine.
struct RackTable {
    /// By machine, the number of its rack.
    let racks: [UInt32]
    /// Number of racks.
    let count: Int

    /// Numbers the racks of `layout`.
    ///
    /// A class with the attribute ``MachineClass/rackAttribute`` is in the rack that the attribute names. A class with
    /// ``MachineClass/racks`` fills racks of its own. Every other machine is alone in its rack.
    init(_ layout: Layout) {
        var racks: [UInt32] = []
        var next: UInt32 = 0
        var known: [AttributeValue: UInt32] = [:]
        /// By class that fills racks of its own, the first of them.
        var firsts: [Int: UInt32] = [:]
        for run in layout.machines {
            if let name = run.attributes[MachineClass.rackAttribute] {
                let rack = known[name] ?? next
                if known.updateValue(rack, forKey: name) == nil { next += 1 }
                racks += repeatElement(rack, count: run.count)
            } else if let place = run.racking {
                let first = firsts[place.classNumber] ?? next
                if firsts.updateValue(first, forKey: place.classNumber) == nil { next += UInt32(place.racks) }
                racks += (place.first..<(place.first + run.count)).map {
                    first + UInt32($0 * place.racks / place.machines)
                }
            } else {
                racks += next..<(next + UInt32(run.count))
                next += UInt32(run.count)
            }
        }
        self.racks = racks
        count = Int(next)
    }
}

/// The position of a run's machines among those of their class, which fills racks of its own.
struct Racking: Equatable {
    /// Number of the class.
    let classNumber: Int
    /// Number of racks of the class, at most its number of machines.
    let racks: Int
    /// Number of machines of the class.
    let machines: Int
    /// Position in the class of the run's first machine.
    let first: Int
}
