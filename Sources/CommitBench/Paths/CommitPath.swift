/// A path through the commit code that one thread takes, transaction after transaction.
///
/// A batch of n transactions is `prepare(n)`, then `run(0..<n)`, which is timed, then `restore(n)`.
protocol CommitPath: ~Copyable {
    /// True if single transactions can be timed, not only batches.
    static var canTimeSingly: Bool { get }

    /// Number of transactions in a batch.
    var batch: Int { get }

    /// The path on a new cell.
    init(_ scenario: BenchScenario)

    /// Prepares transactions 0 ..< `count`; not timed.
    mutating func prepare(_ count: Int)

    /// Runs the transactions of `range`; timed.
    mutating func run(_ range: Range<Int>)

    /// Counts the claims of transactions 0 ..< `count` that took effect, and brings the cell back to its state before;
    /// not timed.
    mutating func restore(_ count: Int) -> Int
}

extension CommitPath where Self: ~Copyable {
    static var canTimeSingly: Bool { true }
}
