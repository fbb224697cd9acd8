public import CellbenchResults
public import CellbenchSimulator

/// One benchmark: a path through the commit code, and on what.
public struct BenchScenario: Equatable, Sendable {
    /// What is timed.
    public enum Path: Equatable, Sendable {
        /// Place on the cell and claim.
        case monolithic
        /// Lock everything free, place within the offer, answer and unlock.
        case twoLevel
        /// Commit what was placed on an earlier state.
        case sharedState(ConflictDetection, CommitMode)
        /// Return what a transaction holds.
        case release
        /// Bring a view up to date after as many changed machines as there are claims.
        case synchronise
        /// The yardstick: the commit of ``sharedState(_:_:)``, fine and incremental, as a loop in C.
        case reference
        /// Schedulers on threads: each synchronises, places and commits.
        case sharedStateThreads(ConflictDetection, CommitMode)
        /// Schedulers on threads: each waits for an offer, places within it and answers.
        case twoLevelThreads
    }

    /// What is timed.
    public var path: Path
    /// Machines of the cell.
    public var machines: Int
    /// Tasks a transaction is to place.
    public var claims: Int
    /// Schedulers, each on a thread of its own.
    public var threads = 1
    /// Share of the cell's CPU that is held.
    public var utilization = 0.6

    /// The name in a bench file.
    public var name: String {
        switch path {
        case .monolithic: "commit/monolithic"
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

    /// The parameters in a bench file.
    public var parameters: [String: ParameterValue] {
        [
            "machines": .number(Double(machines)), "claims": .number(Double(claims)),
            "threads": .number(Double(threads)), "utilization": .number(utilization),
        ]
    }

    /// The name and the parameters in one word, such as `release@machines=10000,claims=10,threads=1`.
    public var id: String { "\(name)@machines=\(machines),claims=\(claims),threads=\(threads)" }

    /// Whether the name contains `text`; or, if there is an `=` in it, the ``id`` does.
    public func matches(_ text: String) -> Bool {
        (text.contains("=") ? id : name).contains(text)
    }

    /// Whether schedulers run on threads of their own.
    var isThreaded: Bool {
        switch path {
        case .sharedStateThreads, .twoLevelThreads: true
        default: false
        }
    }

    private static let modes = ConflictDetection.allCases.flatMap { detection in
        CommitMode.allCases.map { (detection, $0) }
    }

    /// Every scenario of a bench, in the order in which they are run and reported.
    ///
    /// - Parameters:
    ///   - isQuick: whether it is to be over within a minute.
    ///   - threads: how many threads the threaded ones have; nil for 1, 2, 4 and 8, or 1 and 2 if quick.
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
        return all
    }
}
