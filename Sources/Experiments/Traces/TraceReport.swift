internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
public import CellbenchTraces

/// Text of `cellbench trace inspect`.
public struct TraceReport {
    let source: TraceSource
    let summary: TraceSummary

    /// A report on the summary of `source`.
    public init(_ source: TraceSource, _ summary: TraceSummary) {
        self.source = source
        self.summary = summary
    }

    /// Text for people: counts, quantiles by workload, the peak, and rows left out.
    public func text(width: Int = 100) -> String {
        var paragraphs = [overview]
        for workload in summary.workloads where workload.samples[.tasks] != nil {
            paragraphs.append(quantiles(of: workload))
        }
        paragraphs.append(passedOver)
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var overview: String {
        guard summary.hasTimes else { return overviewOfRequests }
        let coreSeconds = summary.workloads.reduce(0) { $0 + $1.coreSeconds }
        let gibibyteSeconds = summary.workloads.reduce(0) { $0 + $1.gibibyteSeconds }
        let gpuSeconds = summary.workloads.reduce(0) { $0 + $1.gpuSeconds }
        func share(_ part: Double, _ whole: Double) -> String { whole > 0 ? FigureFormat.share(part / whole) : "0" }
        let rows = summary.workloads.map { workload in
            [
                workload.name.printable, "\(workload.jobs)", "\(workload.tasks)", "\(workload.jobsRunning)",
                "\(workload.tasksRunning)",
                share(Double(workload.jobs), Double(summary.jobs)), share(workload.coreSeconds, coreSeconds),
                share(workload.gibibyteSeconds, gibibyteSeconds), share(workload.gpuSeconds, gpuSeconds),
            ]
        }
        let grid = TextGrid(
            stub: .init(heading: "", columns: [.init(heading: "workload", isNumeric: false)]),
            groups: [
                .init(heading: "", columns: [.init(heading: "jobs"), .init(heading: "tasks")]),
                .init(heading: "ran already", columns: [.init(heading: "jobs"), .init(heading: "tasks")]),
                .init(
                    heading: "share of",
                    columns: ["jobs", "cpu time", "memory time", "gpu time"].map { .init(heading: $0) }),
            ],
            sections: [rows])
        let peak = summary.peak
        let span =
            summary.jobsSubmitted == 0
            ? (summary.jobs == 0 ? "none" : "all running already")
            : "\(summary.jobsSubmitted) submitted within \(FigureFormat.duration(summary.spanSeconds))"
        return "\(source.format.rawValue): \(summary.jobs) jobs of \(summary.tasks) tasks, \(span); "
            + "\(summary.report.rows) rows\n\n"
            + grid.rendered(width: 100).joined()
            + "\nat most \(peak.tasks) tasks at once, \(number(peak.cores)) cores, \(number(peak.gibibytes)) GiB, "
            + "\(number(peak.gpus)) GPUs (each at its own time)\n" + againstCell + asked + cut + notes
    }

    /// Overview of a trace without times, of which nobody knows what runs when.
    private var overviewOfRequests: String {
        let counts = summary.workloads.map { "\($0.name.printable): \($0.jobs)" }.joined(separator: ", ")
        return
            "\(source.format.rawValue): \(summary.jobs) jobs of \(summary.tasks) tasks, requests only: it has no times; "
            + "\(summary.report.rows) rows\n\njobs by workload: \(counts)\n" + tooLarge + asked
            + "no job of it can be submitted: 'cellbench trace fit' prints what workloads may draw from it\n" + notes
    }

    /// Assumptions about the trace, and cautions.
    private var notes: String {
        let endTimes = summary.report.endTimes.map { "ends of jobs are taken to be \($0.inWords)\n" } ?? ""
        let shortfall = summary.report.shortfall(of: summary.jobsSubmitted).map { "\($0)\n" } ?? ""
        return shortfall + endTimes + summary.report.notes.map { "note: \($0.printable)\n" }.joined()
    }

    /// Constraints and spread of jobs; empty where no job has any.
    private var asked: String {
        let constrained = summary.workloads.reduce(0) { $0 + $1.jobsConstrained }
        let spread = summary.workloads.reduce(0) { $0 + $1.jobsSpread }
        guard constrained > 0 || spread > 0 else { return "" }
        return "jobs that ask for attributes of machines: \(constrained); for their tasks to be apart: \(spread)\n"
    }

    /// Durations that are assumed because the trace does not have them; empty for none.
    private var cut: String {
        guard summary.tasksCut > 0 else { return "" }
        let all = summary.workloads.reduce(0) { $0 + $1.coreSeconds }
        let cut = summary.workloads.reduce(0) { $0 + $1.coreSecondsCut }
        let share = all > 0 ? FigureFormat.share(cut / all) : "0"
        return
            "\(summary.tasksCut) tasks still ran when the files ended, and are taken \(source.format.assumedEnd): \(share) of the cpu time\n"
    }

    /// The peak as a share of the cell that the trace is compared with; empty without a cell.
    private var againstCell: String {
        guard let shares = summary.peakShares else { return "" }
        func percent(_ share: Double?) -> String {
            share.map { FigureFormat.fixed($0 * 100, decimals: 1) + " %" } ?? FigureFormat.missing
        }
        let machines = summary.machines.reduce(0) { $0 + $1.count }
        return "of the cell's \(machines) machines that is \(percent(shares.cores)) of the cores, "
            + "\(percent(shares.gibibytes)) of the memory, \(percent(shares.gpus)) of the GPUs"
            + "\n" + tooLarge
    }

    private var tooLarge: String {
        guard !summary.machines.isEmpty else { return "" }
        return "\(summary.tasksTooLarge) tasks of \(summary.jobsTooLarge) jobs fit on none of them\n"
    }

    static let levels: [(String, Double)] = [
        ("p10", 0.1), ("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1),
    ]

    private func quantiles(of workload: TraceSummary.Workload) -> String {
        let rows = TraceSummary.Quantity.allCases.compactMap { quantity -> [String]? in
            guard let sample = workload.samples[quantity] else { return nil }
            return [quantity.rawValue, format(sample.mean, quantity), format(sample.first ?? 0, quantity)]
                + TraceReport.levels.map { format(sample.quantile($0.1), quantity) }
        }
        let headings = ["mean", "min"] + TraceReport.levels.map(\.0)
        let grid = TextGrid(
            stub: .init(heading: "", columns: [.init(heading: workload.name.printable, isNumeric: false)]),
            groups: [.init(heading: "", columns: headings.map { .init(heading: $0) })], sections: [rows])
        return grid.rendered(width: 100).joined()
    }

    private var passedOver: String {
        guard !summary.report.skipped.isEmpty else { return "" }
        let rows = summary.report.skipped.sorted { $0.key < $1.key }.map { reason, skipped in
            [reason.printable, "\(skipped.rows)", "\(skipped.jobs)", "\(skipped.tasks)"]
        }
        let grid = TextGrid(
            stub: .init(heading: "", columns: [.init(heading: "passed over", isNumeric: false)]),
            groups: [.init(heading: "", columns: ["rows", "jobs", "tasks"].map { .init(heading: $0) })],
            sections: [rows])
        return grid.rendered(width: 100).joined()
    }

    private func format(_ value: Double, _ quantity: TraceSummary.Quantity) -> String {
        switch quantity {
        case .interarrival, .duration: FigureFormat.duration(value)
        case .tasks, .cpu, .gpu: number(value)
        case .memory: number(value) + "GiB"
        }
    }

    /// A number to about three digits; whole numbers stay whole.
    private func number(_ value: Double) -> String {
        value == value.rounded()
            ? FigureFormat.fixed(value, decimals: 0) : FigureFormat.fixed(value, decimals: value < 10 ? 3 : 1)
    }
}

extension TraceSummary {
    /// The peak demand as shares of the cell that the trace is compared with; nil without a cell.
    ///
    /// A share is nil for a resource that the cell lacks.
    var peakShares: (cores: Double?, gibibytes: Double?, gpus: Double?)? {
        guard !machines.isEmpty else { return nil }
        let capacity = machines.reduce(Resources.zero) { $0 + $1.capacity * Int64($1.count) }
        func share(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
        return (
            share(peak.cores, Double(capacity.milliCores) / 1000),
            share(peak.gibibytes, Double(capacity.memoryMiB) / 1024),
            share(peak.gpus, Double(capacity.milliGPUs) / 1000)
        )
    }
}
