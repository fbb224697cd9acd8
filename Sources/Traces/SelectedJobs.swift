package import CellbenchSimulator

/// Reads what a selection has of a trace.
///
/// Its times count from the beginning of the selection.
public final class SelectedJobs: JobReader {
    /// The most jobs that a loop may come to: simulating that many takes minutes, and far more come of a window that was mistyped.
    static let mostJobsOfLoop = 100_000_000

    private let selection: TraceSelection
    private let source: TraceSource?
    /// When the simulation ends, after which no pass is of use; nil where that is not known.
    private let horizon: Nanoseconds?
    private let passes: TracePasses
    private var leftOut = ReadReport()
    /// How often the trace was gone through.
    package var passesDone: Int { passes.done }
    private var submitted = 0
    private var submittedBefore = 0
    /// Whether the last pass has come to its end.
    private var isExhausted = false
    /// The last submission of this pass, from its beginning and before it is scaled.
    private var last: Nanoseconds = 0
    /// What the passes took that are done.
    private var elapsed: Nanoseconds = 0

    /// What `selection` has of `source`.
    public convenience init(_ source: TraceSource, _ selection: TraceSelection) throws(TraceError) {
        try self.init(source, selection, tap: selection.passes == 1 ? nil : ByteTap(keeping: KeptPipes()))
    }

    /// What `selection` has of `source`, which is simulated until `horizon`, if that is given; the bytes of its files go through `tap` as
    /// they are read for the first time.
    package convenience init(
        _ source: TraceSource, _ selection: TraceSelection, until horizon: Nanoseconds? = nil, tap: ByteTap?
    ) throws(TraceError) {
        let again = tap?.again
        self.init(selection, source, until: horizon, first: try source.open(tap: tap)) { () throws(TraceError) in
            try source.open(tap: again)
        }
        guard hasTimes || !selection.isOfTimes else {
            throw .malformed(
                source.path,
                "it has no times; accepted with requests alone: limit, sizeScale and constraints, no part of its time"
            )
        }
    }

    /// What `selection` has of what `first` reads, and for further passes of what `open` opens.
    init(
        _ selection: TraceSelection, _ source: TraceSource? = nil, until horizon: Nanoseconds? = nil,
        first: any JobReader,
        _ open: @escaping () throws(TraceError) -> any JobReader
    ) {
        self.selection = selection
        self.source = source
        self.horizon = horizon
        passes = TracePasses(of: first, areSeveral: selection.passes != 1, open: open)
    }

    /// The workloads met so far.
    public var workloads: [String] { passes.workloads }

    /// Whether jobs have times.
    public var hasTimes: Bool { passes.hasTimes }

    /// Refuses a trace that has requests but no times, where jobs are wanted that are submitted and run.
    package func requireTimes() throws(TraceError) {
        guard !hasTimes, let source else { return }
        throw .malformed(
            source.path,
            "it has what pods ask for, but no times: no job can be submitted; accepted: a list with times, or workloads drawn from "
                + "its requests, which 'cellbench trace fit \(source.format.rawValue):FILE' prints")
    }

    /// What was read in the first pass, and what of it is not in the selection.
    public var report: ReadReport {
        var report = passes.report.adding(leftOut)
        if isExhausted, let limit = selection.limit, submitted < limit { report.jobsShortOfLimit = limit - submitted }
        return report
    }

    /// The next job of the selection, or nil after the last.
    public func next() throws(TraceError) -> TraceJob? {
        while true {
            if let limit = selection.limit, submitted >= limit { return try nextEarlier() }
            if let job = try passes.next() {
                guard var chosen = try choose(job) else { continue }
                if selection.constraints == .ignore { chosen.requirements = Requirements() }
                return chosen
            }
            // A pass without a job will not have one the next time.
            guard passesDone < selection.passes ?? .max, submitted > submittedBefore else {
                isExhausted = true
                return nil
            }
            let jobs = submitted - submittedBefore
            // Where the selection has no end, as long behind the last job as jobs are apart.
            let length = selection.end.map { $0 - selection.start } ?? last + last / Int64(max(1, jobs - 1))
            if passesDone == 1 { try checkLoop(of: jobs, every: length) }
            elapsed = elapsed.addingClamped(length)
            submittedBefore = submitted
            last = 0
            try passes.startOver()
        }
    }

    /// The next of the jobs that run when the window begins and that the reader gives back late; nil after the last.
    private func nextEarlier() throws(TraceError) -> TraceJob? {
        guard passesDone == 0, selection.start > 0, passes.mayHaveEarlierJobs else { return nil }
        while let job = try passes.next() {
            guard job.wasRunning || job.job.submitted < selection.start, var chosen = try running(job) else {
                continue
            }
            if selection.constraints == .ignore { chosen.requirements = Requirements() }
            return chosen
        }
        return nil
    }

    /// Refuses a loop that would not come to its end: passes that take no time, or so little that there are far too many jobs.
    private func checkLoop(of jobs: Int, every length: Nanoseconds) throws(TraceError) {
        guard length > 0 else {
            throw TraceError(
                file: source?.path ?? "",
                message: "all its jobs are submitted at one time; accepted for a loop: a window with an end")
        }
        let pass = max(1, scaled(length))
        let untilHorizon = horizon.map { Int(clamping: $0 / pass + 1) } ?? .max
        let passes = min(selection.passes ?? .max, untilHorizon)
        let (product, overflow) = jobs.multipliedReportingOverflow(by: passes)
        let planned = overflow ? .max : product
        guard min(planned, selection.limit ?? .max) > SelectedJobs.mostJobsOfLoop else { return }
        let end = passes == untilHorizon && horizon != nil ? " until the horizon" : ""
        let times = passes == .max ? "without end" : "\(passes) times"
        throw TraceError(
            file: source?.path ?? "",
            message:
                "its \(jobs) jobs would be gone through \(times)\(end), every \(JobListText.seconds(pass)) s; accepted "
                + "for a loop: at most \(SelectedJobs.mostJobsOfLoop) jobs, with fewer passes, a longer window or a limit"
        )
    }

    /// When the pass at hand begins: nothing of it or of later ones is submitted before.
    package var beginOfPass: Nanoseconds { scaled(elapsed) }

    private func scaled(_ time: Nanoseconds) -> Nanoseconds {
        selection.timeScale == 1 ? time : Nanoseconds(clampingSeconds: time.inSeconds * selection.timeScale)
    }

    /// Reads on without regard to the selection; returns whether there was another job.
    package func skipRest() throws(TraceError) -> Bool { try passes.next() != nil }

    /// A job as the selection has it; nil where it has not.
    private func choose(_ job: TraceJob) throws(TraceError) -> TraceJob? {
        if job.wasRunning || job.job.submitted < selection.start { return try running(job) }
        if let end = selection.end, job.job.submitted >= end {
            leaveOut(SelectedJobs.afterWindow, jobs: 1, tasks: job.job.tasks)
            return nil
        }
        submitted += 1
        let sinceStart = job.job.submitted - selection.start
        last = max(last, sinceStart)
        // A simulation has a horizon, and passes after it are of no use.
        try checkScales(job, at: horizon == nil ? sinceStart.addingClamped(elapsed) : sinceStart)
        var chosen = job
        chosen.submit(at: scaled(sinceStart.addingClamped(elapsed)))
        // Another job of the same name would go to the same scheduler where the name decides.
        chosen.job.id = job.job.id &+ UInt64(passesDone) &* 0x9E37_79B9_7F4A_7C15
        return selection.sizeScale == 1 ? chosen : chosen.scaled(by: selection.sizeScale)
    }

    /// A job that was submitted before the selection begins, as far as it runs then.
    private func running(_ job: TraceJob) throws(TraceError) -> TraceJob? {
        guard passesDone == 0 else { return nil }
        let tasks = job.tasks(at: selection.start)
        if let running = tasks.running { try checkScales(running, at: 0) }
        // A job of which nothing runs counts once: where it waits if a task of it does.
        let reasons = [
            (SelectedJobs.waiting, tasks.waiting), (SelectedJobs.beginUnknown, tasks.unknown),
            (SelectedJobs.beforeWindow, tasks.ended),
        ]
        let reasonOfJob = tasks.running == nil ? reasons.first { $0.1 > 0 }?.0 : nil
        for (reason, tasks) in reasons { leaveOut(reason, jobs: reason == reasonOfJob ? 1 : 0, tasks: tasks) }
        return tasks.running?.scaled(by: selection.sizeScale)
    }

    /// Refuses scales and passes that make more of a job than can be simulated, rather than make less of it than they say.
    private func checkScales(_ job: TraceJob, at time: Nanoseconds) throws(TraceError) {
        guard selection.sizeScale > 1 || selection.timeScale > 1 || elapsed > 0 else { return }
        let file = source?.path ?? ""
        func text(_ factor: Double) -> String { Int64(exactly: factor).map(String.init) ?? "\(factor)" }
        guard (Double(job.job.tasks) * selection.sizeScale).rounded() <= Double(JobSpec.mostTasks) else {
            throw .malformed(
                file,
                "a job of \(job.job.tasks) tasks has too many times \(text(selection.sizeScale)); accepted: a sizeScale with which it has at "
                    + "most \(JobSpec.mostTasks)")
        }
        guard time.inSeconds * selection.timeScale <= Nanoseconds.longestSpan.inSeconds else {
            let scale = selection.timeScale == 1 ? "" : ", times \(text(selection.timeScale))"
            throw .malformed(
                file,
                "a submission at \(JobListText.seconds(time)) s\(scale) is beyond 100 years; accepted: a smaller timeScale, fewer "
                    + "passes, or a window that begins later or ends sooner")
        }
    }

    package static let beforeWindow = "before the window"
    package static let afterWindow = "after the window"
    /// Why tasks are left out that wait when a window begins: submitted before, to begin, or to begin again, only later.
    package static let waiting = "waiting when the window began"

    /// Why tasks are left out that were submitted before a window begins, and of which nobody knows when they began.
    package static let beginUnknown = "begin unknown, submitted before the window"

    private func leaveOut(_ reason: String, jobs: Int, tasks: Int) {
        if passesDone == 0 { leftOut.skip(reason, jobs: jobs, tasks: tasks) }
    }
}
