internal import CellbenchSimulator

/// Returns the rows of a file one after another, and for each whether it is in the order of time.
///
/// A row is judged with the rows after it: of rows that contradict one another, as few as possible are out of order. So
/// a single row far ahead is out of order, not all the rows after it:
///
///     1  2  900000  3  4      900000 is ahead
///     1  2       0  3  4      0 is behind
///
/// Where the last two rows of a file contradict each other, the one further away from the rows before is out of order.
///
/// - Complexity: O(1) for a row where rows are in order, else O(``lookahead``²).
final class RowsInOrder<Row: BitwiseCopyable> {
    /// Place of a row in the order of time.
    enum Place {
        /// At or after the previous row in order.
        case inOrder
        /// After rows that follow.
        case ahead
        /// Before a row above.
        case behind
    }

    /// Number of rows read ahead before a row is judged: more than a jumping clock spoils in a row.
    static var lookahead: Int { 32 }
    /// Room for waiting rows: a power of two.
    private static var capacity: Int { 64 }
    /// The time that stands for none.
    private static var none: Nanoseconds { -1 }

    /// The waiting rows and their times, in a ring.
    private let rows: UnsafeMutablePointer<Row>
    private let times: UnsafeMutablePointer<Nanoseconds>
    private var first = 0
    private var count = 0
    /// Time of the last row in order that was returned.
    private var last: Nanoseconds = 0
    /// Time of the last row added, and whether the waiting rows are in order.
    private var newest: Nanoseconds = 0
    private var areSorted = true

    /// A reader without rows.
    init() {
        rows = .allocate(capacity: RowsInOrder.capacity)
        times = .allocate(capacity: RowsInOrder.capacity)
    }

    deinit {
        rows.deallocate()
        times.deallocate()
    }

    /// Slot of the waiting row at a position.
    private func slot(_ position: Int) -> Int { (first + position) & (RowsInOrder.capacity - 1) }

    /// True once enough rows wait to judge the first.
    var isReady: Bool { count > RowsInOrder.lookahead }

    /// Adds the next row of the file; a row without a time is always in order.
    ///
    /// - Precondition: `time` is not negative, and ``isReady`` is false.
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

    /// Takes out the first waiting row and judges its place by the rows behind it; nil where none waits.
    ///
    /// A row without a time is in order.
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

    /// Times of the waiting rows that have one.
    private var timesWaiting: [Nanoseconds] {
        (0..<count).map { times[slot($0)] }.filter { $0 >= 0 }
    }

    /// True if the first waiting row, at `head`, belongs to the longest run of rows in order after the last one.
    private func isInOrder(_ head: Nanoseconds) -> Bool {
        let times = timesWaiting.filter { $0 >= last }
        // By row, the most rows in order that begin with it.
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
