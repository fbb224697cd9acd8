/// A competitor: decides what its schedulers do with their queues, and when.
///
/// An architecture sees jobs, a cell and a clock, all in ``World``, and knows no config, file or output. The kernel is
/// generic over the architecture, so that no call is dispatched dynamically while a simulation runs.
///
/// Where each scheduler works on one attempt at a time, an architecture writes only what happens at the end of a
/// decision and of a commit. The kernel takes jobs from the queues, counts time, retries, gives up, and measures:
///
///     struct Simplest: Architecture, ~Copyable {
///         var plan = Transaction()
///
///         static func layout(_ settings: SimplestSettings, of scenario: Scenario) -> Layout {
///             Layout([.init(name: "all-0", workloads: Array(scenario.workloads.names.indices))], on: scenario)
///         }
///
///         init(_ settings: SimplestSettings, in world: borrowing World) {}
///
///         mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
///             world.plan(job, by: scheduler, into: &plan)
///             return plan.count
///         }
///
///         mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
///             world.commit(&plan, of: job)
///         }
///     }
public protocol Architecture: ~Copyable, SendableMetatype {
    /// The settings that configs may give.
    associatedtype Settings
    /// The architecture's own events, which it schedules with ``World/schedule(_:subject:at:)``; none by default.
    associatedtype OwnEvent: RawRepresentable<UInt8> = NoEvent

    /// The schedulers of the architecture in `scenario`, and what they need of the cell.
    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout

    /// The architecture at time 0, in a world of its ``layout(_:of:)``.
    init(_ settings: Settings, in world: borrowing World)

    /// A job has joined the queue of its scheduler.
    ///
    /// By default an idle scheduler begins an attempt.
    mutating func jobQueued(for scheduler: Int, in world: inout World)

    /// An attempt of `scheduler` at `job` begins; nothing happens by default.
    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World)

    /// The decision of `scheduler` about `job` ends: the architecture knows its claims.
    ///
    /// - Returns: the number of claims to commit.
    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int

    /// The commit of the attempt of `scheduler` at `job` ends: claims take effect, and their tasks start.
    ///
    /// Called at the end of the decision where commits take no time, else when the cell has processed the commit.
    ///
    /// - Returns: numbers of committed, conflicted and rolled-back claims.
    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome

    /// An attempt of `scheduler` has ended, and its job is settled; by default the next attempt begins.
    mutating func attemptEnded(by scheduler: Int, in world: inout World)

    /// Tasks have ended, and their resources are free; nothing happens by default.
    mutating func tasksEnded(in world: inout World)

    /// An event of the architecture's own is due.
    mutating func handle(_ event: OwnEvent, subject: UInt32, in world: inout World)

    /// Adds to `held` the resources that the architecture keeps locked, machine by machine; nothing by default.
    ///
    /// Only the audit calls this, so it may be slow.
    func addLocked(to held: inout HeldResources, in world: borrowing World)
}

extension Architecture where Self: ~Copyable {
    /// Begins an attempt if the scheduler is idle.
    @inline(__always)
    public mutating func jobQueued(for scheduler: Int, in world: inout World) {
        if world.schedulers[scheduler].attempt == nil { beginNextAttempt(by: scheduler, in: &world) }
    }

    /// Does nothing.
    public mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {}

    /// Begins the next attempt of the scheduler.
    @inline(__always)
    public mutating func attemptEnded(by scheduler: Int, in world: inout World) {
        beginNextAttempt(by: scheduler, in: &world)
    }

    /// Does nothing.
    public mutating func tasksEnded(in world: inout World) {}

    /// Adds nothing.
    public func addLocked(to held: inout HeldResources, in world: borrowing World) {}
}

/// The own events of an architecture that has none: a type without values.
public enum NoEvent: RawRepresentable {
    /// Returns nil: there are no events.
    public init?(rawValue: UInt8) { nil }

    /// Never read: there are no events.
    public var rawValue: UInt8 { switch self {} }
}

extension Architecture where Self: ~Copyable, OwnEvent == NoEvent {
    /// Never called: there are no events.
    public mutating func handle(_ event: NoEvent, subject: UInt32, in world: inout World) {}
}
