/// A path whose transactions are placed on one cell.
protocol PlacingPath: CommitPath, ~Copyable {
    /// The cell and the transactions.
    var bench: PlacingBench { get set }

    init(bench: consuming PlacingBench)
}

extension PlacingPath where Self: ~Copyable {
    init(_ scenario: BenchScenario) { self.init(bench: PlacingBench(scenario)) }

    var batch: Int { bench.transactions.count }

    mutating func prepare(_ count: Int) {}

    mutating func restore(_ count: Int) -> Int { bench.releaseAll(count) }
}
