package import CellbenchSimulator

/// Reads the jobs of a trace that a selection chooses, with times that count from the beginning of the selection.
///
/// A window from 2 h to 5 h has the jobs submitted then, and before them, as running at 0, the tasks that run at 2 h. A
/// loop reads the window again and again.
public final class SelectedJobs: JobReader {
    /// The most jobs of a loop.
    ///
    /// Simulating that many takes minutes; a mistyped window has far more.
    static let mostJobsOfLoop = 100_000_000

    private let selection: TraceSelection
    private let source: TraceSource?
    /// End of the simulation, after which no pass is of use; nil where it is unknown.
    private let horizon: Nanoseconds?
    private let passes: TracePasses
    private var leftOut = ReadReport()
    /// Number of passes that have ended.
    package var passesDone: Int { passes.done }
    private var submitted = 0
    private var submittedBefore = 0
    /// True once the last pass has ended.
    private var isExhausted = false
    /// The last submission of this pass, from its beginning and before it is scaled.
    private var last: Nanoseconds = 0
    /// Sum of the lengths of the passes that have ended.
    private var elapsed: Nanoseconds = 0

    /// The jobs of `source` that `selection` chooses.
    public convenience init(_ source: TraceSource, _ selection: TraceSelection) throws(TraceError) {
        try self.init(source, selection, tap: selection.passes == 1 ? nil : ByteTap(keeping: KeptPipes()))
    }

    /// The jobs of `source` that `selection` chooses, for a simulation until `horizon`.
    ///
    /// - Parameters:
    ///   - source: the trace.
    ///   - selection: the selection.
    ///   - horizon: end of the simulation; nil where it is unknown.
    ///   - tap: takes the bytes of the trace's files as they are read for the first time.
    /// - Throws: ``TraceError`` if the trace cannot be opened, or has no times and the selection is of times.
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

    /// The jobs of `first` that `selection` chooses; further passes read what `open` returns.
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

    /// Names of the workloads so far.
    public var workloads: [String] { passes.workloads }

    /// True if jobs have times.
    public var hasTimes: Bool { passes.hasTimes }

    /// Throws for a trace that has requests and no times, where jobs are to be submitted and run.
    package func requireTimes() throws(TraceError) {
        guard !hasTimes, let source else { return }
        throw .malformed(
            source.path,
            "it has what pods ask for, but no times: no job can be submitted; accepted: a list with times, or workloads drawn from "
                + "its requests, which 'cellbench trace fit \(source.format.rawValue):FILE' prints")
    }

    /// Report of the first pass, with the jobs that are not in the selection.
    public var report: ReadReport {
        var report = passes.report.adding(leftOut)
        if isExhausted, let limit = selection.limit, submitted < limit { report.jobsShortOfLimit = limit - submitted }
        return report
    }

    /// The next job of the selection; nil after the last.
    public func next() throws(TraceError) -> TraceJob? {
        while true {
            if let limit = selection.limit, submitted >= limit { return try nextEarlier() }
            if let job = try passes.next() {
                guard var chosen = try choose(job) else { continue }
                if selection.constraints == .ignore { chosen.requirements = Requirements() }
                return chosen
            }
            // A pass without a job is the last: the next one would have none either.
            guard passesDone < selection.passes ?? .max, submitted > submittedBefore else {
                isExhausted = true
                return nil
            }
            let jobs = submitted - submittedBefore
            // A selection without an end is as much longer than its last submission as jobs are apart.
            let length = selection.end.map { $0 - selection.start } ?? last + last / Int64(max(1, jobs - 1))
            if passesDone == 1 { try checkLoop(of: jobs, every: length) }
            elapsed = elapsed.addingClamped(length)
            submittedBefore = submitted
            last = 0
            try passes.startOver()
        }
    }

    /// The next job that runs when the window begins and that the reader returns late; nil after the last.
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

    /// Throws for a loop whose passes take no time, or so little that there would be too many jobs.
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

    /// Beginning of the pass under way: none of its jobs, or of later ones, is submitted before.
    package var beginOfPass: Nanoseconds { scaled(elapsed) }

    private func scaled(_ time: Nanoseconds) -> Nanoseconds {
        selection.timeScale == 1 ? time : Nanoseconds(clampingSeconds: time.inSeconds * selection.timeScale)
    }

    /// Reads one more job, whether or not it is selected; returns false at the end.
    package func skipRest() throws(TraceError) -> Bool { try passes.next() != nil }

    /// The job as the selection has it; nil where the selection has it not.
    private func choose(_ job: TraceJob) throws(TraceError) -> TraceJob? {
        if job.wasRunning || job.job.submitted < selection.start { return try running(job) }
        if let end = selection.end, job.job.submitted >= end {
            leaveOut(SelectedJobs.afterWindow, jobs: 1, tasks: job.job.tasks)
            return nil
        }
        submitted += 1
        let sinceStart = job.job.submitted - selection.start
        last = max(last, sinceStart)
        // For a simulation, later passes do not count: they are of no use after the horizon.
        try checkScales(job, at: horizon == nil ? sinceStart.addingClamped(elapsed) : sinceStart)
        var chosen = job
        chosen.submit(at: scaled(sinceStart.addingClamped(elapsed)))
        // A job of the same id would go to the same scheduler with `assignment: hash`.
        chosen.job.id = job.job.id &+ UInt64(passesDone) &* 0x9E37_79B9_7F4A_7C15
        return selection.sizeScale == 1 ? chosen : chosen.scaled(by: selection.sizeScale)
    }

    /// The tasks of a job submitted before the selection that run when it begins; nil where none does.
    private func running(_ job: TraceJob) throws(TraceError) -> TraceJob? {
        guard passesDone == 0 else { return nil }
        let tasks = job.tasks(at: selection.start)
        if let running = tasks.running { try checkScales(running, at: 0) }
        // A job of which nothing runs counts once: as waiting if one of its tasks waits.
        let reasons = [
            (SelectedJobs.waiting, tasks.waiting), (SelectedJobs.beginUnknown, tasks.unknown),
            (SelectedJobs.beforeWindow, tasks.ended),
        ]
        let reasonOfJob = tasks.running == nil ? reasons.first { $0.1 > 0 }?.0 : nil
        for (reason, tasks) in reasons { leaveOut(reason, jobs: reason == reasonOfJob ? 1 : 0, tasks: tasks) }
        return tasks.running?.scaled(by: selection.sizeScale)
    }

    /// Throws for scales and passes that make more of a job than can be simulated.
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
    /// Reason to leave tasks out that wait when a window begins: they begin, or begin again, later.
    package static let waiting = "waiting when the window began"

    /// Reason to leave tasks out that were submitted before a window and began at an unknown time.
    package static let beginUnknown = "begin unknown, submitted before the window"

    private func leaveOut(_ reason: String, jobs: Int, tasks: Int) {
        if passesDone == 0 { leftOut.skip(reason, jobs: jobs, tasks: tasks) }
    }
}
