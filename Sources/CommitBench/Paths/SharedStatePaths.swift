internal import CCellbenchCommitLoop
import CellbenchSimulator

/// The ways to commit on shared state as types, so that nothing is decided while transactions are timed.
protocol CommitRules {
    static var detection: ConflictDetection { get }
    static var mode: CommitMode { get }
}

enum FineIncremental: CommitRules {
    static var detection: ConflictDetection { .fine }
    static var mode: CommitMode { .incremental }
}

enum FineAllOrNothing: CommitRules {
    static var detection: ConflictDetection { .fine }
    static var mode: CommitMode { .allOrNothing }
}

enum CoarseIncremental: CommitRules {
    static var detection: ConflictDetection { .coarse }
    static var mode: CommitMode { .incremental }
}

enum CoarseAllOrNothing: CommitRules {
    static var detection: ConflictDetection { .coarse }
    static var mode: CommitMode { .allOrNothing }
}

/// Commits claims that were placed on an earlier state, as shared-state schedulers do.
struct SharedStatePath<Rules: CommitRules>: PlacingPath, ~Copyable {
    var bench: PlacingBench

    mutating func prepare(_ count: Int) {
        bench.placeForCommit(count, notingVersions: Rules.detection == .coarse)
    }

    mutating func run(_ range: Range<Int>) {
        for number in range {
            _ = bench.cell.commit(&bench.transactions[number], detection: Rules.detection, mode: Rules.mode)
        }
    }
}

/// The yardstick: commits the same transactions on the same memory by a loop in C.
struct ReferencePath: PlacingPath, ~Copyable {
    var bench: PlacingBench

    mutating func prepare(_ count: Int) { bench.placeForCommit(count, notingVersions: false) }

    mutating func run(_ range: Range<Int>) {
        let words = bench.cell.free.words
        for number in range {
            var claim = bench.transactions[number].demand.claim
            var need = bench.transactions[number].demand.need
            let machines = bench.transactions[number].machineNumbers
            let count = Int64(bench.transactions[number].count)
            withUnsafeBytes(of: &claim) { claim in
                withUnsafeBytes(of: &need) { need in
                    _ = cellbench_commit_loop(
                        words, machines, count, claim.baseAddress?.assumingMemoryBound(to: Int32.self),
                        need.baseAddress?.assumingMemoryBound(to: Int32.self))
                }
            }
        }
    }

    mutating func restore(_ count: Int) -> Int {
        // The loop does not count allocated resources.
        for number in 0..<count { bench.cell.adopt(bench.transactions[number]) }
        return bench.releaseAll(count)
    }
}

/// Synchronises one scheduler's view after another scheduler has committed transactions.
///
/// A batch is synchronised in one go; the time of one transaction is that of one record in the other scheduler's log.
struct SynchronisePath: CommitPath, ~Copyable {
    private var bench: PlacingBench
    private var writer: ConcurrentScheduler
    private var reader: ConcurrentScheduler

    static var canTimeSingly: Bool { false }

    /// The most transactions of a hundred claims that the log holds between two synchronisations.
    private static let mostRecords = 1536

    var batch: Int { min(SynchronisePath.mostRecords, bench.transactions.count) }

    init(_ scenario: BenchScenario) {
        bench = PlacingBench(scenario)
        let shared = ConcurrentCell(bench.cell, schedulers: 2, logCapacity: 1 << 20)
        writer = ConcurrentScheduler(0, of: shared)
        reader = ConcurrentScheduler(1, of: shared)
    }

    mutating func prepare(_ count: Int) {
        writer.synchronise()
        bench.placeForCommit(count, notingVersions: false)
        for number in 0..<count {
            _ = writer.commit(&bench.transactions[number], detection: .fine, mode: .incremental)
        }
    }

    mutating func run(_ range: Range<Int>) { reader.synchronise() }

    mutating func restore(_ count: Int) -> Int {
        writer.synchronise()
        var claims = 0
        for number in 0..<count {
            claims += bench.transactions[number].count
            writer.release(&bench.transactions[number])
        }
        reader.synchronise()
        return claims
    }
}
