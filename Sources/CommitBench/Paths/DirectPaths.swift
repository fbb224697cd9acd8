import CellbenchSimulator

/// Places on the cell and claims, as a monolithic scheduler does.
struct MonolithicPath: PlacingPath, ~Copyable {
    var bench: PlacingBench

    mutating func run(_ range: Range<Int>) {
        for number in range {
            bench.begin(number)
            bench.place(number)
            bench.cell.adopt(bench.transactions[number])
        }
    }
}

/// Locks everything free, places within the offer, answers and unlocks, as two-level scheduling does.
struct TwoLevelPath: PlacingPath, ~Copyable {
    var bench: PlacingBench

    mutating func run(_ range: Range<Int>) {
        for number in range {
            let lock = bench.cell.lockEverythingFree()
            bench.begin(number)
            bench.place(number, within: lock)
            let claimed = bench.transactions[number].demand.resources * Int64(bench.transactions[number].count)
            bench.cell.unlock(lock, claimed: claimed)
        }
    }
}

/// Releases the resources of transactions.
struct ReleasePath: PlacingPath, ~Copyable {
    var bench: PlacingBench

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
