/// Randomized first fit: draw a machine uniformly; if the task fits, claim it and keep the machine in the pool, else drop the
/// machine from this attempt's pool; stop when the job or the pool is exhausted (the published simulator's rule).
///
/// A machine that does not fit cannot come to fit within an attempt, so drawing and dropping gives each task a machine drawn
/// uniformly from those that fit at that moment. That is what is computed: by drawing from all machines while most fit, and
/// from a list of those that do, found through the table's index, once draws keep missing.
struct RandomizedFirstFit: ~Copyable {
    /// Misses in a row after which the machines that fit are listed.
    ///
    /// A listing costs about as much as this many draws.
    static let patience = 32

    private var fitting: GrowableBuffer<UInt32>

    /// A placement rule for a cell of `machineCount` machines.
    init(machineCount: Int) { fitting = GrowableBuffer(capacity: machineCount) }

    /// Places up to `tasks` more tasks of the transaction's demand on machines of `range`, claiming on `table`.
    ///
    /// - Complexity: O(*tasks placed*) plus, where capacity is scarce, one search of the index.
    mutating func place(
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
        let words = table.words + range.lowerBound
        let width = range.count
        let first = UInt32(range.lowerBound)
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        var generator = stream
        var missing = tasks
        var misses = 0
        while missing > 0 && misses < RandomizedFirstFit.patience {
            let machine = generator.index(below: width)
            let word = words[machine]
            if word.has(need) {
                words[machine] = word &- claim
                transaction.machines.append(first + UInt32(truncatingIfNeeded: machine))
                missing -= 1
                misses = 0
            } else {
                misses += 1
            }
        }
        stream = generator
        return missing
    }

    /// Lists the machines that fit and draws from the list, dropping from it what becomes full.
    private mutating func placeFromList(
        _ tasks: Int, on table: FreeTable, within range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let need = transaction.demand.need
        let claim = transaction.demand.claim
        fitting.truncate(to: 0)
        table.search(need, within: range, found: &fitting)
        var missing = tasks
        var candidates = fitting.count
        while missing > 0 && candidates > 0 {
            let position = stream.index(below: candidates)
            let machine = fitting[position]
            let word = table.words[Int(machine)] &- claim
            table.words[Int(machine)] = word
            transaction.machines.append(machine)
            missing -= 1
            if !word.has(need) {
                candidates -= 1
                fitting[position] = fitting[candidates]
            }
        }
        if candidates == 0 { table.noteExhausted(need, within: range) }
    }
}
