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
        return text + ResolvedConfig.text(ofGenerated: fitted)
    }
}
