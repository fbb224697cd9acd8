internal import CellbenchFiles
internal import CellbenchSimulator
internal import CellbenchTraces

extension LoadedTrace {
    /// Times since the beginning of 1985, in seconds, if they count from 1970.
    private static let secondsSinceEpoch = 473_040_000.0

    /// Why a simulation of the trace would submit nothing, and what is accepted.
    ///
    /// - Parameters:
    ///   - file: what the trace is called.
    ///   - selection: what of it was chosen; a window is on the trace's own clock, before times are scaled.
    /// - Returns: a message.
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
    /// What was passed over, for a message that there is nothing else; empty if nothing was.
    var leftOut: String {
        let reasons = skipped.sorted { $0.key < $1.key }.map { reason, skipped in
            skipped.rows > 0
                ? "\(skipped.rows) rows: \(reason)" : "\(skipped.jobs > 0 ? skipped.jobs : skipped.tasks) \(reason)"
        }
        return reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", ")
    }
}
