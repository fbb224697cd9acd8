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
        let need = demand.need
        let words = table.words
        let start = transaction.count
        let (ties, ranks) = (ties, ranks)
        var last = LastScore()
        let left = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most + MachineDraws.most) { buffer in
            guard let drawn = buffer.baseAddress else { return tasks }
            var draws = MachineDraws(range, stream, in: drawn + most)
            defer { stream = draws.stream }
            for task in 0..<tasks {
                var best = (machine: 0, score: ScoreTree.nothing)
                var (found, misses) = (0, 0)
                // A bit for each machine drawn: those of another bit were not.
                var seen: UInt64 = 0
                while found < most {
                    let machine = draws.next(expecting: (tasks &- task) &* most)
                    let word = words[machine]
                    let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: machine)
                    guard word.has(need), seen & bit == 0 || !drawn.has(machine, within: found) else {
                        misses &+= 1
                        if misses > CandidateSample.mostMisses { return tasks &- task }
                        continue
                    }
                    seen |= bit
                    drawn[found] = UInt32(truncatingIfNeeded: machine)
                    found &+= 1
                    misses = 0
                    let value = value(word, of: machine, demand, like: &last)
                    if value > best.score {
                        best = (machine, value)
                    } else if value == best.score, ties != .random,
                        ties == .lowest ? machine < best.machine : ranks[machine] < ranks[best.machine]
                    {
                        best.machine = machine
                    }
                }
                words[best.machine] &-= demand.claim
                transaction.machines.append(UInt32(truncatingIfNeeded: best.machine))
            }
            return 0
        }
        table.noteChanged(transaction.machines.base + start, count: transaction.count - start)
        return left
    }
}

extension UnsafeMutablePointer<UInt32> {
    /// Whether a machine is among the first `count`.
    @inline(never)
    fileprivate func has(_ machine: Int, within count: Int) -> Bool {
        for position in 0..<count where Int(self[position]) == machine { return true }
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

    /// The next machine, of about `number` that will be asked for.
    @inline(__always)
    mutating func next(expecting number: Int) -> Int {
        if position == end { refill(min(max(number, 1), MachineDraws.most)) }
        defer { position &+= 1 }
        return Int(numbers[position])
    }

    @inline(never)
    private mutating func refill(_ count: Int) {
        var generator = stream
        for position in 0..<count {
            numbers[position] = UInt32(truncatingIfNeeded: first &+ generator.index(bound))
        }
        stream = generator
        (position, end) = (0, count)
    }
}
