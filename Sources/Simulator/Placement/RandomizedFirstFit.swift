/// Randomized first fit: draw a machine uniformly; if the task fits, claim it and keep the machine in the pool, else drop the
/// machine from this attempt's pool; stop when the job or the pool is exhausted (the published simulator's rule).
///
/// A machine that does not fit cannot come to fit within an attempt, so drawing and dropping gives each task a machine drawn
/// uniformly from those that fit at that moment. That is what is computed: by drawing from all machines while most fit, and
/// from a list of those that do, found through the table's index, once draws keep missing.
package struct RandomizedFirstFit: ~Copyable {
    /// Misses in a row after which the machines that fit are listed.
    ///
    /// A listing costs about as much as this many draws.
    static let patience = 32

    var fitting: GrowableBuffer<UInt32>

    /// A placement rule for a cell of `machineCount` machines.
    package init(machineCount: Int) { fitting = GrowableBuffer(capacity: machineCount) }

    /// Places up to `tasks` more tasks of the transaction's demand on machines of `range`, claiming on `table`.
    ///
    /// - Complexity: O(*tasks placed*) plus, where capacity is scarce, one search of the index.
    package mutating func place(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let missing = placeByDrawing(tasks, on: table, within: range, drawing: &stream, into: &transaction)
        guard missing > 0 else { return }
        placeFromList(missing, on: table, within: range, drawing: &stream, into: &transaction)
    }

    /// Draws from all machines of the range; gives up after ``patience`` misses in a row and returns how many tasks are left.
    private func placeByDrawing(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        guard !range.isEmpty else { return tasks }
        var missing = tasks
        while missing > 0 {
            // In portions, so that room for the claims is made beforehand and not asked for by each.
            let portion = min(missing, RandomizedFirstFit.portion)
            let start = transaction.machines.extend(by: portion)
            let draws = RandomizedFirstFit.draw(
                portion, transaction.demand, words: table.words, within: range, stream,
                claimed: transaction.machines.base + start)
            stream = draws.stream
            transaction.machines.truncate(to: start + draws.placed)
            missing -= draws.placed
            if draws.placed < portion { break }
        }
        return missing
    }

    private static let portion = 1024

    /// How far ``draw(_:_:words:within:_:claimed:)`` came, and the stream as it left it.
    private struct Draws {
        var placed: Int
        var stream: RandomStream
    }

    /// The innermost loop: draws, checks and claims up to `tasks` times.
    ///
    /// A function of its own that takes and returns the stream by value, which keeps the generator's state in registers.
    @inline(never)
    private static func draw(
        _ tasks: Int, _ demand: TaskDemand, words: UnsafeMutablePointer<MachineWord>, within range: Range<Int>,
        _ stream: RandomStream, claimed: UnsafeMutablePointer<UInt32>
    ) -> Draws {
        let bound = IndexBound(range.count)
        let first = range.lowerBound
        let need = demand.need
        let claim = demand.claim
        var generator = stream
        var placed = 0
        var misses = 0
        while placed < tasks && misses < patience {
            let machine = first &+ generator.index(bound)
            let word = words[machine]
            if word.has(need) {
                words[machine] = word &- claim
                claimed[placed] = UInt32(truncatingIfNeeded: machine)
                placed &+= 1
                misses = 0
            } else {
                misses &+= 1
            }
        }
        return Draws(placed: placed, stream: generator)
    }

    /// Lists the machines that fit and draws from the list.
    private mutating func placeFromList(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        guard !table.isExhausted(need, within: range) else { return }
        fitting.truncate(to: 0)
        table.index.search(need, in: table.words, within: range, found: &fitting)
        if drawFromList(tasks, of: table.words, names: nil, drawing: &stream, into: &transaction) == 0 {
            table.noteExhausted(need, within: range)
        }
    }

    /// Places up to `tasks` tasks on the machines of `list` that are in `range`, claiming there.
    ///
    /// - Complexity: O(*machines in the list* + *tasks placed*).
    private mutating func place(
        _ tasks: Int, on list: MachineList, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        fitting.truncate(to: 0)
        for position in 0..<list.machines.count
        where list.words[position].has(need) && range.contains(Int(list.machines[position])) {
            fitting.append(UInt32(truncatingIfNeeded: position))
        }
        _ = drawFromList(tasks, of: list.words.base, names: list.machines.base, drawing: &stream, into: &transaction)
    }

    /// Places up to `tasks` tasks within an offer, on machines of `range`.
    package mutating func place(
        _ tasks: Int, within lock: Lock, range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        place(tasks, within: lock.ground, range: range, drawing: &stream, into: &transaction)
    }

    /// Places up to `tasks` tasks on machines of `range`.
    mutating func place(
        _ tasks: Int, within ground: Ground, range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        switch ground {
        case .everywhere(let table): place(tasks, on: table, within: range, drawing: &stream, into: &transaction)
        case .here(let list): place(tasks, on: list, within: range, drawing: &stream, into: &transaction)
        }
    }

    /// Draws from ``fitting``, dropping from it what becomes full.
    ///
    /// - Parameters:
    ///   - tasks: how many tasks to place at most.
    ///   - words: the words that ``fitting`` counts.
    ///   - names: the machine of each word; nil where the words are those of all machines.
    ///   - stream: what to draw with.
    ///   - transaction: takes the claims.
    /// - Returns: how many are left in ``fitting``.
    mutating func drawFromList(
        _ tasks: Int, of words: UnsafeMutablePointer<MachineWord>, names: UnsafePointer<UInt32>?,
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) -> Int {
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        var missing = tasks
        var candidates = fitting.count
        while missing > 0 && candidates > 0 {
            let position = stream.index(below: candidates)
            let number = fitting[position]
            let word = words[Int(number)] &- claim
            words[Int(number)] = word
            transaction.machines.append(names?[Int(number)] ?? number)
            missing -= 1
            if !word.has(need) {
                candidates -= 1
                fitting[position] = fitting[candidates]
            }
        }
        return candidates
    }
}
