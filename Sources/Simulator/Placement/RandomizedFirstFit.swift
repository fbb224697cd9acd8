/// Randomized first fit: draw a machine uniformly; if the task fits, claim it and keep the machine in the pool, else drop the
/// machine from this attempt's pool; stop when the job or the pool is exhausted (the published simulator's rule).
///
/// A machine that does not fit cannot come to fit within an attempt, so drawing and dropping gives each task a machine drawn
/// uniformly from those that fit at that moment. That is what is computed: by drawing from all machines while many fit, and
/// from a list of those that do once draws keep missing. The list is known where the same was looked for lately, and else
/// found through the table's index.
package struct RandomizedFirstFit: ~Copyable {
    var fitting: GrowableBuffer<UInt32>
    /// Demands of the current job for which no machine is left, at most 32.
    ///
    /// Example: after a task of 4 cores found no machine, a part whose tasks take 6 cores is skipped.
    private var exhausted = GrowableBuffer<MachineWord>(capacity: mostExhausted)
    private static let mostExhausted = 32

    /// A placement rule for a cell of `machineCount` machines.
    package init(machineCount: Int) { fitting = GrowableBuffer(capacity: machineCount) }

    /// Misses in a row after which the fitting machines are listed: 32, or 1/128 of `count` machines if that is more.
    ///
    /// Listing those of 10,000 machines costs as much as some hundred draws: giving up after 78 keeps both alike.
    static func mostMisses(among count: Int) -> Int { max(32, count / 128) }

    /// Begins with the tasks of another job.
    mutating func beginJob() { exhausted.truncate(to: 0) }

    /// Notes that nothing is left for a further task of the job that needs so much.
    mutating func noteExhausted(_ need: MachineWord) {
        if exhausted.count < RandomizedFirstFit.mostExhausted { exhausted.append(need) }
    }

    /// Whether nothing is left for a task of the job that needs so much: nothing was for one that needs no more.
    ///
    /// A job of a thousand tasks that differ would look for each of them again.
    @inline(__always)
    func isExhausted(_ need: MachineWord) -> Bool {
        for position in 0..<exhausted.count where need.has(exhausted[position]) { return true }
        return false
    }

    /// Places up to `tasks` more tasks of the transaction's demand on machines of `range`, claiming on `table`.
    ///
    /// Draws are taken back only where no machine fits. There all had to miss, so their numbers are as good as new, and the
    /// stream goes on as where no draw is made because ``FreeTable/isKnownExhausted(_:within:)``. Where a machine fits, a miss
    /// says something about the number: used again, it would avoid the same machines.
    ///
    /// - Complexity: O(*tasks placed*) plus, where capacity is scarce and the demand is new, one search of the index.
    package mutating func place(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        guard !table.isKnownExhausted(need, within: range) else { return }
        let before = stream
        let missing = placeByDrawing(tasks, on: table, within: range, drawing: &stream, into: &transaction)
        guard missing > 0 else { return }
        fitting.truncate(to: 0)
        table.list(need, within: range, found: &fitting)
        if missing == tasks, fitting.count == 0 { stream = before }
        drawFromList(missing, of: table.words, names: nil, drawing: &stream, into: &transaction)
    }

    /// Draws from all machines of the range; gives up after ``mostMisses(among:)`` misses in a row, and returns how many tasks
    /// are left.
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
        let mostMisses = mostMisses(among: range.count)
        var generator = stream
        var placed = 0
        var misses = 0
        while placed < tasks && misses < mostMisses {
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
        drawFromList(tasks, of: list.words.base, names: list.machines.base, drawing: &stream, into: &transaction)
    }

    /// Places up to `tasks` tasks within an offer, on machines of `range`.
    package mutating func place(
        _ tasks: Int, on lock: Lock, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        place(tasks, on: lock.target, within: range, drawing: &stream, into: &transaction)
    }

    /// Places up to `tasks` tasks on machines of `range`.
    mutating func place(
        _ tasks: Int, on target: PlacementTarget, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        switch target {
        case .table(let table): place(tasks, on: table, within: range, drawing: &stream, into: &transaction)
        case .list(let list): place(tasks, on: list, within: range, drawing: &stream, into: &transaction)
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
    mutating func drawFromList(
        _ tasks: Int, of words: UnsafeMutablePointer<MachineWord>, names: UnsafePointer<UInt32>?,
        drawing stream: inout RandomStream, into transaction: inout Transaction
    ) {
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
    }
}
