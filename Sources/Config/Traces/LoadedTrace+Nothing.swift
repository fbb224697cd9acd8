internal import CellbenchFiles
internal import CellbenchSimulator
internal import CellbenchTraces

extension LoadedTrace {
    /// Start of 1985 in seconds since 1970.
    ///
    /// A later submission seems to be a date, and not a time since the start of the trace.
    private static let secondsSinceEpoch = 473_040_000.0

    /// Message about a trace of which a simulation would submit nothing.
    ///
    /// - Parameters:
    ///   - file: the name of the trace in the message.
    ///   - selection: the part of the trace that is used. A window is on the trace's own clock, before `timeScale`.
    /// - Returns: the reason and what is accepted.
    func whyNothingIsSubmitted(of file: String, _ selection: TraceSelection) -> String {
        if let first = times.first {
            let count = times.late == 1 ? "the only job" : "all \(times.late) jobs"
            let seconds = Double(first) / 1e9
            let ownSeconds = seconds / selection.timeScale
            let epoch = ownSeconds >= LoadedTrace.secondsSinceEpoch ? ", which seems to count from 1970" : ""
            let start = (selection.start.inSeconds + ownSeconds).rounded(.down)
            return "\(count) of \(file) \(times.late == 1 ? "is" : "are") submitted after the horizon, the first at "
                + "\(shortest(seconds)) s\(epoch); accepted: a later horizon, or a window that begins later, such as "
                + "window: { from: \(shortest(start))s }"
        }
        let running = running.jobs.count
        if running > 0 {
            return "the \(running) jobs in \(file) ran already; accepted here: jobs that are submitted, "
                + "and those under cell.initialJobs"
        }
        return "no jobs in \(file)\(report.leftOut); accepted: at least one"
    }
}

extension ReadReport {
    /// Rows, jobs and tasks left out, for a message that nothing is left; empty if none was left out.
    var leftOut: String {
        let reasons = skipped.sorted { $0.key < $1.key }.map { reason, skipped in
            skipped.rows > 0
                ? "\(skipped.rows) rows: \(reason)" : "\(skipped.jobs > 0 ? skipped.jobs : skipped.tasks) \(reason)"
        }
        return reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", ")
    }
}
