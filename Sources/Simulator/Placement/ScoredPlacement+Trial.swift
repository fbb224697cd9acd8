internal import CCellbenchPrefetch

// Placing on the best of a few machines, each drawn until it is one that fits.

extension ScoredPlacement {
    /// Places on the best of a few machines of a range, drawn by trial, until draws keep missing.
    ///
    /// - Returns: how many tasks are left.
    func placeByTrial(
        _ tasks: Int, _ table: FreeTable, _ range: Range<Int>, _ most: Int, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        guard !range.isEmpty else { return tasks }
        let demand = transaction.demand
        let words = table.words
        let start = transaction.count
        let left = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most + MachineDraws.most) { buffer in
            guard let drawn = buffer.baseAddress else { return tasks }
            var draws = MachineDraws(range, stream, in: drawn + most)
            defer { stream = draws.stream }
            var last = LastScore()
            for task in 0..<tasks {
                let expected = (tasks &- task) &* most
                guard
                    let few = draws.next(most, expecting: expected, words, demand.need)
                        ?? draws.draw(most, expecting: expected, words, demand.need, into: drawn)
                else { return tasks &- task }
                let best = best(of: few, count: most, words, demand, like: &last)
                words[best] &-= demand.claim
                transaction.machines.append(UInt32(truncatingIfNeeded: best))
            }
            return 0
        }
        table.noteChanged(transaction.machines.base + start, count: transaction.count - start)
        return left
    }

    /// The machine with the best score of a few in random order, all of which fit.
    @inline(__always)
    private func best(
        of machines: UnsafePointer<UInt32>, count: Int, _ words: UnsafePointer<MachineWord>, _ demand: TaskDemand,
        like last: inout LastScore
    ) -> Int {
        var best = Int(machines[0])
        var most = value(fitting: words[best], of: best, demand, like: &last)
        for position in 1..<count {
            let machine = Int(machines[position])
            let value = value(fitting: words[machine], of: machine, demand, like: &last)
            if value > most {
                (best, most) = (machine, value)
            } else if value == most, ties != .random,
                ties == .lowest ? machine < best : ranks[machine] < ranks[best]
            {
                best = machine
            }
        }
        return best
    }
}

extension UnsafePointer<UInt32> {
    /// Whether a machine is among the first `count`.
    @inline(__always)
    fileprivate func has(_ machine: UInt32, within count: Int) -> Bool {
        for position in 0..<count where self[position] == machine { return true }
        return false
    }
}

/// Machines of a range drawn uniformly, many at a time: a loop of its own keeps the generator's state in registers.
///
/// Numbers that were drawn and not asked for are dropped.
private struct MachineDraws: ~Copyable {
    private(set) var stream: RandomStream
    private let bound: IndexBound
    private let first: Int
    private let numbers: UnsafeMutablePointer<UInt32>
    private var position = 0
    private var end = 0
    /// The most that are drawn at a time.
    static let most = 128

    /// - Precondition: the range has machines, and `numbers` has room for ``most``.
    @inline(__always)
    init(_ range: Range<Int>, _ stream: RandomStream, in numbers: UnsafeMutablePointer<UInt32>) {
        self.stream = stream
        bound = IndexBound(range.count)
        first = range.lowerBound
        self.numbers = numbers
    }

    /// The next `count` machines, if they differ and all fit; else nil, and none of them is taken.
    ///
    /// Without a branch for each, as where most machines have room these do. About `number` will be asked for.
    @inline(__always)
    mutating func next(
        _ count: Int, expecting number: Int, _ words: UnsafePointer<MachineWord>, _ need: MachineWord
    ) -> UnsafePointer<UInt32>? {
        if position == end { refill(number, by: count, words) }
        guard end &- position >= count else { return nil }
        let machines = numbers + position
        var lacks = need .> words[Int(machines[0])]
        // A bit for each machine: those of different bits differ.
        var bits = 1 as UInt64 &<< UInt64(truncatingIfNeeded: machines[0])
        var areApart = true
        for place in 1..<count {
            let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: machines[place])
            areApart = areApart && bits & bit == 0
            bits |= bit
            lacks .|= need .> words[Int(machines[place])]
        }
        guard !any(lacks), areApart || MachineDraws.differ(machines, count) else { return nil }
        position &+= count
        return UnsafePointer(machines)
    }

    @inline(never)
    private static func differ(_ machines: UnsafePointer<UInt32>, _ count: Int) -> Bool {
        for place in 1..<count where machines.has(machines[place], within: place) { return false }
        return true
    }

    /// Draws `count` machines that differ and fit, one after another.
    ///
    /// - Returns: `drawn`; nil if draws kept missing before.
    @inline(never)
    mutating func draw(
        _ count: Int, expecting number: Int, _ words: UnsafePointer<MachineWord>, _ need: MachineWord,
        into drawn: UnsafeMutablePointer<UInt32>
    ) -> UnsafePointer<UInt32>? {
        var (found, misses) = (0, 0)
        while found < count {
            if position == end { refill(number, by: count, words) }
            let machine = numbers[position]
            position &+= 1
            if words[Int(machine)].has(need), !UnsafePointer(drawn).has(machine, within: found) {
                drawn[found] = machine
                found &+= 1
                misses = 0
            } else {
                misses &+= 1
                if misses > CandidateSample.mostMisses { return nil }
            }
        }
        return UnsafePointer(drawn)
    }

    /// Draws as many as are expected, or all that have room, in whole portions of `portion`.
    @inline(never)
    private mutating func refill(_ expected: Int, by portion: Int, _ words: UnsafePointer<MachineWord>) {
        let count = min(expected, MachineDraws.most / portion * portion)
        var generator = stream
        for position in 0..<count {
            let machine = first &+ generator.index(bound)
            numbers[position] = UInt32(truncatingIfNeeded: machine)
            prefetch_to_read(words + machine)
        }
        stream = generator
        (position, end) = (0, count)
    }
}
