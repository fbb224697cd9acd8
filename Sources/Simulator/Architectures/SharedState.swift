/// Schedulers that each place on a private view of the whole cell and commit optimistically (Omega paper, §3.4).
///
/// A view does not change between its synchronisation and the commit, so what the scheduler will place is known
/// when the attempt begins, at which moment the view *is* the cell. So it is placed on the cell then and withdrawn at once,
/// and no view need exist: an attempt costs its claims, however many schedulers watch the cell. ``ConcurrentScheduler``
/// has a view, as it really runs at the same time as others.
struct SharedState: Architecture, ~Copyable {
    private let settings: SharedStateSettings
    /// By scheduler, the claims of its attempt under way.
    private var transactions: FixedArray<Transaction>

    static func layout(_ settings: SharedStateSettings, of scenario: Scenario) -> Layout {
        let schedulers = Layout.dedicated(settings.schedulers, names: scenario.workloads.names)
        var layout = Layout(schedulers, on: scenario)
        layout.assignment = settings.assignment
        layout.coarseCounts = settings.coarseCounts
        return layout
    }

    init(_ settings: SharedStateSettings, in world: borrowing World) {
        self.settings = settings
        transactions = FixedArray(count: world.schedulers.count) { _ in Transaction() }
    }

    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {
        world.plan(job, by: scheduler, for: settings.conflictDetection, into: &transactions[scheduler])
    }

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        transactions[scheduler].count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.commit(
            &transactions[scheduler], of: job, detection: settings.conflictDetection, mode: settings.commit)
    }
}

/// Settings of shared-state scheduling.
public struct SharedStateSettings: Equatable, Sendable {
    /// Schedulers, by workload.
    public var schedulers: [Int]
    /// How conflicts are found.
    public var conflictDetection = ConflictDetection.fine
    /// Which changes move a machine's version.
    public var coarseCounts = CoarseCounts.all
    /// What a commit does about a conflict.
    public var commit = CommitMode.incremental
    /// How jobs are routed to a workload's schedulers.
    public var assignment = Assignment.roundRobin

    /// The default settings with the given number of schedulers, by workload.
    public init(schedulers: [Int]) { self.schedulers = schedulers }
}

extension SharedStateSettings: DescribedArchitecture {
    /// What configs call it.
    public static let kind = "shared-state"
    /// What it is.
    public static let meaning =
        "Omega-style shared state: schedulers place on a view of the whole cell and commit optimistically."
    /// How many times as long a run takes as a monolithic one's.
    public static let costFactor = 1.5

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .schedulers(\.schedulers),
        .word("conflictDetection", \.conflictDetection, "Rule by which a claim conflicts.").naming(.unlessDefault),
        .word(
            "coarseCounts", \.coarseCounts, "Changes that move a machine's version, which coarse detection looks at."),
        .word("commit", \.commit, "Claims that are kept where some of a transaction conflict.").naming(.unlessDefault),
        .assignment(\.assignment),
    ]

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init(schedulers: Array(repeating: 1, count: workloads)) }
}

extension ArchitectureSettings {
    /// The architecture with these settings.
    public static func sharedState(_ settings: SharedStateSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: SharedState.self), settings: settings)
    }
}
