/// A kind of architecture: the type of its settings, and the code that simulates it.
public struct ArchitectureKind: Sendable {
    /// Type of the settings, which describe themselves.
    public let settings: any DescribedArchitecture.Type
    /// Simulates a scenario with settings of this kind.
    let simulate:
        @Sendable (any DescribedArchitecture, Scenario, Audit, () -> Bool) throws(SimulationError) -> RunFigures
    /// True if a competitor with such settings places by a policy of its own, whatever the scenario's placement is.
    let hasOwnPlacement: @Sendable (any DescribedArchitecture, Scenario) -> Bool

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
        self.init(Competitor.Settings.self) { _, _ in
            false
        } simulate: { settings, scenario, audit, isCancelled throws(SimulationError) in
            try run(Competitor.self, settings, scenario, audit, isCancelled)
        }
    }

    /// A kind of another package.
    ///
    ///     Program(adding: [ArchitectureKind(ProbeBased.self)]).run()
    public init<Competitor: Architecture & ~Copyable>(
        _: Competitor.Type
    ) where Competitor.Settings: DescribedArchitecture {
        self.init(Competitor.Settings.self) { settings, scenario in
            Competitor.layout(settings, of: scenario).placement != nil
        } simulate: { settings, scenario, audit, isCancelled throws(SimulationError) in
            let foreign = ForeignArchitecture.Settings(
                layout: { Competitor.layout(settings, of: $0) },
                make: { world in CallsOf<Competitor>(settings, in: world) })
            return try run(ForeignArchitecture.self, foreign, scenario, audit, isCancelled)
        }
    }

    private init<Settings: DescribedArchitecture>(
        _: Settings.Type,
        hasOwnPlacement: @escaping @Sendable (Settings, Scenario) -> Bool,
        simulate:
            @escaping @Sendable (Settings, Scenario, Audit, () -> Bool) throws(SimulationError) -> RunFigures
    ) {
        settings = Settings.self
        self.hasOwnPlacement = { settings, scenario in
            guard let settings = settings as? Settings else {
                invariantBroken("an architecture has settings of its kind")
            }
            return hasOwnPlacement(settings, scenario)
        }
        self.simulate = { settings, scenario, audit, isCancelled throws(SimulationError) in
            guard let settings = settings as? Settings else {
                invariantBroken("an architecture has settings of its kind")
            }
            return try simulate(settings, scenario, audit, isCancelled)
        }
    }

    /// A competitor of this kind with the given settings; nil where the settings are of another kind.
    public func architecture(_ settings: any DescribedArchitecture) -> ArchitectureSettings? {
        type(of: settings) == self.settings ? ArchitectureSettings(kind: self, settings: settings) : nil
    }
}
