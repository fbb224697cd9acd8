internal import CellbenchSimulator

/// What became of each task of Google's trace of 2011, as its events tell.
///
/// Compact, as there are hundreds of thousands: a task takes 40 bytes and each time that it ran 24.
struct Google2011Lives {
    /// A task.
    struct Life {
        /// Its index in its job.
        let task: Int64
        /// When it was first submitted, in microseconds of the trace.
        let submitted: Int64
        /// The number of its job.
        let job: Int32
        /// What it asks for: what it asked for first.
        var request = Request()
        /// The numbers of its first run and its last; ``none`` where it never ran.
        var firstRun = Google2011Lives.none
        var lastRun = Google2011Lives.none
    }

    /// What a task asks for, in half the bytes.
    struct Request {
        private var milliCores: Int32 = -1
        private var memoryMiB: Int32 = -1

        /// Nil where nobody knows.
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
        /// When it was scheduled; ``Google2011Time/beforeTrace`` where that was before the trace.
        let start: Int64
        /// When it was evicted, failed, finished, was killed or lost; ``unended`` while it runs.
        var end = Google2011Lives.unended
        /// The number of the task's next run, or ``none``.
        var next = Google2011Lives.none
    }

    /// A job.
    struct JobLife {
        /// When it was submitted, in microseconds of the trace; where only its tasks tell, when the first of them was, whether that
        /// ever ran or not.
        let submitted: Int64
        let isService: Bool
        let id: UInt64
        /// Whether a task of it must run on another machine than the others.
        var spreads = false
    }

    /// The number of no run.
    static let none: Int32 = -1
    /// The end of what has none in the files.
    static let unended = Int64.max

    private struct TaskKey: Hashable {
        var job: Int64
        var task: Int64

        /// Of one word rather than two: each event looks up its task.
        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt64(bitPattern: job) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: task))
        }
    }

    private(set) var lives: [Life] = []
    private(set) var runs: [Run] = []
    private(set) var jobs: [JobLife] = []
    /// Tasks of which the first event in the files is another than their submission.
    private(set) var tasksUnsubmitted = 0
    private var numbers: [TaskKey: Int32] = [:]
    private var jobNumbers: [Int64: Int32] = [:]
    private var submissions: [Int64: Int64]

    /// No tasks yet; jobs were submitted as `submissions` says, in microseconds, by the trace's number.
    init(submissions: [Int64: Int64]) { self.submissions = submissions }

    /// Takes in what happened to a task.
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

    /// Takes in no more: the tasks are ordered by job and index.
    ///
    /// - Returns: how many jobs have no tasks.
    mutating func close() -> Int {
        defer { (numbers, jobNumbers, submissions) = ([:], [:], [:]) }
        numbers = [:]
        lives.sort { ($0.job, $0.task) < ($1.job, $1.task) }
        return submissions.count
    }
}
