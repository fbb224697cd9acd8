internal import Simulator

/// What became of each task of Google's trace of 2011, as its events tell.
struct Google2011Lives {
    private struct TaskKey: Hashable {
        var job: Int64
        var task: Int64
    }

    /// A task.
    private struct Life {
        let key: TaskKey
        /// The number of its job.
        let job: Int32
        var request: Resources?
        /// When it was first submitted, in microseconds of the trace.
        let submitted: Int64
        /// Since when it has been running; nil while it does not.
        var runningSince: Int64?
        /// Microseconds it ran before, within the trace.
        var ran: Int64 = 0
        /// When it first began to run, in microseconds of the trace; nil where it never did.
        var firstSchedule: Int64?
        /// Whether it ran when the trace began.
        var ranBefore = false
    }

    private struct JobLife {
        /// When it was submitted, in microseconds of the trace; nil where only its tasks tell.
        let submitted: Int64?
        let isService: Bool
        let id: UInt64
        /// Whether a task of it must run on another machine than the others.
        var spreads = false
    }

    private var submissions: [Int64: Int64]
    private var numbers: [TaskKey: Int32] = [:]
    private var lives: [Life] = []
    private var jobNumbers: [Int64: Int32] = [:]
    private var jobs: [JobLife] = []

    /// No tasks yet; jobs were submitted as `submissions` says, in microseconds, by the trace's number.
    init(submissions: [Int64: Int64]) { self.submissions = submissions }

    /// Takes in what happened to a task.
    mutating func take(_ event: Google2011TaskEvent, at time: Int64) {
        let number = Int(number(of: event, at: time))
        if lives[number].request == nil { lives[number].request = event.request }
        if event.spreads { jobs[Int(lives[number].job)].spreads = true }
        switch event.kind {
        case .submit, .updatePending, .updateRunning: break
        case .schedule:
            guard lives[number].runningSince == nil else { return }
            if time == Google2011Time.beforeTrace, lives[number].firstSchedule == nil { lives[number].ranBefore = true }
            lives[number].firstSchedule = lives[number].firstSchedule ?? time
            lives[number].runningSince = max(time, Google2011Time.start)
        case .evict, .fail, .finish, .kill, .lost:
            guard let since = lives[number].runningSince else { return }
            lives[number].ran += max(0, time - since)
            lives[number].runningSince = nil
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
                    submitted: submissions.removeValue(forKey: event.job), isService: event.isService,
                    id: UInt64(bitPattern: event.job)))
        }
        let number = Int32(lives.count)
        numbers[key] = number
        lives.append(Life(key: key, job: job, submitted: time))
        return number
    }

    /// The jobs, in the order of their submission, those that ran already first.
    ///
    /// - Parameters:
    ///   - options: how they become ours.
    ///   - names: takes the workloads that there are.
    ///   - report: takes what is left out.
    /// - Returns: the jobs.
    func jobs(
        _ options: Google2011Options, numbering names: inout [String], report: inout ReadReport
    ) -> [TraceJob] {
        names = ["batch", "service"]
        var found: [TraceJob] = []
        let order = lives.indices.sorted { (lives[$0].job, lives[$0].key.task) < (lives[$1].job, lives[$1].key.task) }
        var start = 0
        while start < order.count {
            let job = lives[order[start]].job
            let end = order[start...].firstIndex { lives[$0].job != job } ?? order.count
            found += trace(jobs[Int(job)], order[start..<end].map { lives[$0] }, &report)
            start = end
        }
        report.skip("no tasks in the files", jobs: submissions.count)
        return found.enumerated()
            .sorted {
                let (a, b) = ($0.element, $1.element)
                if a.wasRunning != b.wasRunning { return a.wasRunning }
                return (a.job.submitted, $0.offset) < (b.job.submitted, $1.offset)
            }
            .map(\.element)
    }

    /// What ran of a job when the trace began, and what was submitted of it: either, both, or none that can be used.
    private func trace(_ job: JobLife, _ tasks: [Life], _ report: inout ReadReport) -> [TraceJob] {
        var running: [TaskPart] = []
        var arriving: [TaskPart] = []
        var firstSubmission = Int64.max
        var firstSchedule = Int64.max
        for task in tasks {
            guard let scheduled = task.firstSchedule else {
                report.skip("never scheduled", tasks: 1)
                continue
            }
            guard let request = task.request else {
                report.skip("request unknown", tasks: 1)
                continue
            }
            let part = TaskPart(demand: request, duration: Google2011Lives.length(of: task), count: 1)
            if task.runningSince != nil {
                report.tasksCut += 1
                report.coreSecondsCut += Double(request.milliCores) / 1000 * part.duration.inSeconds
            }
            if task.ranBefore {
                running.append(part)
            } else {
                arriving.append(part)
                firstSubmission = min(firstSubmission, task.submitted)
                firstSchedule = min(firstSchedule, scheduled)
            }
        }
        let workload = job.isService ? 1 : 0
        var result: [TraceJob] = []
        func add(_ parts: [TaskPart], submitted: Nanoseconds, began: Nanoseconds?) {
            let first = parts[0]
            let spec = JobSpec(
                submitted: submitted, duration: first.duration, demand: first.demand, workload: workload,
                tasks: first.count, id: job.id)
            var traced = TraceJob(spec, began: began).with(TaskPart.merged(parts))
            if job.spreads { traced.requirements.spread.machine = .hard }
            result.append(traced)
        }
        if !running.isEmpty { add(running, submitted: 0, began: -1) }
        if !arriving.isEmpty {
            // Tasks may join a job that was there before the trace.
            let known = running.isEmpty ? job.submitted ?? firstSubmission : firstSubmission
            add(
                arriving, submitted: Google2011Time.sinceStart(min(known, firstSubmission)),
                began: Google2011Time.sinceStart(firstSchedule))
        }
        if result.isEmpty { report.skip("no task that ran and whose request is known", jobs: 1) }
        return result
    }

    private static func length(of task: Life) -> Nanoseconds {
        let ran = task.ran * 1000
        guard let since = task.runningSince else { return ran }
        return ran + Google2011Time.end - Google2011Time.sinceStart(since)
    }
}
