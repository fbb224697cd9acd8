internal import CellbenchFiles
internal import CellbenchTraces

extension TraceReport {
    /// Text for programs.
    ///
    /// - Throws: `EncodingError` for a figure that is not finite.
    public func jsonText() throws -> String {
        try JSONText.encode(Output(format: source.format.rawValue, summary))
    }

    private struct Output: Encodable {
        var schema = "cellbench.trace/1"
        var format: String
        var jobs: Int
        var tasks: Int
        var rows: Int
        var rowsSkipped: Int
        var tasksCut: Int
        var spanSeconds: Known<Double>
        var peak: Known<PeakOutput>
        var endTimes: String?
        var jobsShortOfLimit: Int?
        var notes: [String]?
        var cell: CellOutput?
        var skipped: [String: SkippedOutput]
        var workloads: [String: WorkloadOutput]

        init(format: String, _ summary: TraceSummary) {
            self.format = format
            jobs = summary.jobs
            tasks = summary.tasks
            rows = summary.report.rows
            rowsSkipped = summary.report.rowsSkipped
            tasksCut = summary.tasksCut
            let hasTimes = summary.hasTimes
            spanSeconds = Known(hasTimes ? summary.spanSeconds : nil)
            let most = summary.peak
            peak = Known(
                hasTimes ? PeakOutput(tasks: most.tasks, cpu: most.cores, memory: most.gibibytes, gpu: most.gpus) : nil)
            endTimes = summary.report.endTimes?.rawValue
            jobsShortOfLimit = summary.report.jobsShortOfLimit
            notes = summary.report.notes.isEmpty ? nil : summary.report.notes
            cell = summary.peakShares.map { shares in
                CellOutput(
                    peakShare: ["cpu": shares.cores, "memory": shares.gibibytes, "gpu": shares.gpus].mapValues {
                        Known(hasTimes ? $0 : nil)
                    },
                    tasksTooLarge: summary.tasksTooLarge, jobsTooLarge: summary.jobsTooLarge)
            }
            skipped = summary.report.skipped.mapValues { SkippedOutput(rows: $0.rows, jobs: $0.jobs, tasks: $0.tasks) }
            workloads = Dictionary(
                uniqueKeysWithValues: summary.workloads.map { ($0.name, WorkloadOutput($0, hasTimes)) })
        }
    }

    /// A figure; `null` where the trace does not have it.
    private struct Known<Value: Encodable>: Encodable {
        private let value: Value?

        init(_ value: Value?) { self.value = value }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
        }
    }

    private struct PeakOutput: Encodable {
        var tasks: Int
        var cpu: Double
        var memory: Double
        var gpu: Double
    }

    private struct CellOutput: Encodable {
        var peakShare: [String: Known<Double>]
        var tasksTooLarge: Int
        var jobsTooLarge: Int
    }

    private struct SkippedOutput: Encodable {
        var rows: Int
        var jobs: Int
        var tasks: Int
    }

    private struct WorkloadOutput: Encodable {
        var jobs: Int
        var tasks: Int
        var jobsRunning: Int
        var tasksRunning: Int
        var jobsConstrained: Int
        var jobsSpread: Int
        var coreSeconds: Known<Double>
        var gibibyteSeconds: Known<Double>
        var gpuSeconds: Known<Double>
        var quantiles: [String: [String: Double]]

        init(_ workload: TraceSummary.Workload, _ hasTimes: Bool) {
            jobs = workload.jobs
            tasks = workload.tasks
            jobsRunning = workload.jobsRunning
            tasksRunning = workload.tasksRunning
            jobsConstrained = workload.jobsConstrained
            jobsSpread = workload.jobsSpread
            coreSeconds = Known(hasTimes ? workload.coreSeconds : nil)
            gibibyteSeconds = Known(hasTimes ? workload.gibibyteSeconds : nil)
            gpuSeconds = Known(hasTimes ? workload.gpuSeconds : nil)
            quantiles = Dictionary(
                uniqueKeysWithValues: workload.samples.map { quantity, sample in
                    var figures = ["mean": sample.mean, "min": sample.first ?? 0]
                    for (name, level) in TraceReport.levels { figures[name] = sample.quantile(level) }
                    return (quantity.rawValue, figures)
                })
        }
    }
}
