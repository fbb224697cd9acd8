internal import CellbenchSimulator

/// Gives back the rows of a file one after another, and says of each whether it is in the order of time.
///
/// A row is judged with those that follow it: of rows that contradict one another as few as can be are out of order. So a single row
/// far ahead is the one to blame, not all the rows behind it, which are before it:
///
///     1  2  900000  3  4      900000 is ahead
///     1  2       0  3  4      0 is behind
///
/// Where that does not decide, in the last two rows of a file, the one is to blame that is further away from the rows before.
///
/// - Complexity: O(1) for a row where rows are in order, else O(``lookahead``²).
final class RowsInOrder<Row: BitwiseCopyable> {
    /// Where a row stands.
    enum Place {
        /// At or after the row before, which is in order too.
        case inOrder
        /// After rows that follow it.
        case ahead
        /// Before a row above it.
        case behind
    }

    /// How many rows are read on before a row is judged: more than a clock that jumps spoils in a row.
    static var lookahead: Int { 32 }
    /// Rows that there is room for: a power of two.
    private static var capacity: Int { 64 }
    /// What stands for no time.
    private static var none: Nanoseconds { -1 }

    /// The rows that wait and their times, in a ring.
    private let rows: UnsafeMutablePointer<Row>
    private let times: UnsafeMutablePointer<Nanoseconds>
    private var first = 0
    private var count = 0
    /// The time of the last row in order that was given back.
    private var last: Nanoseconds = 0
    /// The time of the last row that was added, and whether those that wait are in order.
    private var newest: Nanoseconds = 0
    private var areSorted = true

    /// No rows yet.
    init() {
        rows = .allocate(capacity: RowsInOrder.capacity)
        times = .allocate(capacity: RowsInOrder.capacity)
    }

    deinit {
        rows.deallocate()
        times.deallocate()
    }

    /// Where the row is that waits behind so many others.
    private func slot(_ position: Int) -> Int { (first + position) & (RowsInOrder.capacity - 1) }

    /// Whether enough rows wait to judge the first.
    var isReady: Bool { count > RowsInOrder.lookahead }

    /// Adds the next row of the file; one without a time is always in order.
    ///
    /// - Precondition: it is not negative, and the rows that wait are not yet enough to judge the first.
    func append(_ row: Row, at time: Nanoseconds?) {
        precondition(!isReady && time ?? 0 >= 0, "rows are taken as soon as they can be judged")
        let slot = slot(count)
        (rows + slot).initialize(to: row)
        times[slot] = time ?? RowsInOrder.none
        count += 1
        guard let time else { return }
        if time < newest { areSorted = false }
        newest = time
    }

    /// The first of the rows that wait, and where it stands; nil if none does.
    func next() -> (row: Row, place: Place)? {
        guard count > 0 else { return nil }
        let time = times[first]
        var place = Place.inOrder
        if time >= 0 {
            if !areSorted { place = time < last ? .behind : isInOrder(time) ? .inOrder : .ahead }
            if place == .inOrder { last = time }
        }
        let row = rows[first]
        first = slot(1)
        count -= 1
        if !areSorted { checkOrder() }
        return (row, place)
    }

    /// The times of the rows that wait, of those that have one.
    private var timesWaiting: [Nanoseconds] {
        (0..<count).map { times[slot($0)] }.filter { $0 >= 0 }
    }

    /// Whether the first row, at `head`, is of the most rows that are in order after the last.
    private func isInOrder(_ head: Nanoseconds) -> Bool {
        let times = timesWaiting.filter { $0 >= last }
        // By row, how many are in order from it on at most.
        var lengths = times.map { _ in 1 }
        for row in times.indices.reversed() {
            for later in times[(row + 1)...].indices where times[later] >= times[row] {
                lengths[row] = max(lengths[row], 1 + lengths[later])
            }
        }
        guard lengths[0] == lengths.max() else { return false }
        guard lengths[0] == 1, times.count > 1 else { return true }
        return head - times[1] <= times[1] - last
    }

    private func checkOrder() {
        newest = last
        areSorted = true
        for time in timesWaiting {
            if time < newest { areSorted = false }
            newest = time
        }
    }
}
