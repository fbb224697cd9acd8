internal import CellbenchSimulator

/// The lives of the tasks of Google's trace of 2011: submission, request and runs, from the events.
///
/// The records are compact, as there are hundreds of thousands of tasks: a task takes 40 bytes, and each of its runs
/// 24.
struct Google2011Lives {
    /// The life of a task.
    struct Life {
        /// Index of the task in its job.
        let task: Int64
        /// Time of its first event, mostly its submission, in microseconds of the trace.
        let submitted: Int64
        /// Number of its job.
        let job: Int32
        /// Its first request.
        var request = Request()
        /// Numbers of its first and last run; ``none`` where it never ran.
        var firstRun = Google2011Lives.none
        var lastRun = Google2011Lives.none
    }

    /// A request in half the bytes of ``Resources``.
    struct Request {
        private var milliCores: Int32 = -1
        private var memoryMiB: Int32 = -1

        /// The request; nil where it is unknown.
        var resources: Resources? {
            get { milliCores < 0 ? nil : Resources(milliCores: Int64(milliCores), memoryMiB: Int64(memoryMiB)) }
            set {
                milliCores = newValue.map { Int32(clamping: $0.milliCores) } ?? -1
                memoryMiB = newValue.map { Int32(clamping: $0.memoryMiB) } ?? -1
            }
        }
    }

    /// A time in which a task ran, in microseconds of the trace.
    struct Run {
        /// Time of the scheduling; ``Google2011Time/beforeTrace`` where that was before the trace.
        let start: Int64
        /// Time at which the task was evicted, failed, finished, was killed or lost; ``unended`` while it runs.
        var end = Google2011Lives.unended
        /// Number of the task's next run, or ``none``.
        var next = Google2011Lives.none
    }

    /// The life of a job.
    struct JobLife {
        /// Time of its submission, in microseconds of the trace; without `job_events`, time of its tasks' first event.
        let submitted: Int64
        let isService: Bool
        let id: UInt64
        /// True if a task of it must run on another machine than the others.
        var spreads = false
    }

    /// The number that stands for no run.
    static let none: Int32 = -1
    /// The end of a run that has none in the files.
    static let unended = Int64.max

    private struct TaskKey: Hashable {
        var job: Int64
        var task: Int64

        /// Hashes one word instead of two, because every event looks up its task.
        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt64(bitPattern: job) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: task))
        }
    }

    private(set) var lives: [Life] = []
    private(set) var runs: [Run] = []
    private(set) var jobs: [JobLife] = []
    /// Number of tasks whose first event in the files is not their submission.
    private(set) var tasksUnsubmitted = 0
    private var numbers: [TaskKey: Int32] = [:]
    private var jobNumbers: [Int64: Int32] = [:]
    private var submissions: [Int64: Int64]

    /// No lives yet; `submissions` has the submission of each job in `job_events`, in microseconds.
    init(submissions: [Int64: Int64]) { self.submissions = submissions }

    /// Adds an event of a task.
    mutating func take(_ event: Google2011TaskEvent, at time: Int64) {
        let number = Int(number(of: event, at: time))
        if lives[number].request.resources == nil { lives[number].request.resources = event.request }
        if event.spreads { jobs[Int(lives[number].job)].spreads = true }
        let last = Int(lives[number].lastRun)
        let isRunning = last >= 0 && runs[last].end == Google2011Lives.unended
        switch event.kind {
        case .submit, .updatePending, .updateRunning: break
        case .schedule:
            guard !isRunning else { return }
            let run = Int32(runs.count)
            runs.append(Run(start: time))
            if last >= 0 { runs[last].next = run } else { lives[number].firstRun = run }
            lives[number].lastRun = run
        case .evict, .fail, .finish, .kill, .lost:
            if isRunning { runs[last].end = time }
        }
    }

    private mutating func number(of event: Google2011TaskEvent, at time: Int64) -> Int32 {
        let key = TaskKey(job: event.job, task: event.task)
        if let known = numbers[key] { return known }
        let job: Int32
        if let known = jobNumbers[event.job] {
            job = known
        } else {
            job = Int32(jobs.count)
            jobNumbers[event.job] = job
            jobs.append(
                JobLife(
                    submitted: submissions.removeValue(forKey: event.job) ?? time, isService: event.isService,
                    id: UInt64(bitPattern: event.job)))
        }
        let number = Int32(lives.count)
        numbers[key] = number
        lives.append(Life(task: event.task, submitted: time, job: job))
        if event.kind != .submit { tasksUnsubmitted += 1 }
        return number
    }

    /// Orders the lives by job and index; no event may be added after that.
    ///
    /// - Returns: the number of jobs without tasks.
    mutating func close() -> Int {
        defer { (numbers, jobNumbers, submissions) = ([:], [:], [:]) }
        numbers = [:]
        lives.sort { ($0.job, $0.task) < ($1.job, $1.task) }
        return submissions.count
    }
}
