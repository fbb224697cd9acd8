/// Which rack each machine is in.
struct RackTable {
    /// By machine.
    let racks: [UInt32]
    /// How many racks there are.
    let count: Int

    /// The racks of `layout`: a class of machines is in the rack that its attribute ``MachineClass/rackAttribute`` names, or fills so many racks of its own;
    /// a machine of neither kind is alone in its rack.
    init(_ layout: Layout) {
        var racks: [UInt32] = []
        var next: UInt32 = 0
        var known: [AttributeValue: UInt32] = [:]
        /// The first rack of each class that fills its own.
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

/// Where the machines of a run stand among those of their class, which fill some racks one after another.
struct Racking: Equatable {
    /// The number of the class.
    let classNumber: Int
    /// How many racks the class fills, at most as many as it has machines.
    let racks: Int
    /// How many machines the class has.
    let machines: Int
    /// The first of them that is in the run.
    let first: Int
}
