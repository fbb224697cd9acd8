internal import Simulator
public import Traces
internal import Yams

/// What `cellbench trace fit` prints: `workloads:` for a config.
public struct TraceFitText {
    private let source: TraceSource
    private let summary: TraceSummary

    /// The workloads fitted to what was read of `source`.
    public init(_ source: TraceSource, _ summary: TraceSummary) {
        self.source = source
        self.summary = summary
    }

    /// Whether a config can have the workload: it has a name, and time between its jobs.
    private func canBeFitted(_ workload: TraceSummary.Workload) -> Bool {
        let reserved = ["from", "preset", "load"]
        return Name.isValid(workload.name) && !reserved.contains(workload.name)
            && (workload.samples[.interarrival]?.mean ?? 0) >= 1e-6
    }

    /// The block, after comments that say what it was made of.
    ///
    /// - Throws: ``Traces/TraceError`` if no workload has enough jobs to be fitted to.
    public func text() throws(TraceError) -> String {
        guard summary.hasTimes else { return textOfRequests }
        let fitted = summary.workloads.filter(canBeFitted).compactMap(\.fitted)
        guard !fitted.isEmpty else {
            throw TraceError(
                file: source.path,
                message: "no workload with jobs submitted at different times; accepted: at least one to fit to")
        }
        var text = "# Fitted to \(source.format.rawValue): \(summary.jobsSubmitted) jobs submitted within "
        text += "\(FigureFormat.duration(summary.spanSeconds)).\n"
        for workload in summary.workloads where !canBeFitted(workload) {
            text += "# Left out, for want of jobs submitted at different times or of a name for a config: "
            text += workload.name.printable + "\n"
        }
        for workload in fitted { text += loadComment(workload) }
        text += leftOut + notes
        return text + ResolvedConfig.text(ofGenerated: fitted)
    }

    /// What workloads can draw from a trace that has no times: how many tasks jobs have, and what those ask for.
    private var textOfRequests: String {
        var text =
            "# Fitted to \(source.format.rawValue): \(summary.jobs) jobs, which have no times. The workloads want an interarrival and a\n"
        text +=
            "# duration beside what is here, such as interarrival: { exponential: { mean: 10s } } and duration: 5min.\n"
        text += leftOut + notes
        return text + ResolvedConfig.text(ofRequests: summary.workloads.filter { Name.isValid($0.name) })
    }

    /// What to know of the trace before believing it.
    private var notes: String { summary.report.notes.map { "# Note: \($0.printable)\n" }.joined() }

    /// What a fitted workload asks for beside what the trace's jobs did.
    ///
    /// Drawn each by itself, quantities no longer go together as they did: that jobs of many tasks run long, say.
    private func loadComment(_ fitted: GeneratedWorkload) -> String {
        guard let workload = summary.workloads.first(where: { $0.name == fitted.name }), summary.spanSeconds > 0 else {
            return ""
        }
        func mean(_ quantity: TraceSummary.Quantity) -> Double { workload.samples[quantity]?.mean ?? 0 }
        let drawn = mean(.tasks) / mean(.interarrival) * mean(.duration) * mean(.cpu)
        let asked = workload.coreSecondsSubmitted / summary.spanSeconds
        guard drawn > 0, drawn.isFinite, asked > 0 else { return "" }
        return
            "# \(fitted.name): asks for \(cores(drawn)) cores on average; the trace's jobs asked for \(cores(asked)), as quantities "
            + "that went\n#   together are drawn each by itself. Jobs \(cores(asked / drawn)) times as often would ask for as much.\n"
    }

    private func cores(_ amount: Double) -> String { FigureFormat.fixed(amount, decimals: amount < 10 ? 2 : 1) }

    /// What of the trace the workloads do not have.
    private var leftOut: String {
        func sum(_ count: (TraceSummary.Workload) -> Int) -> Int { summary.workloads.reduce(0) { $0 + count($1) } }
        let parts = [
            (sum(\.jobsConstrained), "of the jobs ask for attributes of machines (see constraints and pickiness)"),
            (sum(\.jobsSpread), "of the jobs have tasks that must be apart (see spread)"),
            (sum(\.jobsRunning), "jobs ran already (see cell.initialUtilization)"),
        ]
        let rows = summary.report.rowsSkipped
        return parts.filter { $0.0 > 0 }.map { "# Not in it: \($0.0) \($0.1).\n" }.joined()
            + (rows > 0 ? "# Not in it: \(rows) rows passed over: see 'trace inspect'.\n" : "")
    }
}
