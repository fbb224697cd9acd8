import CellbenchSimulator

/// The cell and the transactions of the paths that place on one cell.
///
/// The cell begins half a batch below the scenario's utilisation, so that it is at the utilisation in the middle of a
/// batch.
struct PlacingBench: ~Copyable {
    /// Number of distinct demands where policies are compared; a power of two.
    private static let demandsOfPolicies = 8
    /// Share of the cell's CPU that a batch may hold.
    private static let batchShare = 0.04

    var cell: Cell
    var transactions: TransactionRow
    private let placer: Placer
    private var stream = BenchCell.stream()
    private let demands: [TaskDemand]
    private let claims: Int
    private let machines: Range<Int>
    /// Number of transactions begun so far.
    private var begun = 0

    init(_ scenario: BenchScenario) {
        var settings = PlacementSettings()
        if case .placing(let policy) = scenario.path {
            settings = .forBench(policy)
            // Jobs of one kind come again and again, as policies that keep scores expect.
            demands = Array(BenchCell.demands(.tiny).prefix(PlacingBench.demandsOfPolicies))
        } else {
            demands = BenchCell.demands(.tiny)
        }
        cell = BenchCell.filled(
            machines: scenario.machines, to: scenario.utilization - PlacingBench.batchShare / 2,
            with: BenchCell.demands(.small), gpus: settings.kind.needsDevices ? .devices : .pooled)
        placer = Placer(settings, on: cell, BenchCell.fragmentation(of: demands, in: cell, for: settings.kind))
        claims = scenario.claims
        machines = 0..<scenario.machines
        let largest = demands.map(\.resources.milliCores).max() ?? 1
        let room = Double(cell.capacity.milliCores) * PlacingBench.batchShare / Double(largest)
        let most = PlacingBench.batch(claims: scenario.claims)
        let fitting = max(1, Int(room) / scenario.claims)
        // A whole number of rounds through the demands, where there is room: every twentieth asks for a GPU and takes
        // longer.
        let whole = demands.count
        transactions = TransactionRow(
            count: min(most, fitting < whole ? fitting : fitting / whole * whole), claims: scenario.claims)
    }

    /// Transactions in a batch that lasts more than 50 µs, by claims per transaction.
    ///
    /// The number is fixed, not found by timing. The time of a transaction depends on how many others are between its
    /// placing and its commit, so two revisions must have the same batch.
    private static func batch(claims: Int) -> Int { claims < 10 ? 32_768 : claims < 100 ? 16_384 : 2048 }

    /// Begins transaction `number` with the next demand.
    @inline(__always)
    mutating func begin(_ number: Int) {
        transactions[number].begin(demands[begun & (demands.count - 1)])
        begun &+= 1
    }

    /// Places transaction `number` on the free resources of the cell.
    @inline(__always)
    mutating func place(_ number: Int) {
        placer.place(claims, on: cell.free, within: machines, drawing: &stream, into: &transactions[number])
    }

    /// Places transaction `number` within an offer.
    @inline(__always)
    mutating func place(_ number: Int, within lock: Lock) {
        placer.place(claims, on: lock.target, within: machines, drawing: &stream, into: &transactions[number])
    }

    /// Places transactions 0 ..< `count` for commits that do not conflict, and withdraws them all.
    ///
    /// Each transaction is placed on the state that the ones before it leave when they are committed.
    mutating func placeForCommit(_ count: Int, notingVersions: Bool) {
        for number in 0..<count {
            begin(number)
            place(number)
            guard notingVersions else { continue }
            transactions[number].withdraw(from: cell.free)
            transactions[number].noteVersions(of: cell.free)
            transactions[number].claimAgain(on: cell.free)
        }
        for number in 0..<count { transactions[number].withdraw(from: cell.free) }
    }

    /// Releases the resources of transactions 0 ..< `count`, and returns the number of their claims.
    mutating func releaseAll(_ count: Int) -> Int {
        var claims = 0
        for number in 0..<count {
            claims += transactions[number].count
            release(number)
        }
        return claims
    }

    /// Releases the resources of transaction `number`.
    @inline(__always)
    mutating func release(_ number: Int) {
        cell.release(transactions[number])
    }
}
