internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
public import CellbenchTraces

/// Text of `cellbench trace fit`: the section `workloads:` of a config.
public struct TraceFitText {
    private let source: TraceSource
    private let summary: TraceSummary

    /// Workloads fitted to the summary of `source`.
    public init(_ source: TraceSource, _ summary: TraceSummary) {
        self.source = source
        self.summary = summary
    }

    /// Reason why configs cannot have the workload: its name, or, in a trace with times, no time between its jobs.
    ///
    /// Nil if they can.
    private func reasonToLeaveOut(_ workload: TraceSummary.Workload) -> String? {
        if !Name.isValid(workload.name) { return "its name is none that a config may have (\(Name.accepted))" }
        if ["from", "preset", "load"].contains(workload.name) { return "configs have a setting of its name" }
        guard summary.hasTimes, (workload.samples[.interarrival]?.mean ?? 0) < 1e-6 else { return nil }
        return "it has no two jobs submitted at different times"
    }

    /// Workloads that configs can have.
    private var fittable: [TraceSummary.Workload] { summary.workloads.filter { reasonToLeaveOut($0) == nil } }

    /// Seconds between the first and the last job of ``fittable``.
    private var spanOfFittable: Double {
        let spans = fittable.compactMap(\.submissionSeconds)
        return (spans.map(\.upperBound).max() ?? 0) - (spans.map(\.lowerBound).min() ?? 0)
    }

    /// Texts on the workloads that are left out, with the reasons.
    private var workloadsLeftOut: [String] {
        summary.workloads.compactMap { workload in
            reasonToLeaveOut(workload).map { reason in
                let jobs = workload.jobsSubmitted == 1 ? "1 job" : "\(workload.jobsSubmitted) jobs"
                return "\"\(workload.name.printable(atMost: 100))\" (\(jobs) submitted): \(reason)"
            }
        }
    }

    /// The section, below comments on its origin.
    ///
    /// - Throws: ``Traces/TraceError`` if no workload has enough jobs for a fit.
    public func text() throws(TraceError) -> String {
        guard summary.hasTimes else { return textOfRequests }
        let fitted = fittable.compactMap(\.fitted)
        guard !fitted.isEmpty else {
            let reasons = workloadsLeftOut.prefix(3).joined(separator: ", ")
            throw TraceError(
                file: source.path,
                message:
                    "no workload to fit to\(reasons.isEmpty ? "" : ", not \(reasons)"); accepted: at least one that has a name for "
                    + "a config, and jobs submitted at different times")
        }
        let jobs = fittable.reduce(0) { $0 + $1.jobsSubmitted }
        var text = "# Fitted to \(source.format.rawValue): \(jobs) jobs submitted within "
        text += "\(FigureFormat.duration(spanOfFittable)).\n"
        text += workloadsLeftOut.map { "# Left out: \($0).\n" }.joined()
        for workload in fitted { text += loadComment(workload) }
        text += leftOut + notes
        return text + ResolvedConfig.text(ofGenerated: fitted)
    }

    /// Text for a trace without times: numbers of tasks, and demand.
    private var textOfRequests: String {
        let jobs = fittable.reduce(0) { $0 + $1.jobs }
        var text =
            "# Fitted to \(source.format.rawValue): \(jobs) jobs, which have no times. The workloads want an interarrival and a\n"
        text +=
            "# duration beside what is here, such as interarrival: { exponential: { mean: 10s } } and duration: 5min.\n"
        text += workloadsLeftOut.map { "# Left out: \($0).\n" }.joined()
        text += leftOut + notes
        return text + ResolvedConfig.text(ofRequests: fittable)
    }

    /// Cautions about the trace, as comments.
    private var notes: String { summary.report.notes.map { "# Note: \($0.printable)\n" }.joined() }

    /// Comment on the load of a fitted workload beside that of the trace's jobs, while these arrived.
    ///
    /// The two differ because quantities are drawn independently: in the trace, jobs with many tasks may run long.
    private func loadComment(_ fitted: GeneratedWorkload) -> String {
        guard let workload = summary.workloads.first(where: { $0.name == fitted.name }) else { return "" }
        func mean(_ quantity: TraceSummary.Quantity) -> Double { workload.samples[quantity]?.mean ?? 0 }
        let drawn = mean(.tasks) / mean(.interarrival) * mean(.duration) * mean(.cpu)
        // The rate is over the workload's own time, which may be a part of the trace's.
        let asked = workload.coreSecondsSubmitted / (Double(workload.jobsSubmitted) * mean(.interarrival))
        guard drawn > 0, drawn.isFinite, asked > 0, asked.isFinite else { return "" }
        return
            "# \(fitted.name): asks for \(cores(drawn)) cores on average; the trace's jobs asked for \(cores(asked)) while they came, as "
            + "quantities\n#   that went together are drawn each by itself. Jobs \(cores(asked / drawn)) times as often would ask for as much.\n"
    }

    private func cores(_ amount: Double) -> String { FigureFormat.fixed(amount, decimals: amount < 10 ? 2 : 1) }

    /// Comments on properties of jobs that the workloads lack, and on jobs that were not used for the fit.
    private var leftOut: String {
        let constrained = fittable.reduce(0) { $0 + $1.jobsConstrainedSubmitted }
        let spread = fittable.reduce(0) { $0 + $1.jobsSpreadSubmitted }
        let running = summary.workloads.reduce(0) { $0 + $1.jobsRunning }
        let parts = [
            (
                constrained,
                "of the jobs \(constrained == 1 ? "asks" : "ask") for attributes of machines (see constraints and pickiness)"
            ),
            (spread, "of the jobs \(spread == 1 ? "has" : "have") tasks that must be apart (see spread)"),
            (running, "\(running == 1 ? "job" : "jobs") ran already (see cell.initialUtilization)"),
        ]
        let rows = summary.report.rowsSkipped
        return (summary.report.shortfall(of: summary.jobsSubmitted).map { "# \($0).\n" } ?? "")
            + parts.filter { $0.0 > 0 }.map { "# Not in it: \($0.0) \($0.1).\n" }.joined()
            + (rows > 0 ? "# Not in it: \(rows) rows passed over: see 'trace inspect'.\n" : "")
    }
}
