/// The free resources of every machine, and an index over them.
///
/// A class, so that a lock on everything free hands the table over instead of a copy. The storage is constant, so that
/// reading costs no exclusivity check.
package final class FreeTable {
    /// By machine, its free resources; padding up to a whole group of the index has nothing free.
    package let words: UnsafeMutablePointer<MachineWord>
    /// Number of machines.
    package let count: Int
    /// Index for searches when little is free.
    let index: CapacityIndex
    /// Cache of the machines that fit demands which few machines fit.
    ///
    /// Behind a pointer: every access to a variable of a class would be checked for exclusivity.
    let known: UnsafeMutablePointer<KnownFits>
    /// Sparse tables: the machines whose words may not be zero; a machine may occur more than once.
    var touched: GrowableBuffer<UInt32>
    /// True for a table that is zero nearly everywhere and keeps ``touched``.
    let isSparse: Bool
    /// Which machines have changed, if somebody asks.
    ///
    /// Behind a pointer, as ``known`` is.
    let changes: UnsafeMutablePointer<ChangeLog>
    /// What the devices of each machine have free; nil where GPUs are pooled.
    let devices: DeviceTable?
    /// Keeps the memory that tables of one cell share.
    private let deviceClasses: DeviceClassMemory?

    /// Initial room of ``touched``: more than is mostly freed while an offer is out.
    private static let touchedCapacity = 4096

    /// A table of `count` machines without free resources, in a cell of devices with `deviceClasses`.
    init(count: Int, isSparse: Bool = false, deviceClasses: DeviceClassMemory? = nil) {
        let groups = (count + CapacityIndex.fanOut - 1) / CapacityIndex.fanOut
        let padded = groups * CapacityIndex.fanOut
        self.count = count
        self.isSparse = isSparse
        touched = GrowableBuffer(capacity: isSparse ? FreeTable.touchedCapacity : 1)
        words = .allocate(capacity: padded)
        words.initialize(repeating: .zero, count: count)
        (words + count).initialize(repeating: MachineWord(repeating: -1), count: padded - count)
        index = CapacityIndex(groups: groups)
        known = .allocate(capacity: 1)
        known.initialize(to: KnownFits(machines: count))
        if let deviceClasses {
            changes = deviceClasses.classes.changes
        } else {
            changes = .allocate(capacity: 1)
            changes.initialize(to: ChangeLog(machineCount: count, isSparse: isSparse))
        }
        self.deviceClasses = deviceClasses
        devices = deviceClasses.map { DeviceTable(emptyFor: count, classes: $0.classes) }
    }

    deinit {
        words.deallocate()
        known.deinitialize(count: 1)
        known.deallocate()
        if deviceClasses == nil {
            changes.deinitialize(count: 1)
            changes.deallocate()
        }
        devices?.base.deallocate()
    }

    /// Sets the free resources of a machine.
    @inline(__always)
    func set(_ machine: Int, to word: MachineWord) {
        assert(machine < count, "no machine \(machine)")
        words[machine] = word
        index.raise(machine, to: word)
        if !known.pointee.isEmpty {
            withUnsafePointer(to: UInt32(truncatingIfNeeded: machine)) { known.pointee.noteFreed($0, count: 1) }
        }
        noteChanged(UInt32(truncatingIfNeeded: machine))
    }

    /// True if every machine of `range` is known to lack `need`.
    ///
    /// - Complexity: O(1) for a demand that is not cached, else that of ``KnownFits/machines(_:within:in:)``.
    @inline(__always)
    func isKnownExhausted(_ need: MachineWord, within range: Range<Int>) -> Bool {
        guard !known.pointee.isEmpty else { return false }
        return known.pointee.machines(need, within: range, in: words)?.count == 0
    }

    /// Appends to `found` the machines of `range` that have `need`, in order.
    ///
    /// - Complexity: that of ``isKnownExhausted(_:within:)`` where the need is cached, else that of
    ///   ``CapacityIndex/search(_:in:within:found:)``.
    func list(_ need: MachineWord, within range: Range<Int>, found: inout GrowableBuffer<UInt32>) {
        if let machines = known.pointee.machines(need, within: range, in: words) {
            let start = found.extend(by: machines.count)
            if let base = machines.baseAddress { (found.base + start).update(from: base, count: machines.count) }
            return
        }
        let start = found.count
        index.search(need, in: words, within: range, found: &found)
        known.pointee.remember(
            need, within: range,
            found: UnsafeBufferPointer(start: found.base + start, count: found.count - start))
    }

    /// Adds `change` to the words of the first `count` of `machines`.
    ///
    /// - Complexity: O(*count*).
    func add(_ change: MachineWord, to machines: UnsafePointer<UInt32>, count: Int) {
        let words = words
        // A negative change is a claim, as every demand asks for some CPU. Claims make no room and leave bounds valid.
        if change.x < 0 {
            for position in 0..<count { words[Int(machines[position])] &+= change }
        } else {
            for position in 0..<count {
                let machine = Int(machines[position])
                let word = words[machine] &+ change
                words[machine] = word
                index.raise(machine, to: word)
            }
            if !known.pointee.isEmpty { known.pointee.noteFreed(machines, count: count) }
        }
        if changes.pointee.isWanted { noteTouched(machines, count: count) }
    }

    /// A function of its own keeps the loops of commits and releases as they are.
    @inline(never)
    func noteTouched(_ machines: UnsafePointer<UInt32>, count: Int) {
        if isSparse {
            for position in 0..<count { touched.append(machines[position]) }
        }
        changes.pointee.append(machines, count: count)
    }

    /// Adds `word` to a machine's free resources.
    func add(_ word: MachineWord, to machine: Int) {
        set(machine, to: words[machine] &+ word)
        if isSparse { touched.append(UInt32(truncatingIfNeeded: machine)) }
    }

    /// Empties the table, and calls `body` with every machine that had free resources.
    ///
    /// - Precondition: the table is sparse.
    /// - Complexity: O(*machines touched*).
    func drain(_ body: (Int, MachineWord) -> Void) {
        invariant(isSparse, "only a sparse table knows where it is not zero")
        forEachTouched { machine in
            let word = words[machine]
            guard word != .zero else { return }
            words[machine] = .zero
            body(machine, word)
        }
    }

    /// Calls `body` with the machines whose words may not be zero, and forgets them.
    @inline(__always)
    func forEachTouched(_ body: (Int) -> Void) {
        for position in 0..<touched.count { body(Int(touched[position])) }
        touched.truncate(to: 0)
    }

    /// The first machine of `range` that has `need`.
    ///
    /// - Complexity: that of a search of the index that ends there.
    func first(_ need: MachineWord, within range: Range<Int>) -> Int? {
        range.isEmpty ? nil : index.first(need, in: words, within: range)
    }
}
