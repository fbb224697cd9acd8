/// An architecture of another module, for which the kernel cannot be specialised.
///
/// Every event would pay for generic code that is not specialised. So the kernel is specialised for this type, and only
/// the architecture's own methods are called through a class.
struct ForeignArchitecture: Architecture, ~Copyable {
    /// Makes the layout, and the architecture behind its calls.
    struct Settings {
        let layout: (Scenario) -> Layout
        let make: (borrowing World) -> ForeignCalls

        /// An architecture of the given type and settings.
        init<Competitor: Architecture & ~Copyable>(_: Competitor.Type, _ settings: Competitor.Settings) {
            layout = { Competitor.layout(settings, of: $0) }
            make = { world in CallsOf<Competitor>(settings, in: world) }
        }
    }

    /// An event of the architecture's own, whose meaning only the architecture knows.
    struct OwnEvent: RawRepresentable {
        let rawValue: UInt8
    }

    private let calls: ForeignCalls

    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout { settings.layout(scenario) }

    init(_ settings: Settings, in world: borrowing World) { calls = settings.make(world) }

    mutating func jobQueued(for scheduler: Int, in world: inout World) { calls.jobQueued(for: scheduler, in: &world) }

    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {
        calls.attemptBegins(job, by: scheduler, in: &world)
    }

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        calls.decisionEnds(job, by: scheduler, in: &world)
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        calls.commitEnds(job, by: scheduler, in: &world)
    }

    mutating func attemptEnded(by scheduler: Int, in world: inout World) {
        calls.attemptEnded(by: scheduler, in: &world)
    }

    mutating func tasksEnded(in world: inout World) { calls.tasksEnded(in: &world) }

    mutating func handle(_ event: OwnEvent, subject: UInt32, in world: inout World) {
        calls.handle(event.rawValue, subject: subject, in: &world)
    }

    func addLocked(to held: inout HeldResources, in world: borrowing World) { calls.addLocked(to: &held, in: world) }
}

/// The methods of an ``Architecture``, as those of an abstract class.
class ForeignCalls {
    func jobQueued(for scheduler: Int, in world: inout World) { isAbstract() }
    func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) { isAbstract() }
    func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int { isAbstract() }
    func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome { isAbstract() }
    func attemptEnded(by scheduler: Int, in world: inout World) { isAbstract() }
    func tasksEnded(in world: inout World) { isAbstract() }
    func handle(_ event: UInt8, subject: UInt32, in world: inout World) { isAbstract() }
    func addLocked(to held: inout HeldResources, in world: borrowing World) { isAbstract() }

    private func isAbstract() -> Never { invariantBroken("calls are of an architecture") }
}

/// The methods of one type of architecture.
final class CallsOf<Competitor: Architecture & ~Copyable>: ForeignCalls {
    private var competitor: Competitor

    init(_ settings: Competitor.Settings, in world: borrowing World) { competitor = Competitor(settings, in: world) }

    override func jobQueued(for scheduler: Int, in world: inout World) {
        competitor.jobQueued(for: scheduler, in: &world)
    }

    override func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {
        competitor.attemptBegins(job, by: scheduler, in: &world)
    }

    override func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        competitor.decisionEnds(job, by: scheduler, in: &world)
    }

    override func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        competitor.commitEnds(job, by: scheduler, in: &world)
    }

    override func attemptEnded(by scheduler: Int, in world: inout World) {
        competitor.attemptEnded(by: scheduler, in: &world)
    }

    override func tasksEnded(in world: inout World) { competitor.tasksEnded(in: &world) }

    override func handle(_ event: UInt8, subject: UInt32, in world: inout World) {
        guard let event = Competitor.OwnEvent(rawValue: event) else {
            invariantBroken("an architecture's events are of its own type")
        }
        competitor.handle(event, subject: subject, in: &world)
    }

    override func addLocked(to held: inout HeldResources, in world: borrowing World) {
        competitor.addLocked(to: &held, in: world)
    }
}
