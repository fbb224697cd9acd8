/// A path through the commit code that one thread goes, transaction after transaction.
protocol CommitPath: ~Copyable {
    /// Whether single transactions can be timed, not only batches.
    static var canTimeSingly: Bool { get }

    /// How many transactions a batch has.
    var batch: Int { get }

    /// A cell and whatever else is needed.
    init(_ scenario: BenchScenario)

    /// Makes transactions 0 ..< `count` ready; is not timed.
    mutating func prepare(_ count: Int)

    /// Does the transactions of `range`; is timed.
    mutating func run(_ range: Range<Int>)

    /// Counts the claims of transactions 0 ..< `count` that took effect, and brings the cell back to where it was; is not timed.
    mutating func restore(_ count: Int) -> Int
}

extension CommitPath where Self: ~Copyable {
    static var canTimeSingly: Bool { true }
}
