internal import CellbenchSimulator

/// Makes the jobs of Google's trace of 2011 from the lives of their tasks.
///
/// Jobs that ran when the trace began come first, then the others in the order of their submission. A job of which some
/// tasks ran then and others did not becomes two.
struct Google2011Jobs {
    /// A job to make.
    private struct Entry {
        /// Positions of the job's tasks among all lives.
        let tasks: Range<Int>
        /// True for the tasks that ran when the trace began; false for those submitted or waiting then.
        let isRunning: Bool
        let submitted: Nanoseconds
    }

    /// Use of a task's life.
    private enum Use {
        case running
        case arriving
        /// The task is left out, for this reason.
        case leftOut(String)
    }

    private let lives: Google2011Lives
    private var entries: [Entry] = []
    private var position = 0
    private var runsOfTask: [(start: Nanoseconds, end: Nanoseconds, isCut: Bool)] = []

    /// The jobs of the tasks in `lives`.
    ///
    /// - Parameters:
    ///   - lives: the lives of the tasks.
    ///   - largest: capacity of the largest machine.
    ///   - report: takes what is left out, and notes about the rest.
    init(_ lives: consuming Google2011Lives, largestMachine largest: Resources, report: inout ReadReport) {
        let jobsWithoutTasks = lives.close()
        self.lives = lives
        var arriving: [Entry] = []
        var start = 0
        let all = self.lives.lives
        while start < all.count {
            let job = all[start].job
            let end = all[start...].firstIndex { $0.job != job } ?? all.count
            let found = uses(start..<end, &report)
            if found.running { entries.append(Entry(tasks: start..<end, isRunning: true, submitted: 0)) }
            if let submitted = found.submitted {
                // Tasks may join a job that was there before the trace.
                let known = found.running ? submitted : min(self.lives.jobs[Int(job)].submitted, submitted)
                arriving.append(
                    Entry(tasks: start..<end, isRunning: false, submitted: Google2011Time.sinceStart(known)))
            }
            if !found.running, found.submitted == nil {
                report.skip("no task that ran and whose request is known", jobs: 1)
            }
            start = end
        }
        report.skip("no tasks in the files", jobs: jobsWithoutTasks)
        entries += arriving.enumerated()
            .sorted { ($0.element.submitted, $0.offset) < ($1.element.submitted, $1.offset) }
            .map(\.element)
        let unsubmitted = self.lives.tasksUnsubmitted
        if unsubmitted > 0 {
            report.notes.append(
                "\(unsubmitted) tasks are in the files, but not their submission, as where the first parts of the trace are missing: what "
                    + "ran then is known only from when it is scheduled again")
        }
        let beyond = all.count {
            $0.firstRun != Google2011Lives.none && !($0.request.resources?.fits(in: largest) ?? true)
        }
        if beyond > 0 {
            report.notes.append(
                "\(beyond) tasks in the files ask for more than the largest machine has: requests are fractions of it, and Google's are "
                    + "at most 1"
            )
        }
    }

    /// The uses of a job's tasks; tasks left out go into `report`.
    ///
    /// - Returns: true if some ran when the trace began, and the first submission of the others, in microseconds.
    private func uses(_ tasks: Range<Int>, _ report: inout ReadReport) -> (running: Bool, submitted: Int64?) {
        var found: (running: Bool, submitted: Int64?) = (false, nil)
        for life in lives.lives[tasks] {
            switch use(of: life) {
            case .running: found.running = true
            case .arriving: found.submitted = min(found.submitted ?? .max, life.submitted)
            case .leftOut(let reason): report.skip(reason, tasks: 1)
            }
        }
        return found
    }

    private func use(of life: Google2011Lives.Life) -> Use {
        guard life.firstRun != Google2011Lives.none else { return .leftOut("never scheduled") }
        guard life.request.resources != nil else { return .leftOut("request unknown") }
        guard let first = firstRunInTrace(of: life) else { return .leftOut("ended before the trace") }
        return lives.runs[Int(first)].start < Google2011Time.start ? .running : .arriving
    }

    /// Number of a task's first run that is not over when the trace begins.
    private func firstRunInTrace(of life: Google2011Lives.Life) -> Int32? {
        var number = life.firstRun
        while number != Google2011Lives.none {
            let run = lives.runs[Int(number)]
            if run.start >= Google2011Time.start || run.end > Google2011Time.start { return number }
            number = run.next
        }
        return nil
    }

    /// The next job; nil after the last.
    mutating func next() -> TraceJob? {
        guard position < entries.count else { return nil }
        defer { position += 1 }
        return job(entries[position])
    }

    private mutating func job(_ entry: Entry) -> TraceJob {
        var merged = MergedParts()
        var began = Nanoseconds.max
        for number in entry.tasks {
            let life = lives.lives[number]
            guard let request = life.request.resources, let first = firstRunInTrace(of: life) else { continue }
            let start = lives.runs[Int(first)].start
            guard (start < Google2011Time.start) == entry.isRunning else { continue }
            began = min(began, Google2011Time.sinceStart(start))
            takeRuns(from: first)
            merged.append(request, runs: runsOfTask)
        }
        let job = lives.jobs[Int(lives.lives[entry.tasks.lowerBound].job)]
        let spec = JobSpec(
            submitted: entry.submitted, duration: 0, demand: .zero, workload: job.isService ? 1 : 0, tasks: 0,
            id: job.id)
        var traced = TraceJob(spec, began: entry.isRunning ? -1 : began).with(merged.parts, runs: merged.runs)
        if job.spreads { traced.requirements.spread.machine = .hard }
        return traced
    }

    /// Collects the runs of a task from one on; a run that has no end in the files ends with the trace.
    private mutating func takeRuns(from first: Int32) {
        runsOfTask.removeAll(keepingCapacity: true)
        var number = first
        while number != Google2011Lives.none {
            let run = lives.runs[Int(number)]
            number = run.next
            let start = Google2011Time.sinceStart(run.start)
            let isCut = run.end == Google2011Lives.unended
            let end = isCut ? Google2011Time.end : start + (run.end - max(run.start, Google2011Time.start)) * 1000
            runsOfTask.append((start, end, isCut))
        }
    }
}
