internal import Simulator

/// Reads what a selection has of a trace.
///
/// Its times count from the beginning of the selection.
public final class SelectedJobs: JobReader {
    private let open: () throws(TraceError) -> any JobReader
    private let selection: TraceSelection
    private let path: String
    private var reader: any JobReader
    private var firstReport: ReadReport?
    /// The workloads that the first pass met: a later one meets the same, but may be cut before it has met all.
    private var firstWorkloads: [String]?
    private var leftOut = ReadReport()
    /// How often the trace was gone through.
    package private(set) var passesDone = 0
    private var submitted = 0
    private var submittedBefore = 0
    /// The last submission of this pass, from its beginning and before it is scaled.
    private var last: Nanoseconds = 0
    /// What the passes took that are done.
    private var elapsed: Nanoseconds = 0

    /// What `selection` has of `source`.
    public convenience init(_ source: TraceSource, _ selection: TraceSelection) throws(TraceError) {
        try self.init(source, selection, tap: selection.passes == 1 ? nil : ByteTap(keeping: KeptPipes()))
    }

    /// What `selection` has of `source`; the bytes of its files go through `tap` as they are read for the first time.
    package convenience init(
        _ source: TraceSource, _ selection: TraceSelection, tap: ByteTap?
    ) throws(TraceError) {
        let again = tap?.again
        self.init(selection, source.path, first: try source.open(tap: tap)) { () throws(TraceError) in
            try source.open(tap: again)
        }
    }

    /// What `selection` has of what `first` reads, and for further passes of what `open` opens.
    init(
        _ selection: TraceSelection, _ path: String = "", first: any JobReader,
        _ open: @escaping () throws(TraceError) -> any JobReader
    ) {
        self.open = open
        self.selection = selection
        self.path = path
        reader = first
    }

    /// The workloads met so far.
    public var workloads: [String] { firstWorkloads ?? reader.workloads }

    /// What was read in the first pass, and what of it is not in the selection.
    public var report: ReadReport { (firstReport ?? reader.report).adding(leftOut) }

    /// The next job of the selection, or nil after the last.
    public func next() throws(TraceError) -> TraceJob? {
        while true {
            if let limit = selection.limit, submitted >= limit { return nil }
            if let job = try reader.next() {
                guard var chosen = choose(job) else { continue }
                if selection.constraints == .ignore { chosen.requirements = Requirements() }
                return chosen
            }
            firstReport = firstReport ?? reader.report
            firstWorkloads = firstWorkloads ?? reader.workloads
            passesDone += 1
            // A pass without a job will not have one the next time.
            guard passesDone < selection.passes ?? .max, submitted > submittedBefore else { return nil }
            let jobs = Int64(submitted - submittedBefore)
            // Where the selection has no end, as long behind the last job as jobs are apart.
            let length = selection.end.map { $0 - selection.start } ?? last + last / max(1, jobs - 1)
            guard length > 0 else {
                throw TraceError(
                    file: path,
                    message: "all its jobs are submitted at one time; accepted for a loop: a window with an end")
            }
            elapsed = elapsed.addingClamped(length)
            submittedBefore = submitted
            last = 0
            reader = try open()
        }
    }

    /// When the pass at hand begins: nothing of it or of later ones is submitted before.
    package var beginOfPass: Nanoseconds { scaled(elapsed) }

    private func scaled(_ time: Nanoseconds) -> Nanoseconds {
        selection.timeScale == 1 ? time : Nanoseconds(clampingSeconds: time.inSeconds * selection.timeScale)
    }

    /// Reads on without regard to the selection; returns whether there was another job.
    package func skipRest() throws(TraceError) -> Bool { try reader.next() != nil }

    /// A job as the selection has it; nil where it has not.
    private func choose(_ job: TraceJob) -> TraceJob? {
        if job.wasRunning || job.job.submitted < selection.start { return running(job) }
        if let end = selection.end, job.job.submitted >= end {
            leaveOut("after the window")
            return nil
        }
        submitted += 1
        let sinceStart = job.job.submitted - selection.start
        last = max(last, sinceStart)
        var chosen = job
        chosen.job.submitted = scaled(sinceStart.addingClamped(elapsed))
        chosen.began = job.began.map { chosen.job.submitted.addingClamped($0 - job.job.submitted) }
        // Another job of the same name would go to the same scheduler where the name decides.
        chosen.job.id = job.job.id &+ UInt64(passesDone) &* 0x9E37_79B9_7F4A_7C15
        return chosen.scaled(by: selection.sizeScale)
    }

    /// A job that was submitted before the selection begins, as far as it runs then.
    private func running(_ job: TraceJob) -> TraceJob? {
        guard passesDone == 0 else { return nil }
        guard let began = job.began else {
            leaveOut("before the window")
            return nil
        }
        let age = selection.start - max(0, began)
        let left =
            age == 0
            ? job.parts
            : job.parts.compactMap { part -> TaskPart? in
                var part = part
                part.duration -= age
                return part.duration > 0 ? part : nil
            }
        guard age >= 0, !left.isEmpty else {
            leaveOut("before the window")
            return nil
        }
        var running = job.with(left)
        running.job.submitted = 0
        if !running.wasRunning { running.began = -1 }
        return running.scaled(by: selection.sizeScale)
    }

    private func leaveOut(_ reason: String) {
        if passesDone == 0 { leftOut.skip(reason, jobs: 1) }
    }
}
