/// Counts what becomes of one workload's jobs.
///
/// Figures cover the jobs submitted in the measured window; the ``TaskLedger`` covers all jobs and must balance.
struct WorkloadMeter: ~Copyable {
    private let window: MeasuredWindow
    private(set) var ledger = TaskLedger()
    private var backlog: BacklogMeter
    private var jobs = 0
    private var started = 0
    private var fullyScheduled = 0
    private var abandoned = 0
    private var refused = 0
    private var tasks = 0
    private var tasksScheduled = 0
    private var tasksAbandoned = 0
    private var tasksRefused = 0
    private var tasksPending = 0
    private var waitTime = Samples()
    private var queueTime = Samples()
    private var attempts = Samples()
    private var pendingCount = 0
    private var pendingAges: Int128 = 0
    private var greatestAge: Nanoseconds = 0

    init(window: MeasuredWindow) {
        self.window = window
        backlog = BacklogMeter(window: window)
    }

    private func covers(_ job: Job) -> Bool { job.submitted >= window.start }

    /// Counts a job that was refused at submission.
    mutating func countRefused(_ spec: JobSpec) {
        guard spec.submitted >= window.start else { return }
        jobs += 1
        tasks += spec.tasks
        tasksRefused += spec.tasks
        refused += 1
    }

    /// Counts a job that was submitted.
    mutating func countSubmitted(_ job: Job) {
        ledger.submitted += Int(job.tasks)
        backlog.change(by: 1, at: job.submitted)
        guard covers(job) else { return }
        jobs += 1
        tasks += Int(job.tasks)
    }

    /// Counts a job whose first attempt begins at `time`.
    mutating func countStarted(_ job: Job, at time: Nanoseconds) {
        guard covers(job) else { return }
        started += 1
        waitTime.record(time - job.submitted)
    }

    /// Counts placed tasks of a job.
    mutating func countPlaced(_ count: Int, of job: Job) {
        ledger.placed += count
        if covers(job) { tasksScheduled += count }
    }

    /// Counts tasks that run at time 0.
    mutating func countInitial(_ count: Int) { ledger.initial += count }

    /// Counts tasks that ended.
    mutating func countFinished(_ count: Int) { ledger.finished += count }

    /// Moves the running tasks of a job from time 0 in the ledger from initial to placed, as one of them is evicted.
    mutating func adoptInitial(_ running: Int) {
        ledger.initial -= running
        ledger.submitted += running
        ledger.placed += running
    }

    /// Counts an evicted task; `job` is the record before the eviction.
    mutating func countEvicted(_ job: Job) {
        ledger.placed -= 1
        if covers(job) { tasksScheduled -= 1 }
        guard job.departure == .givenUp else { return }
        ledger.abandoned += 1
        if covers(job) { tasksAbandoned += 1 }
    }

    /// Counts a fully placed job that has tasks to place again at `time`.
    mutating func countReturned(_ job: Job, at time: Nanoseconds) {
        backlog.change(by: 1, at: time)
        if covers(job) { fullyScheduled -= 1 }
    }

    /// Counts a job that left at `time`, fully placed or given up.
    mutating func countDeparted(_ job: Job, at time: Nanoseconds) {
        ledger.abandoned += Int(job.unplaced)
        backlog.change(by: -1, at: time)
        guard covers(job) else { return }
        if job.unplaced == 0 {
            fullyScheduled += 1
        } else {
            abandoned += 1
            tasksAbandoned += Int(job.unplaced)
        }
        guard !job.hasDeparted else { return }
        queueTime.record(job.queueTime)
        attempts.record(Int64(job.attempts))
    }

    /// Counts a job that still has tasks to place at the horizon.
    mutating func countPending(_ job: Job) {
        guard covers(job) else { return }
        let age = window.end - job.submitted
        pendingCount += 1
        tasksPending += Int(job.unplaced + job.undecided)
        pendingAges += Int128(age)
        greatestAge = max(greatestAge, age)
        guard job.attempts > 0, !job.hasDeparted else { return }
        queueTime.record(job.queueTime)
        attempts.record(Int64(job.attempts))
    }

    /// True if the backlog was still growing at the end.
    mutating func isSaturated() -> Bool { backlog.isGrowing(jobs: jobs) }

    /// The figures of the workload, under the given name.
    mutating func figures(name: String) -> WorkloadFigures {
        let second = Double(Nanoseconds.perSecond)
        let none = pendingCount == 0
        let age = PendingAge(
            count: pendingCount, mean: none ? nil : Double(pendingAges) / Double(pendingCount) / second,
            max: none ? nil : greatestAge.inSeconds)
        return WorkloadFigures(
            name: name, jobs: jobs, jobsStarted: started, jobsFullyScheduled: fullyScheduled,
            jobsAbandoned: abandoned, jobsRefused: refused, jobsPending: pendingCount, pendingAge: age,
            tasks: tasks, tasksScheduled: tasksScheduled, tasksAbandoned: tasksAbandoned, tasksRefused: tasksRefused,
            tasksPending: tasksPending, waitTime: waitTime.summary(unit: second),
            queueTime: queueTime.summary(unit: second), attempts: attempts.summary(unit: 1))
    }
}

/// Counts of a workload's tasks over the whole run, which must balance.
struct TaskLedger: BitwiseCopyable {
    /// Tasks of the jobs submitted and not refused.
    var submitted = 0
    /// Tasks ever placed.
    var placed = 0
    /// Tasks that ended.
    var finished = 0
    /// Tasks of jobs given up that were never placed.
    var abandoned = 0
    /// Tasks that ran at time 0.
    var initial = 0

    /// Tasks that run, or wait for the answer to their offer.
    var running: Int { initial + placed - finished }
}
