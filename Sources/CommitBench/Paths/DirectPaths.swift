import Simulator

/// Place on the cell and claim, as a monolithic scheduler does.
struct MonolithicPath: CommitPath, ~Copyable {
    private var bench: PlacingBench

    var largestBatch: Int { bench.transactions.count }

    init(_ scenario: BenchScenario) { bench = PlacingBench(scenario) }

    mutating func prepare(_ count: Int) {}

    mutating func run(_ range: Range<Int>) {
        for number in range {
            bench.begin(number)
            bench.place(number)
            bench.cell.adopt(bench.transactions[number])
        }
    }

    mutating func restore(_ count: Int) -> Int { bench.releaseAll(count) }
}

/// Lock everything free, place within the offer, answer and unlock, as two-level scheduling does.
struct TwoLevelPath: CommitPath, ~Copyable {
    private var bench: PlacingBench

    var largestBatch: Int { bench.transactions.count }

    init(_ scenario: BenchScenario) { bench = PlacingBench(scenario) }

    mutating func prepare(_ count: Int) {}

    mutating func run(_ range: Range<Int>) {
        for number in range {
            let lock = bench.cell.lockEverythingFree()
            bench.begin(number)
            bench.place(number, within: lock)
            let claimed = bench.transactions[number].demand.resources * Int64(bench.transactions[number].count)
            bench.cell.unlock(lock, claimed: claimed)
        }
    }

    mutating func restore(_ count: Int) -> Int { bench.releaseAll(count) }
}

/// Return what transactions hold.
struct ReleasePath: CommitPath, ~Copyable {
    private var bench: PlacingBench

    var largestBatch: Int { bench.transactions.count }

    init(_ scenario: BenchScenario) { bench = PlacingBench(scenario) }

    mutating func prepare(_ count: Int) {
        for number in 0..<count {
            bench.begin(number)
            bench.place(number)
            bench.cell.adopt(bench.transactions[number])
        }
    }

    mutating func run(_ range: Range<Int>) {
        for number in range { bench.release(number) }
    }

    mutating func restore(_ count: Int) -> Int {
        (0..<count).reduce(0) { $0 + bench.transactions[$1].count }
    }
}
