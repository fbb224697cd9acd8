/// Simulates `scenario` from time 0 to its horizon.
///
/// The same scenario gives the same figures, to the last bit, on every machine.
///
/// - Parameters:
///   - scenario: a scenario with at least one machine and one workload, a horizon after the warm-up, and an entry for
///     every workload in arrays by workload.
///   - audit: times at which the invariants are checked.
///   - isCancelled: called every few thousand events; true ends the simulation early.
///   - recorder: receives the tasks that begin to run, in the order of time; changes no figure. Nil, the default, costs
///     nothing.
/// - Returns: the figures.
/// - Throws: ``SimulationError`` where the simulation was cancelled, outgrew the scenario's limits, or could not read
///   jobs.
/// - Complexity: O(*tasks placed* + *events* × log *events under way*), whatever the number of machines.
public func simulate(
    _ scenario: Scenario, audit: Audit = .standard, isCancelled: () -> Bool = { false },
    recordingTasks recorder: TaskRecorder? = nil
) throws(SimulationError) -> RunFigures {
    let architecture = scenario.architecture
    let scenario = scenario.countingTasks
    guard let recorder else {
        return try architecture.kind.simulate(architecture.settings, scenario, audit, isCancelled)
    }
    return try architecture.kind.record(architecture.settings, scenario, audit, recorder, isCancelled)
}

/// Simulates `scenario` with an architecture that is known at compile time.
func run<Competitor: Architecture & ~Copyable>(
    _ type: Competitor.Type, _ settings: Competitor.Settings, _ scenario: Scenario, _ audit: Audit,
    _ isCancelled: () -> Bool
) throws(SimulationError) -> RunFigures {
    let layout = Competitor.layout(settings, of: scenario)
    var simulation = Simulation<Competitor>(settings, scenario, layout)
    try simulation.run(audit: audit, isCancelled: isCancelled)
    return simulation.figures(layout, workloadNames: scenario.workloads.names)
}

/// Reason why a simulation ended without figures.
public enum SimulationError: Error, Equatable, Sendable {
    /// The caller cancelled it.
    case cancelled
    /// At a time, in seconds, more jobs were not yet fully placed than the limit.
    case tooManyJobs(limit: Int, seconds: Double)
    /// From a time on, in seconds, more tasks would have run than the limit.
    case tooManyTasks(limit: Int, seconds: Double)
    /// Jobs could not be read.
    case unreadable(JobFeedError)
}

/// The kernel: takes events in order, and has each handled by the world or the architecture.
struct Simulation<Competitor: Architecture & ~Copyable>: ~Copyable {
    private static var eventsBetweenChecks: Int { 4096 }

    private var world: World
    private var architecture: Competitor
    private var streams: [JobStream]
    /// By stream, the job that its next submission event is for.
    private var nextJobs: [JobSpec?]
    private var eventsHandled = 0

    /// A simulation at time 0.
    ///
    /// - Parameters:
    ///   - settings: settings of the architecture.
    ///   - scenario: the scenario.
    ///   - layout: the architecture's layout of it.
    ///   - isWatched: true if an observer will watch the run, and be told of what runs at time 0.
    init(_ settings: Competitor.Settings, _ scenario: Scenario, _ layout: Layout, isWatched: Bool = false) {
        var world = World(scenario, layout)
        if isWatched { world.watch() }
        world.startInitialJobs(of: scenario)
        architecture = Competitor(settings, in: world)
        self.world = world
        streams = JobStream.streams(of: scenario)
        nextJobs = streams.map { _ in nil }
    }

    /// Runs to the horizon.
    mutating func run(audit: Audit, isCancelled: () -> Bool) throws(SimulationError) {
        var nobody = Nobody()
        try run(audit: audit, observedBy: &nobody, isCancelled: isCancelled)
    }

    /// Runs to the horizon while `observer` watches.
    @inline(__always)
    mutating func run<Watcher: Observer & ~Copyable>(
        audit: Audit, observedBy observer: inout Watcher, isCancelled: () -> Bool
    ) throws(SimulationError) {
        if Watcher.isWatching {
            world.watch()
            tell(&observer)
        }
        for stream in streams.indices { awaitNextJob(of: stream) }
        if let failure = world.failure { throw failure }
        while let time = world.events.nextTime, time <= world.window.end {
            let event = world.events.pop()
            invariant(event.time >= world.now, "time does not go back")
            if Watcher.isWatching { observer.timePasses(until: event.time, in: world) }
            world.now = event.time
            handle(event)
            if Watcher.isWatching { tell(&observer) }
            eventsHandled += 1
            if case .everyEvent = audit { self.audit() }
            if let failure = world.failure { throw failure }
            if eventsHandled % Self.eventsBetweenChecks == 0, isCancelled() { throw .cancelled }
        }
        if Watcher.isWatching { observer.timePasses(until: world.window.end, in: world) }
        world.now = world.window.end
        self.audit()
        world.countCutAttempts()
    }

    @inline(__always)
    private mutating func handle(_ event: Event) {
        switch event.kind {
        case .submission:
            submitNextJob(of: Int(event.subject))
        case .retry:
            let scheduler = world.enqueue(event.subject, at: world.rules.retry.position)
            architecture.jobQueued(for: scheduler, in: &world)
        case .tasksEnd:
            world.endTasks(event.subject)
            architecture.tasksEnded(in: &world)
        case .decisionEnd, .commitEnd:
            architecture.advanceAttempt(
                of: Int(event.subject), hasDecided: event.kind == .decisionEnd, in: &world)
        case .own:
            guard let own = Competitor.OwnEvent(rawValue: event.code) else {
                invariantBroken("an architecture's events are of its own kinds")
            }
            architecture.handle(own, subject: event.subject, in: &world)
        case .cancellable:
            handleUnlessCancelled(event)
        }
    }

    private mutating func tell<Watcher: Observer & ~Copyable>(_ observer: inout Watcher) {
        for position in 0..<world.happenings.count { observer.note(world.happenings[position], in: world) }
        world.happenings.removeAll()
    }

    @inline(never)
    private mutating func handleUnlessCancelled(_ event: Event) {
        if let meant = world.events.resolve(event) { handle(meant) } else { eventsHandled -= 1 }
    }

    @inline(__always)
    private mutating func submitNextJob(of stream: Int) {
        guard let spec = nextJobs[stream] else { invariantBroken("a submission has a job") }
        // The parts are read first: the next job may be in another piece of the list.
        let parts = spec.parts.isEmpty ? nil : World.parts(of: spec, in: streams[stream].list)
        awaitNextJob(of: stream)
        guard let job = if let parts { world.submit(spec, parts) } else { world.submit(spec) } else { return }
        let scheduler = world.enqueue(job)
        architecture.jobQueued(for: scheduler, in: &world)
    }

    private mutating func awaitNextJob(of stream: Int) {
        guard let spec = streams[stream].next() else {
            if let failure = streams[stream].failure { world.failure = .unreadable(failure) }
            return
        }
        guard spec.submitted <= world.window.end else { return }
        nextJobs[stream] = spec
        world.events.push(.submission, subject: UInt32(stream), at: spec.submitted)
    }

    private mutating func audit() {
        var locked = HeldResources(in: world.cell)
        architecture.addLocked(to: &locked, in: world)
        world.auditCell(locked: locked)
        world.auditLedgers()
        world.auditSpread()
        world.auditTasks()
    }

    /// The figures of a run that has reached its horizon.
    mutating func figures(_ layout: Layout, workloadNames: [String]) -> RunFigures {
        world.countPendingJobs()
        var isSaturated = false
        var workloads: [WorkloadFigures] = []
        for (number, name) in workloadNames.enumerated() {
            if world.meters.workloads[number].isSaturated() { isSaturated = true }
            workloads.append(world.meters.workloads[number].figures(name: name))
        }
        var schedulers: [SchedulerFigures] = []
        for (number, spec) in layout.schedulers.enumerated() {
            schedulers.append(
                world.schedulers[number].meter.figures(
                    name: spec.name, workloads: spec.workloads.map { workloadNames[$0] },
                    queueLength: world.schedulers[number].queue.count))
        }
        return RunFigures(
            status: isSaturated ? .saturated : .completed, workloads: workloads, schedulers: schedulers,
            cell: world.meters.cell.figures(
                of: world.cell.capacity, commitBusyness: world.commits.busyness,
                fragmentation: world.fragmentation?.figures()),
            events: eventsHandled)
    }
}

extension SimulationError: CustomStringConvertible {
    /// One line that says what happened.
    public var description: String {
        switch self {
        case .cancelled: "stopped before the horizon"
        case .tooManyJobs(let limit, let seconds):
            "more than \(limit) jobs were not yet placed at \(seconds) s: the queue outgrew what a point may hold"
        case .unreadable(let error): "its jobs could not be read: \(error.reason)"
        case .tooManyTasks(let limit, let seconds):
            "more than \(limit) tasks would run at \(seconds) s: the cell outgrew what a point may hold"
        }
    }
}
