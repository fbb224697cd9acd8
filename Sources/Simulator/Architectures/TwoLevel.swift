/// Mesos-style two-level scheduling: one allocator offers everything that is free to one scheduler at a time.
///
/// The offer goes to the asking scheduler with the smallest dominant share (Hindman et al., NSDI 2011; Ghodsi et al.,
/// "Dominant Resource Fairness", NSDI 2011). An offer goes through these steps:
///
/// 1. A scheduler asks, because a job has joined its queue. The allocator's round is due `offerInterval` later, unless a
///    round is due already.
/// 2. The round locks everything free (Omega paper, §3.3); the offer arrives `allocatorDecisionTime` later.
/// 3. The scheduler attempts its queued jobs within the offer, as ``OfferProcessing`` says.
/// 4. The answer starts the tasks that were placed, unlocks the rest, and makes the next round due.
struct TwoLevel: Architecture, ~Copyable {
    /// The architecture's own events.
    enum OwnEvent: UInt8 {
        /// The allocator's round is due.
        case round
        /// An offer reaches its scheduler; the subject is the offer.
        case offerArrival
        /// Immediate processing: the last decision within an offer ends, and the commits are asked for; the subject is
        /// the offer.
        case offerDecided
        /// A scheduler answers an offer; the subject is the offer.
        case offerAnswer
    }

    /// Everything that was free at one time, on its way to a scheduler and back.
    private struct Offer: BitwiseCopyable {
        let scheduler: Int
        /// Resources of all tasks placed within the offer.
        var claimed = Resources.zero
        /// Resources that no attempt has taken yet.
        var left: Resources
        /// The latest allocation made within the offer; each links to the one before.
        var lastAllocation = Allocation.none
        /// Sequential processing: jobs of the offer that are still to be attempted.
        var jobsLeft = 0
        /// Sum of the commit times of the jobs placed within the offer.
        var commitTime: Nanoseconds = 0
        /// The next offer in the scheduler's list of waiting offers.
        var next: UInt32?

        /// True while a core is left in the offer.
        var hasSomethingLeft: Bool { left.milliCores > 0 }
    }

    /// First and last of the offers that wait for one scheduler, linked by `Offer.next` in order of arrival.
    private struct Waiting: BitwiseCopyable {
        var first: UInt32?
        var last: UInt32?
    }

    private let settings: TwoLevelSettings
    /// By scheduler, claims of the attempt under way, taken out of the offer and not yet promised to tasks.
    private var transactions: FixedArray<Transaction>
    /// Claims of attempts that the horizon cuts; they stay locked to the end of the run.
    private var undecided = Transaction()
    /// Offers by number; a number is free for another offer once its offer is answered.
    private var offers = Slab<Offer>()
    /// By number of the offer, the lock on its resources; nil once the offer is answered.
    private var locks: [Lock?] = []
    /// By scheduler, true while the scheduler wants an offer.
    private var isAsking: [Bool]
    /// By scheduler, the offers that have arrived and wait.
    private var waiting: [Waiting]
    /// Sequential processing: by scheduler, the number of the offer under way.
    private var current: [UInt32?]
    private var roundIsDue = false

    static func layout(_ settings: TwoLevelSettings, of scenario: Scenario) -> Layout {
        let schedulers = Layout.dedicated(settings.schedulers, names: scenario.workloads.names)
        var layout = Layout(schedulers, on: scenario)
        layout.assignment = settings.assignment
        return layout
    }

    init(_ settings: TwoLevelSettings, in world: borrowing World) {
        self.settings = settings
        transactions = FixedArray(count: world.schedulers.count) { _ in Transaction() }
        isAsking = Array(repeating: false, count: world.schedulers.count)
        waiting = Array(repeating: Waiting(), count: world.schedulers.count)
        current = Array(repeating: nil, count: world.schedulers.count)
    }

    mutating func jobQueued(for scheduler: Int, in world: inout World) {
        isAsking[scheduler] = true
        makeRoundDue(in: &world)
    }

    mutating func tasksEnded(in world: inout World) { makeRoundDue(in: &world) }

    mutating func handle(_ event: OwnEvent, subject: UInt32, in world: inout World) {
        switch event {
        case .round: allocate(in: &world)
        case .offerArrival: offerArrived(subject, in: &world)
        case .offerDecided: commitEverything(within: subject, in: &world)
        case .offerAnswer: answer(subject, in: &world)
        }
    }

    // MARK: The allocator

    /// Schedules the allocator's next round after `offerInterval`, unless a round is due already.
    private mutating func makeRoundDue(in world: inout World) {
        guard !roundIsDue else { return }
        roundIsDue = true
        world.schedule(OwnEvent.round, at: world.now.addingClamped(settings.offerInterval))
    }

    private mutating func allocate(in world: inout World) {
        roundIsDue = false
        let available = world.cell.available
        guard available.milliCores > 0, settings.minimumOffer.fits(in: available),
            let scheduler = smallestDominantShare(in: &world)
        else { return }
        let lock = world.cell.lockEverythingFree()
        world.noteAllocation()
        let number = offers.insert(Offer(scheduler: scheduler, left: available))
        if Int(number) == locks.count { locks.append(lock) } else { locks[Int(number)] = lock }
        world.schedule(
            OwnEvent.offerArrival, subject: number, at: world.now.addingClamped(settings.allocatorDecisionTime))
    }

    /// The asking scheduler with the smallest dominant share; of equal ones the first.
    ///
    /// `world` is `inout` to spare a copy: Swift copies a borrowed world here. Nothing in it changes.
    private func smallestDominantShare(in world: inout World) -> Int? {
        var smallest: (scheduler: Int, share: Double)?
        for scheduler in 0..<world.schedulers.count where isAsking[scheduler] {
            let share = world.schedulers[scheduler].held.dominantShare(of: world.cell.capacity)
            if share < smallest?.share ?? .infinity { smallest = (scheduler, share) }
        }
        return smallest?.scheduler
    }

    /// Answers an offer: tasks placed within it start, the rest is unlocked, and the next round is due.
    private mutating func answer(_ number: UInt32, in world: inout World) {
        guard let lock = locks[Int(number)] else { invariantBroken("an offer is answered once") }
        let offer = offers[number]
        locks[Int(number)] = nil
        offers.remove(number)
        world.cell.unlock(lock, claimed: offer.claimed)
        world.startLinked(offer.lastAllocation)
        world.noteAllocation()
        makeRoundDue(in: &world)
    }

    // MARK: The schedulers

    private mutating func offerArrived(_ number: UInt32, in world: inout World) {
        invariant(isOpen(number), "an offer arrives before it is answered")
        let scheduler = offers[number].scheduler
        switch settings.offerProcessing {
        case .immediate: attemptEverything(within: number, by: scheduler, in: &world)
        case .sequential:
            if let last = waiting[scheduler].last {
                offers[last].next = number
            } else {
                waiting[scheduler].first = number
            }
            waiting[scheduler].last = number
            takeNextOffer(by: scheduler, in: &world)
        }
    }

    /// Immediate processing: every queued job begins now, until no core is left in the offer.
    ///
    /// The decisions are laid end to end from now. With three jobs of 1 s each the answer is due in 3 s.
    private mutating func attemptEverything(within number: UInt32, by scheduler: Int, in world: inout World) {
        var thinking = world.now
        while offers[number].hasSomethingLeft, let job = world.dequeueJob(of: scheduler) {
            var attempt = world.beginAttempt(job)
            let decisionTime = attempt.end - attempt.start
            attempt.start = thinking
            thinking = thinking.addingClamped(decisionTime)
            attempt.end = thinking
            place(job, within: number, by: scheduler, in: &world)
            if thinking > world.window.end {
                world.noteCutAttempt(from: attempt.start, by: scheduler)
                leaveUndecided(job, within: number, by: scheduler, in: &world)
                continue
            }
            let outcome = promise(job, within: number, by: scheduler, in: &world)
            world.conclude(attempt, by: scheduler, outcome)
        }
        isAsking[scheduler] = world.schedulers[scheduler].queue.count > 0
        let commits = offers[number].commitTime > 0
        world.schedule(commits ? OwnEvent.offerDecided : .offerAnswer, subject: number, at: thinking)
    }

    /// Immediate processing: asks for all commits of an offer in one go; the answer is due when they are processed.
    ///
    /// The scheduler asks when the last decision ends, not when the offer arrives. Commits asked for between the two
    /// would have to wait otherwise.
    private mutating func commitEverything(within number: UInt32, in world: inout World) {
        invariant(isOpen(number), "an offer is decided before it is answered")
        let offer = offers[number]
        let end = world.commit(for: offer.commitTime, by: offer.scheduler)
        world.schedulers[offer.scheduler].meter.countCommits(from: world.now, to: end)
        world.schedule(OwnEvent.offerAnswer, subject: number, at: end)
    }

    /// Sequential processing: takes the waiting offers one by one, each for the jobs queued at that time.
    private mutating func takeNextOffer(by scheduler: Int, in world: inout World) {
        while current[scheduler] == nil, let number = waiting[scheduler].first {
            waiting[scheduler].first = offers[number].next
            if waiting[scheduler].first == nil { waiting[scheduler].last = nil }
            current[scheduler] = number
            offers[number].jobsLeft = world.schedulers[scheduler].queue.count
            isAsking[scheduler] = false
            continueOffer(by: scheduler, in: &world)
        }
    }

    private mutating func continueOffer(by scheduler: Int, in world: inout World) {
        let number = offerUnderWay(by: scheduler)
        invariant(isOpen(number), "a scheduler continues with an offer it has")
        let offer = offers[number]
        if offer.jobsLeft > 0, offer.hasSomethingLeft, let job = world.dequeueJob(of: scheduler) {
            offers[number].jobsLeft -= 1
            world.occupy(scheduler, with: job)
        } else {
            isAsking[scheduler] = world.schedulers[scheduler].queue.count > 0
            current[scheduler] = nil
            answer(number, in: &world)
        }
    }

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        place(job, within: offerUnderWay(by: scheduler), by: scheduler, in: &world)
        return transactions[scheduler].count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        promise(job, within: offerUnderWay(by: scheduler), by: scheduler, in: &world)
    }

    mutating func attemptEnded(by scheduler: Int, in world: inout World) {
        continueOffer(by: scheduler, in: &world)
        takeNextOffer(by: scheduler, in: &world)
    }

    /// Number of the offer within which a scheduler attempts jobs, under `sequential`.
    private func offerUnderWay(by scheduler: Int) -> UInt32 {
        guard let number = current[scheduler] else { invariantBroken("a scheduler attempts jobs within an offer") }
        return number
    }

    /// Claims machines of an offer for as many tasks of `job` as fit in the rest of the offer.
    private mutating func place(_ job: UInt32, within number: UInt32, by scheduler: Int, in world: inout World) {
        guard let lock = locks[Int(number)] else { invariantBroken("jobs are placed within an open offer") }
        world.place(job, by: scheduler, on: lock.target, into: &transactions[scheduler])
    }

    /// Promises the claims of an attempt to the tasks of `job`; the tasks start when the offer is answered.
    private mutating func promise(
        _ job: UInt32, within number: UInt32, by scheduler: Int, in world: inout World
    ) -> CommitOutcome {
        invariant(isOpen(number), "tasks are promised within an open offer")
        let placed = transactions[scheduler].count
        let taken = transactions[scheduler].claimed
        if placed > 0 {
            let lastAllocation = world.allocate(
                job, claimedIn: transactions[scheduler], after: offers[number].lastAllocation)
            offers[number].lastAllocation = lastAllocation
            offers[number].claimed += taken
            offers[number].left -= taken
            let commitTime = world.commits.time.ofCommit(claims: placed)
            offers[number].commitTime = offers[number].commitTime.addingClamped(commitTime)
        }
        transactions[scheduler].clear()
        return CommitOutcome(committed: placed)
    }

    /// Keeps the claims of an attempt locked that ends after the horizon, and settles its job without them.
    private mutating func leaveUndecided(
        _ job: UInt32, within number: UInt32, by scheduler: Int, in world: inout World
    ) {
        offers[number].left -= transactions[scheduler].claimed
        if transactions[scheduler].count > 0 { undecided.append(transactions[scheduler]) }
        world.settleUndecided(job, claimedIn: transactions[scheduler])
        transactions[scheduler].clear()
    }

    /// True until the offer is answered.
    private func isOpen(_ number: UInt32) -> Bool { locks[Int(number)] != nil }

    // MARK: The audit

    func addLocked(to held: inout HeldResources, in world: borrowing World) {
        held.add(undecided)
        for lock in locks {
            if let lock { held.add(lock) }
        }
        for scheduler in 0..<transactions.count { held.add(transactions[scheduler]) }
    }
}

/// Order in which a two-level scheduler works through an offer.
public enum OfferProcessing: String, DescribedWords {
    /// One job after another; other offers wait.
    case sequential
    /// Every queued job begins when the offer arrives, as in the published simulator; another offer may be taken
    /// meanwhile.
    ///
    /// Three jobs A, B and C are queued when offer 1 arrives, at 1.5 s; each decision takes 1 s. Job D and offer 2 come
    /// while offer 1 is open. The tasks run from the answer to their offer:
    ///
    ///     seconds         1         2         3         4         5         6
    ///     sequential
    ///       offer 1            |------ A, B, C in turn ------| A, B, C run
    ///       offer 2                                  | waits |--- D ---| D runs
    ///     immediate
    ///       offer 1            |--- A, B, C begin at once ---| A, B, C run
    ///       offer 2                                  |--- D ---| D runs
    ///
    /// The answer to offer 1 is due at 4.5 s in both, after the sum of the decision times. Waits end when attempts
    /// begin: at 1.5, 2.5 and 3.5 s with `sequential`, all at 1.5 s with `immediate`. `docs/model.md` has the timeline
    /// with the allocator and with commits.
    case immediate

    /// The word's meaning, as `explain` prints it.
    public var meaning: String {
        switch self {
        case .sequential: "one job after another; other offers wait"
        case .immediate: "every queued job begins when the offer arrives, and another offer may be taken meanwhile"
        }
    }
}

/// Settings of two-level scheduling with resource offers.
public struct TwoLevelSettings: Equatable, Sendable {
    /// Number of schedulers, by workload.
    public var schedulers: [Int]
    /// Time for which the allocator gathers freed resources before it makes an offer.
    public var offerInterval: Nanoseconds = .perSecond
    /// Time that the allocator takes over an offer; by default 1 ms.
    public var allocatorDecisionTime: Nanoseconds = 1_000_000
    /// Least amount that the allocator offers: while less is free in the cell, no offer is made.
    public var minimumOffer = Resources.zero
    /// Order in which a scheduler works through an offer.
    public var offerProcessing = OfferProcessing.sequential
    /// Rule by which jobs are routed to the schedulers of their workload.
    public var assignment = Assignment.roundRobin

    /// The default settings with the given number of schedulers, by workload.
    public init(schedulers: [Int]) { self.schedulers = schedulers }
}

extension TwoLevelSettings: DescribedArchitecture {
    /// The kind's name in configs.
    public static let kind = "two-level"
    /// One sentence that says what the kind is, for `explain`.
    public static let meaning =
        "Mesos-style resource offers: an allocator offers everything free to one scheduler at a time."
    /// Run time as a multiple of a monolithic run's.
    public static let costFactor = 2.0
    /// Bytes per machine that the offers under way hold.
    public static let bytesPerMachine = 16.0

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .schedulers(\.schedulers),
        .span(
            "offerInterval", \.offerInterval,
            "Time for which the allocator gathers freed resources before it makes an offer."),
        .span("allocatorDecisionTime", \.allocatorDecisionTime, "Time that the allocator takes over an offer."),
        .section(
            "minimumOffer", \.minimumOffer, "Amount below which the free resources of the cell are not offered.",
            Resources.settings, defaults: .zero),
        .word("offerProcessing", \.offerProcessing, "Order in which a scheduler works through an offer.")
            .naming(.unlessDefault),
        .assignment(\.assignment),
    ]

    /// The default settings for a number of workloads: one scheduler each.
    public init(workloads: Int) { self.init(schedulers: Array(repeating: 1, count: workloads)) }
}

extension ArchitectureSettings {
    /// A competitor of this kind with the given settings.
    public static func twoLevel(_ settings: TwoLevelSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: TwoLevel.self), settings: settings)
    }
}
