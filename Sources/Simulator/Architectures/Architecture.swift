/// A competitor: it decides what its schedulers do with their queues, and when.
///
/// It sees jobs, a cell and a clock, all in ``World``, and knows no config, file or output. The kernel is generic over it, so
/// that nothing is dispatched dynamically while a simulation runs.
///
/// Of an architecture whose schedulers each work on one attempt at a time, only what happens at the end of a decision and of a
/// commit need be written; the kernel takes jobs from the queues, counts time, retries, gives up, and measures:
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
    /// What configs may set.
    associatedtype Settings
    /// The kinds of events of its own, which it has come with ``World/schedule(_:subject:at:)``.
    associatedtype OwnEvent: RawRepresentable<UInt8> = NoEvent

    /// The schedulers it has for `scenario`, and what they need of the cell.
    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout

    /// The competitor at time 0, in a world of its ``layout(_:of:)``.
    init(_ settings: Settings, in world: borrowing World)

    /// A job has joined the queue of its scheduler.
    ///
    /// By default the scheduler begins an attempt, unless it is at one.
    mutating func jobQueued(for scheduler: Int, in world: inout World)

    /// An attempt of `scheduler` at `job` begins; nothing happens by default.
    mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World)

    /// The decision of `scheduler` about `job` ends: the claims to commit are known.
    ///
    /// - Returns: how many there are.
    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int

    /// The attempt of `scheduler` at `job` ends, at once or when its commit has been processed: its claims take effect, and their
    /// tasks start.
    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome

    /// A scheduler has ended an attempt, and its job is settled; by default it begins the next.
    mutating func attemptEnded(by scheduler: Int, in world: inout World)

    /// Tasks have ended, and what they held is free; nothing happens by default.
    mutating func tasksEnded(in world: inout World)

    /// One of the architecture's own events is due.
    mutating func handle(_ event: OwnEvent, subject: UInt32, in world: inout World)

    /// Adds to `held` what the architecture keeps locked, machine by machine; nothing by default.
    ///
    /// Only the audit asks, so this may be slow.
    func addLocked(to held: inout [MachineWord], in world: borrowing World)
}

extension Architecture where Self: ~Copyable {
    /// Begins an attempt, unless the scheduler is at one.
    @inline(__always)
    public mutating func jobQueued(for scheduler: Int, in world: inout World) {
        if world.schedulers[scheduler].attempt == nil { beginNextAttempt(by: scheduler, in: &world) }
    }

    /// Nothing.
    public mutating func attemptBegins(_ job: UInt32, by scheduler: Int, in world: inout World) {}

    /// Begins the next attempt.
    @inline(__always)
    public mutating func attemptEnded(by scheduler: Int, in world: inout World) {
        beginNextAttempt(by: scheduler, in: &world)
    }

    /// Nothing.
    public mutating func tasksEnded(in world: inout World) {}

    /// Nothing.
    public func addLocked(to held: inout [MachineWord], in world: borrowing World) {}
}

/// The events of an architecture that has none.
public enum NoEvent: RawRepresentable {
    /// None.
    public init?(rawValue: UInt8) { nil }

    /// There is no value to have one.
    public var rawValue: UInt8 { switch self {} }
}

extension Architecture where Self: ~Copyable, OwnEvent == NoEvent {
    /// Never called: there are no such events.
    public mutating func handle(_ event: NoEvent, subject: UInt32, in world: inout World) {}
}
