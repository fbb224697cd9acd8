/// Schedulers that each place on a private view of the whole cell and commit optimistically (Omega paper, §3.4).
///
/// A view is synchronised when an attempt begins and does not change until the commit. So the simulator makes no views:
/// it places the attempt on the cell itself when the attempt begins, withdraws the claims at once, and commits them
/// when the decision ends. An attempt costs as much as its claims, however many schedulers watch the cell. The
/// schedulers of the bench, which run at the same time on threads, have real views: ``ConcurrentScheduler``.
struct SharedState: Architecture, ~Copyable {
    private let settings: SharedStateSettings
    /// By scheduler, the claims of the attempt under way.
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
    /// Number of schedulers, by workload.
    public var schedulers: [Int]
    /// Rule by which a claim conflicts.
    public var conflictDetection = ConflictDetection.fine
    /// Changes that move a machine's version.
    public var coarseCounts = CoarseCounts.all
    /// Claims that are kept where some of a transaction conflict.
    public var commit = CommitMode.incremental
    /// Rule by which jobs are routed to the schedulers of their workload.
    public var assignment = Assignment.roundRobin

    /// The default settings with the given number of schedulers, by workload.
    public init(schedulers: [Int]) { self.schedulers = schedulers }
}

extension SharedStateSettings: DescribedArchitecture {
    /// The kind's name in configs.
    public static let kind = "shared-state"
    /// One sentence that says what the kind is, for `explain`.
    public static let meaning =
        "Omega-style shared state: schedulers place on a view of the whole cell and commit optimistically."
    /// Run time as a multiple of a monolithic run's.
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

    /// The default settings for a number of workloads: one scheduler each.
    public init(workloads: Int) { self.init(schedulers: Array(repeating: 1, count: workloads)) }
}

extension ArchitectureSettings {
    /// A competitor of this kind with the given settings.
    public static func sharedState(_ settings: SharedStateSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: SharedState.self), settings: settings)
    }
}
