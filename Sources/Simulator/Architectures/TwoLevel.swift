/// Mesos-style two-level scheduling: an allocator offers everything that is free to one scheduler at a time, the one with the
/// smallest dominant share (Hindman et al., NSDI 2011; Ghodsi et al., "Dominant Resource Fairness", NSDI 2011).
///
/// What is offered is locked until the scheduler answers (Omega paper, §3.3).
struct TwoLevel: Architecture, ~Copyable {
    /// Its own events.
    enum OwnEvent: UInt8 {
        /// The allocator's round is due.
        case round
        /// An offer reaches its scheduler; the subject is the offer.
        case offerArrival
        /// All that was attempted at once within an offer is decided and to be committed; the subject is the offer.
        case offerDecided
        /// An offer is answered; the subject is the offer.
        case offerAnswer
    }

    /// Everything free at one time, on its way to a scheduler and back.
    private struct Offer: BitwiseCopyable {
        let scheduler: Int
        /// What the jobs placed in it take, in all.
        var claimed = Resources.zero
        /// What nobody has taken yet.
        var left: Resources
        /// The allocations made in it, the last first.
        var lastAllocation = Allocation.none
        /// Jobs still to be attempted, where that happens one after another.
        var jobsLeft = 0
        /// What the commits of the jobs placed in it take, in all.
        var commitTime: Nanoseconds = 0
        /// The offer that has reached its scheduler next after it, while both wait for the scheduler.
        var next: UInt32?

        /// Whether it has any cores left.
        var hasSomethingLeft: Bool { left.milliCores > 0 }
    }

    /// The offers that wait for a scheduler, the first to arrive first.
    private struct Waiting: BitwiseCopyable {
        var first: UInt32?
        var last: UInt32?
    }

    private let settings: TwoLevelSettings
    /// By scheduler, the claims that it has taken out of its offer and not yet promised to their tasks.
    private var transactions: FixedArray<Transaction>
    /// The claims of attempts that the horizon cuts, which stay locked to the end.
    private var undecided = Transaction()
    /// By number; a number is used again once its offer is answered.
    private var offers = Slab<Offer>()
    /// By number of the offer, what it holds; nil once it is answered.
    private var locks: [Lock?] = []
    /// Whether each scheduler wants offers.
    private var isAsking: [Bool]
    /// The offers that have reached each scheduler and wait for it.
    private var waiting: [Waiting]
    /// The offer each scheduler is working through, where that happens one job after another.
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

    /// Gathers freed resources for the offer interval before the next round, unless one is due already.
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

    /// The asking scheduler with the smallest dominant share, the first of them where shares are equal.
    ///
    /// It changes nothing, but a world that is only borrowed would be copied.
    private func smallestDominantShare(in world: inout World) -> Int? {
        var smallest: (scheduler: Int, share: Double)?
        for scheduler in 0..<world.schedulers.count where isAsking[scheduler] {
            let share = world.schedulers[scheduler].held.dominantShare(of: world.cell.capacity)
            if share < smallest?.share ?? .infinity { smallest = (scheduler, share) }
        }
        return smallest?.scheduler
    }

    /// What was claimed runs from now on, the rest is free again, and the next round is due.
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

    /// Immediate processing: every queued job begins now, as long as the offer lasts; the answer is due after the sum of the
    /// decision times.
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

    /// Immediate processing: the decisions are made, and their commits are asked for, one after another; then the answer is due.
    ///
    /// Only now, so that they do not keep the commits waiting that others ask for meanwhile.
    private mutating func commitEverything(within number: UInt32, in world: inout World) {
        invariant(isOpen(number), "an offer is decided before it is answered")
        let offer = offers[number]
        let end = world.commit(for: offer.commitTime, by: offer.scheduler)
        world.schedulers[offer.scheduler].meter.countCommits(from: world.now, to: end)
        world.schedule(OwnEvent.offerAnswer, subject: number, at: end)
    }

    /// Sequential processing: the jobs queued now are attempted one after another.
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

    private func offerUnderWay(by scheduler: Int) -> UInt32 {
        guard let number = current[scheduler] else { invariantBroken("a scheduler attempts jobs within an offer") }
        return number
    }

    /// Takes the claims for what fits of `job` out of what is left of an offer.
    private mutating func place(_ job: UInt32, within number: UInt32, by scheduler: Int, in world: inout World) {
        guard let lock = locks[Int(number)] else { invariantBroken("jobs are placed within an open offer") }
        world.place(job, by: scheduler, on: lock.target, into: &transactions[scheduler])
    }

    /// Promises the claims taken out of an offer to the tasks of `job`, which start when the offer is answered.
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

    /// Keeps the claims of an attempt that ends after the horizon locked: the offer's answer comes too late.
    private mutating func leaveUndecided(
        _ job: UInt32, within number: UInt32, by scheduler: Int, in world: inout World
    ) {
        offers[number].left -= transactions[scheduler].claimed
        if transactions[scheduler].count > 0 { undecided.append(transactions[scheduler]) }
        world.settleUndecided(job, claimedIn: transactions[scheduler])
        transactions[scheduler].clear()
    }

    /// Whether an offer is not yet answered.
    private func isOpen(_ number: UInt32) -> Bool { locks[Int(number)] != nil }

    // MARK: The audit

    func addLocked(to held: inout [MachineWord], in world: borrowing World) {
        undecided.addClaims(to: &held)
        for lock in locks {
            if let lock { world.cell.addLeft(of: lock, to: &held) }
        }
        for scheduler in 0..<transactions.count { transactions[scheduler].addClaims(to: &held) }
    }
}

/// How a two-level scheduler works through an offer.
public enum OfferProcessing: String, DescribedWords {
    /// One job after another; other offers wait.
    case sequential
    /// Every queued job begins when the offer arrives, and another offer may be taken meanwhile, as in
    /// the published simulator.
    case immediate

    /// What the word means.
    public var meaning: String {
        switch self {
        case .sequential: "one job after another; other offers wait"
        case .immediate: "every queued job begins when the offer arrives, and another offer may be taken meanwhile"
        }
    }
}

/// Settings of two-level scheduling with resource offers.
public struct TwoLevelSettings: Equatable, Sendable {
    /// Schedulers, by workload.
    public var schedulers: [Int]
    /// How long the allocator gathers freed resources before it makes an offer.
    public var offerInterval: Nanoseconds = .perSecond
    /// How long the allocator takes over an offer.
    public var allocatorDecisionTime: Nanoseconds = 1_000_000
    /// Nothing is offered while less than this is free in the cell.
    public var minimumOffer = Resources.zero
    /// How a scheduler works through an offer.
    public var offerProcessing = OfferProcessing.sequential
    /// How jobs are routed to a workload's schedulers.
    public var assignment = Assignment.roundRobin

    /// The default settings with the given number of schedulers, by workload.
    public init(schedulers: [Int]) { self.schedulers = schedulers }
}

extension TwoLevelSettings: DescribedArchitecture {
    /// What configs call it.
    public static let kind = "two-level"
    /// What it is.
    public static let meaning =
        "Mesos-style resource offers: an allocator offers everything free to one scheduler at a time."
    /// How many times as long a run takes as a monolithic one's.
    public static let costFactor = 2.0
    /// Bytes of the offers under way, for each machine.
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

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init(schedulers: Array(repeating: 1, count: workloads)) }
}

extension ArchitectureSettings {
    /// The architecture with these settings.
    public static func twoLevel(_ settings: TwoLevelSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: TwoLevel.self), settings: settings)
    }
}
