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

    /// The block, after comments that say what it was made of.
    ///
    /// - Throws: ``Traces/TraceError`` if no workload has enough jobs to be fitted to.
    public func text() throws(TraceError) -> String {
        let fitted = summary.workloads.compactMap(\.fitted)
        guard !fitted.isEmpty else {
            throw TraceError(
                file: source.path,
                message: "no workload with two jobs that were submitted; accepted: at least one to fit to")
        }
        var text = "# Fitted to \(source.format.rawValue): \(summary.jobs) jobs submitted within "
        text += "\(FigureFormat.duration(summary.spanSeconds)).\n"
        for workload in summary.workloads where workload.fitted == nil {
            text += "# Left out, having fewer than two jobs that were submitted: \(workload.name)\n"
        }
        return text + ResolvedConfig.text(ofGenerated: fitted)
    }
}
