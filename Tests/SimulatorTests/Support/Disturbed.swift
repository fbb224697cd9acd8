@testable import CellbenchSimulator

/// An architecture in whose world something happens at given times, such as an eviction.
struct Disturbed<Base: Architecture & ~Copyable>: Architecture, ~Copyable {
    struct Settings {
        var base: Base.Settings
        var times: [Nanoseconds]
        var action: (inout World) -> Void
    }

    /// The base's own events, and one more.
    struct OwnEvent: RawRepresentable {
        var rawValue: UInt8
        static var disturbance: OwnEvent { OwnEvent(rawValue: .max) }
    }

    private var base: Base
    private let settings: Settings
    private var isScheduled = false

    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout {
        var layout = Base.layout(settings.base, of: scenario)
        layout.endsTasksEarly = true
        return layout
    }

    init(_ settings: Settings, in world: borrowing World) {
        self.settings = settings
        base = Base(settings.base, in: world)
    }

    mutating func jobQueued(for scheduler: Int, in world: inout World) {
        if !isScheduled {
            isScheduled = true
            for time in settings.times where time >= world.now { world.schedule(OwnEvent.disturbance, at: time) }
        }
        base.jobQueued(for: scheduler, in: &world)
    }

    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {
        base.attemptBegins(job, by: scheduler, in: &world)
    }

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        base.decisionEnds(job, by: scheduler, in: &world)
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        base.commitEnds(job, by: scheduler, in: &world)
    }

    mutating func attemptEnded(by scheduler: Int, in world: inout World) {
        base.attemptEnded(by: scheduler, in: &world)
    }

    mutating func tasksEnded(in world: inout World) { base.tasksEnded(in: &world) }

    mutating func handle(_ event: OwnEvent, subject: UInt32, in world: inout World) {
        if event.rawValue == OwnEvent.disturbance.rawValue {
            settings.action(&world)
            base.tasksEnded(in: &world)
        } else if let event = Base.OwnEvent(rawValue: event.rawValue) {
            base.handle(event, subject: subject, in: &world)
        }
    }

    func addLocked(to held: inout HeldResources, in world: borrowing World) { base.addLocked(to: &held, in: world) }
}

/// Simulates `scenario` with the invariants checked after every event, and with `action` at `times`; tasks may end
/// early.
func simulate(
    _ scenario: Scenario, disturbedAt times: [Nanoseconds], _ action: @escaping (inout World) -> Void
) throws -> RunFigures {
    func run<Base: Architecture & ~Copyable>(_ type: Base.Type, _ settings: Base.Settings) throws -> RunFigures {
        let settings = Disturbed<Base>.Settings(base: settings, times: times, action: action)
        let layout = Disturbed<Base>.layout(settings, of: scenario)
        var simulation = Simulation<Disturbed<Base>>(settings, scenario, layout)
        try simulation.run(audit: .everyEvent) { false }
        return simulation.figures(layout, workloadNames: scenario.workloads.names)
    }
    return switch scenario.architecture.settings {
    case let settings as MonolithicSettings: try run(Monolithic.self, settings)
    case let settings as PartitionedSettings: try run(Partitioned.self, settings)
    case let settings as TwoLevelSettings: try run(TwoLevel.self, settings)
    case let settings as SharedStateSettings: try run(SharedState.self, settings)
    default: preconditionFailure("an architecture that is built in")
    }
}
