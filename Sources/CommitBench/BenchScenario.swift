public import CellbenchResults
public import CellbenchSimulator

/// One benchmark: a path through the commit code, the size of the cell and of transactions, and the number of threads.
public struct BenchScenario: Equatable, Sendable {
    /// The code that is timed.
    public enum Path: Equatable, Sendable {
        /// Place on the cell, and claim.
        case monolithic
        /// Place on the cell by a policy, and claim.
        case placing(PlacementKind)
        /// Lock everything free, place within the offer, answer and unlock.
        case twoLevel
        /// Commit claims that were placed on an earlier state.
        case sharedState(ConflictDetection, CommitMode)
        /// Release the resources of a transaction.
        case release
        /// Synchronise a view after as many machines have changed as there are claims.
        case synchronise
        /// The yardstick: the commit of ``sharedState(_:_:)``, fine and incremental, as a loop in C.
        case reference
        /// Schedulers on threads: each synchronises, places and commits.
        case sharedStateThreads(ConflictDetection, CommitMode)
        /// Schedulers on threads: each waits for an offer, places within it and answers.
        case twoLevelThreads
    }

    /// The code that is timed.
    public var path: Path
    /// Number of machines in the cell.
    public var machines: Int
    /// Number of tasks that a transaction is to place.
    public var claims: Int
    /// Number of schedulers, each on a thread of its own.
    public var threads = 1
    /// Share of the cell's CPU that is held.
    public var utilization = 0.6

    /// Name in a bench file: `commit/shared-state/fine/incremental`.
    public var name: String {
        switch path {
        case .monolithic: "commit/monolithic"
        case .placing(let policy): "place/\(policy.word.word)"
        case .twoLevel: "commit/two-level"
        case .sharedState(let detection, let mode): "commit/shared-state/\(detection.rawValue)/\(mode.rawValue)"
        case .release: "release"
        case .synchronise: "synchronise/shared-state"
        case .reference: "reference/c-loop/fine/incremental"
        case .sharedStateThreads(let detection, let mode):
            "threads/shared-state/\(detection.rawValue)/\(mode.rawValue)"
        case .twoLevelThreads: "threads/two-level"
        }
    }

    /// Parameters in a bench file.
    public var parameters: [String: ParameterValue] {
        [
            "machines": .number(Double(machines)), "claims": .number(Double(claims)),
            "threads": .number(Double(threads)), "utilization": .number(utilization),
        ]
    }

    /// Name and parameters in one word: `release@machines=10000,claims=10,threads=1`.
    ///
    /// The utilisation stands in it where it tells benchmarks of one name apart.
    public var id: String {
        let utilization = if case .placing = path { ",utilization=\(utilization)" } else { "" }
        return "\(name)@machines=\(machines),claims=\(claims),threads=\(threads)\(utilization)"
    }

    /// True if the name contains `text`; for a text with an `=`, if the ``id`` does.
    public func matches(_ text: String) -> Bool {
        (text.contains("=") ? id : name).contains(text)
    }

    /// True if schedulers run on threads of their own.
    var isThreaded: Bool {
        switch path {
        case .sharedStateThreads, .twoLevelThreads: true
        default: false
        }
    }

    private static let modes = ConflictDetection.allCases.flatMap { detection in
        CommitMode.allCases.map { (detection, $0) }
    }

    /// All scenarios of a bench, in the order in which they are run and reported.
    ///
    /// - Parameters:
    ///   - isQuick: true for a bench that is over within a minute.
    ///   - threads: numbers of threads of the threaded scenarios; nil for 1, 2, 4 and 8, or 1 and 2 if quick.
    ///   - utilization: share of the cell's CPU that is held.
    /// - Returns: the scenarios.
    public static func all(quick isQuick: Bool, threads: [Int]? = nil, utilization: Double = 0.6) -> [BenchScenario] {
        let paths: [Path] =
            [.monolithic, .twoLevel] + modes.map { .sharedState($0, $1) } + [.release]
        let sizes = isQuick ? [10_000] : [1000, 10_000, 100_000]
        var all: [BenchScenario] = []
        for path in paths {
            for machines in sizes {
                for claims in [1, 10, 100] { all.append(.init(path: path, machines: machines, claims: claims)) }
            }
        }
        all += sizes.map { .init(path: .synchronise, machines: $0, claims: 100) }
        all += (isQuick ? [10] : [1, 10, 100]).map { .init(path: .reference, machines: 10_000, claims: $0) }
        let threadedPaths: [Path] =
            (isQuick ? [(.fine, .incremental), (.coarse, .allOrNothing)] : modes).map { .sharedStateThreads($0, $1) }
            + [.twoLevelThreads]
        for path in threadedPaths {
            for count in threads ?? (isQuick ? [1, 2] : [1, 2, 4, 8]) {
                all.append(.init(path: path, machines: 10_000, claims: 10, threads: count))
            }
        }
        for index in all.indices { all[index].utilization = utilization }
        return all + placing(quick: isQuick)
    }

    /// Every policy on a cell with room and on one that is nearly full; if quick, a few on the first.
    private static func placing(quick isQuick: Bool) -> [BenchScenario] {
        let quick: [PlacementKind] = [.randomizedFirstFit, .bestFit, .weighted]
        return (isQuick ? [0.6] : [0.6, 0.95]).flatMap { utilization in
            (isQuick ? quick : PlacementKind.all).map { policy in
                var scenario = BenchScenario(path: .placing(policy), machines: 10_000, claims: 10)
                scenario.utilization = utilization
                return scenario
            }
        }
    }
}
