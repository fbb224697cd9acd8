/// Upper bounds on the free resources of groups of 32 machines, of groups of 32 groups, and so on.
///
/// A release raises the bounds above its machine; a claim leaves them, so they stay valid but loose. A search tightens
/// the loose bounds that it meets. With plenty free, the common path pays one comparison a release; in a full cell, a
/// search skips groups without room.
struct CapacityIndex: ~Copyable {
    /// Machines in a group, and groups in a group of the next level.
    static let fanOut = 32
    private static let shift = 5

    /// The bounds level by level, the finest first; each level is padded to whole groups with ``nothing``.
    private let bounds: UnsafeMutablePointer<MachineWord>
    /// By level, the position of its first bound; then the end of the last level.
    private let levels: [Int]

    /// Bounds on `groups` × ``fanOut`` machines without free resources.
    init(groups: Int) {
        invariant(groups > 0, "a cell has machines")
        var starts = [0]
        var size = groups
        while true {
            let padded = (size + CapacityIndex.fanOut - 1) & ~(CapacityIndex.fanOut - 1)
            starts.append((starts.last ?? 0) + padded)
            if padded == CapacityIndex.fanOut { break }
            size = padded / CapacityIndex.fanOut
        }
        levels = starts
        let count = starts.last ?? 0
        bounds = .allocate(capacity: count)
        bounds.initialize(repeating: CapacityIndex.nothing, count: count)
    }

    deinit { bounds.deallocate() }

    /// The bound of machines with nothing free: no demand fits it, because each asks for some CPU.
    ///
    /// The place of the version is the greatest value, so that versions never raise a bound.
    private static let nothing = MachineWord(0, 0, 0, .max)

    /// Raises the bounds above `machine`, which now has `word`.
    ///
    /// - Complexity: O(1) unless the machine has more of some resource than its group's bound; then O(log *machines*).
    @inline(__always)
    func raise(_ machine: Int, to word: MachineWord) {
        let group = machine >> CapacityIndex.shift
        if any(word .> bounds[group]) { raiseLevels(group, to: word) }
    }

    @inline(never)
    private func raiseLevels(_ group: Int, to word: MachineWord) {
        var node = group
        for level in 0..<(levels.count - 1) {
            let bound = bounds + (levels[level] + node)
            guard any(word .> bound.pointee) else { return }
            bound.pointee = pointwiseMax(bound.pointee, word)
            node >>= CapacityIndex.shift
        }
    }

    /// Appends to `found` the machines of `range` that have `need`, in order, and tightens the bounds it meets.
    ///
    /// - Complexity: O(*groups of the coarsest level* + *groups whose bounds admit the need*).
    func search(
        _ need: MachineWord, in words: UnsafePointer<MachineWord>, within range: Range<Int>,
        found: inout GrowableBuffer<UInt32>
    ) {
        let top = levels.count - 2
        for node in 0..<CapacityIndex.fanOut {
            visit(node, level: top, need, words, range, &found)
        }
    }

    private func visit(
        _ node: Int, level: Int, _ need: MachineWord, _ words: UnsafePointer<MachineWord>, _ range: Range<Int>,
        _ found: inout GrowableBuffer<UInt32>
    ) {
        let bound = bounds + (levels[level] + node)
        guard bound.pointee.has(need) else { return }
        let width = 1 << (CapacityIndex.shift * (level + 1))
        guard node * width < range.upperBound, (node + 1) * width > range.lowerBound else { return }
        var tight = CapacityIndex.nothing
        let first = node << CapacityIndex.shift
        if level == 0 {
            for machine in first..<(first + CapacityIndex.fanOut) {
                let word = words[machine]
                tight = pointwiseMax(tight, word)
                if word.has(need) && range.contains(machine) { found.append(UInt32(machine)) }
            }
        } else {
            for child in first..<(first + CapacityIndex.fanOut) {
                visit(child, level: level - 1, need, words, range, &found)
                tight = pointwiseMax(tight, bounds[levels[level - 1] + child])
            }
        }
        tight.w = .max
        bound.pointee = tight
    }

    /// The first machine of `range` that has `need`; tightens the bounds that it meets in vain.
    ///
    /// - Complexity: O(log *machines*) where bounds are tight; a loose bound is met once.
    func first(_ need: MachineWord, in words: UnsafePointer<MachineWord>, within range: Range<Int>) -> Int? {
        let top = levels.count - 2
        let width = CapacityIndex.shift * (top + 1)
        for node in (range.lowerBound >> width)..<CapacityIndex.fanOut {
            guard node << width < range.upperBound else { return nil }
            if let machine = first(node, level: top, need, words, range) { return machine }
        }
        return nil
    }

    private func first(
        _ node: Int, level: Int, _ need: MachineWord, _ words: UnsafePointer<MachineWord>, _ range: Range<Int>
    ) -> Int? {
        let bound = bounds + (levels[level] + node)
        guard bound.pointee.has(need) else { return nil }
        let first = node << CapacityIndex.shift
        let below = CapacityIndex.shift * level
        // What lies before or behind the range is passed over, so that bounds are tightened only where all was seen.
        let begin = max(first, range.lowerBound >> below)
        let end = min(first + CapacityIndex.fanOut, (range.upperBound - 1) >> below + 1)
        if level == 0 {
            for machine in begin..<max(begin, end) where words[machine].has(need) { return machine }
        } else {
            for child in begin..<max(begin, end) {
                if let machine = self.first(child, level: level - 1, need, words, range) { return machine }
            }
        }
        guard begin == first, end == first + CapacityIndex.fanOut else { return nil }
        var tight = CapacityIndex.nothing
        for child in first..<end {
            tight = pointwiseMax(tight, level == 0 ? words[child] : bounds[levels[level - 1] + child])
        }
        tight.w = .max
        bound.pointee = tight
        return nil
    }

    /// True if every bound is at least what the machines below it have free, as a search assumes.
    ///
    /// - Complexity: O(*machines*).
    func boundsHold(over words: UnsafePointer<MachineWord>, count: Int) -> Bool {
        (0..<count).allSatisfy { machine in
            var node = machine
            return (0..<(levels.count - 1)).allSatisfy { level in
                node >>= CapacityIndex.shift
                return !any(words[machine] .> bounds[levels[level] + node])
            }
        }
    }
}
