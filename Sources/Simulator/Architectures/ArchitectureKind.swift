/// A kind of architecture: the type of its settings, and the code that simulates it.
public struct ArchitectureKind: Sendable {
    /// Type of the settings, which describe themselves.
    public let settings: any DescribedArchitecture.Type
    /// Simulates a scenario with settings of this kind.
    let simulate:
        @Sendable (any DescribedArchitecture, Scenario, Audit, () -> Bool) throws(SimulationError) -> RunFigures
    /// True if a competitor with such settings places by a policy of its own, whatever the scenario's placement is.
    let hasOwnPlacement: @Sendable (any DescribedArchitecture, Scenario) -> Bool
    /// Simulates a scenario with settings of this kind, and records the tasks that begin to run.
    let record:
        @Sendable (any DescribedArchitecture, Scenario, Audit, @escaping TaskRecorder, () -> Bool)
            throws(SimulationError) -> RunFigures

    /// The kinds of this package, in the order in which they are listed: a new one is a file, and a line here.
    public static let all: [ArchitectureKind] = [
        ArchitectureKind(builtIn: Monolithic.self), ArchitectureKind(builtIn: Partitioned.self),
        ArchitectureKind(builtIn: TwoLevel.self),
        ArchitectureKind(builtIn: SharedState.self),
    ]

    /// The kind's name in configs: `two-level`.
    public var name: String { settings.kind }

    /// A kind of this module, for which the kernel is specialised.
    init<Competitor: Architecture & ~Copyable>(
        builtIn _: Competitor.Type
    ) where Competitor.Settings: DescribedArchitecture {
        self.init(Competitor.self) { settings, scenario, audit, isCancelled throws(SimulationError) in
            try run(Competitor.self, settings, scenario, audit, isCancelled)
        }
    }

    /// A kind of another package.
    ///
    ///     Program(adding: [ArchitectureKind(ProbeBased.self)]).run()
    public init<Competitor: Architecture & ~Copyable>(
        _: Competitor.Type
    ) where Competitor.Settings: DescribedArchitecture {
        self.init(Competitor.self) { settings, scenario, audit, isCancelled throws(SimulationError) in
            try run(
                ForeignArchitecture.self, ForeignArchitecture.Settings(Competitor.self, settings), scenario, audit,
                isCancelled)
        }
    }

    private init<Competitor: Architecture & ~Copyable>(
        _: Competitor.Type,
        simulate:
            @escaping @Sendable (Competitor.Settings, Scenario, Audit, () -> Bool) throws(SimulationError) -> RunFigures
    ) where Competitor.Settings: DescribedArchitecture {
        @Sendable func own(_ settings: any DescribedArchitecture) -> Competitor.Settings {
            guard let settings = settings as? Competitor.Settings else {
                invariantBroken("an architecture has settings of its kind")
            }
            return settings
        }
        settings = Competitor.Settings.self
        hasOwnPlacement = { settings, scenario in
            Competitor.layout(own(settings), of: scenario).placement != nil
        }
        self.simulate = { settings, scenario, audit, isCancelled throws(SimulationError) in
            try simulate(own(settings), scenario, audit, isCancelled)
        }
        // One kernel that records serves all kinds: rows of a table cost more than calls through a class.
        record = { settings, scenario, audit, recorder, isCancelled throws(SimulationError) in
            try run(
                ForeignArchitecture.self, ForeignArchitecture.Settings(Competitor.self, own(settings)), scenario, audit,
                recordingTasks: recorder, isCancelled)
        }
    }

    /// A competitor of this kind with the given settings; nil where the settings are of another kind.
    public func architecture(_ settings: any DescribedArchitecture) -> ArchitectureSettings? {
        type(of: settings) == self.settings ? ArchitectureSettings(kind: self, settings: settings) : nil
    }
}
