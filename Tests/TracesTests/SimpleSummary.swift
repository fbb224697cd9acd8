import CellbenchSimulator

@testable import CellbenchTraces

/// Summary of jobs that are all in memory: a simple twin of `TraceSummary`.
struct SimpleSummary {
    /// Summary of one workload.
    struct Workload: Equatable {
        /// All values in order, by quantity.
        var values: [TraceSummary.Quantity: [Double]] = [:]
        /// Mean of the values in the order of reading, by quantity.
        var means: [TraceSummary.Quantity: Double] = [:]
        /// First and last submission, in seconds.
        var submissionSeconds: ClosedRange<Double>?
    }

    /// Summaries of the workloads.
    private(set) var workloads: [Workload] = []
    /// Greatest demand at any time.
    private(set) var peak = Peak()

    /// Summary of jobs that have times.
    init(_ jobs: [TraceJob]) {
        for number in 0...(jobs.map(\.job.workload).max() ?? 0) where !jobs.isEmpty {
            workloads.append(Workload(jobs.filter { $0.job.workload == number && !$0.wasRunning }))
        }
        peak = SimpleSummary.peak(jobs)
    }

    private struct Holding {
        var start: Nanoseconds
        var end: Nanoseconds
        var amount: SIMD4<Double>

        init(_ part: TaskPart, _ tasks: Int, _ start: Nanoseconds, _ end: Nanoseconds) {
            (self.start, self.end) = (start, end)
            let demand = part.demand
            amount =
                SIMD4(Double(demand.milliCores), Double(demand.memoryMiB), Double(demand.milliGPUs), 1) * Double(tasks)
        }
    }

    /// Greatest demand of jobs at any time.
    static func peak(_ jobs: [TraceJob]) -> Peak {
        var holdings: [Holding] = []
        for job in jobs {
            let start = max(0, job.began ?? job.job.submitted)
            holdings +=
                job.runs.isEmpty
                ? job.parts.map { Holding($0, $0.count, start, start + $0.duration) }
                : job.runs.map { Holding(job.parts[Int($0.part)], Int($0.count), $0.start, $0.end) }
        }
        holdings = holdings.filter { $0.end > $0.start }.sorted { $0.start < $1.start }
        var byEnd = holdings.sorted { $0.end < $1.end }[...]
        var held = SIMD4<Double>.zero
        var most = held
        for holding in holdings {
            while let ended = byEnd.first, ended.end <= holding.start {
                held -= ended.amount
                byEnd.removeFirst()
            }
            held += holding.amount
            most = pointwiseMax(most, held)
        }
        return Peak(cores: most.x / 1000, gibibytes: most.y / 1024, gpus: most.z / 1000, tasks: Int(most.w))
    }
}

extension SimpleSummary.Workload {
    /// Summary of the submitted jobs.
    init(_ jobs: [TraceJob]) {
        func take(_ quantity: TraceSummary.Quantity, _ values: [Double]) {
            guard !values.isEmpty else { return }
            self.values[quantity] = values.sorted()
            means[quantity] = values.reduce(0, +) / Double(values.count)
        }
        func perTask(_ value: (TaskPart) -> Double) -> [Double] {
            jobs.map { job in job.parts.reduce(0) { $0 + value($1) * Double($1.count) } / Double(job.job.tasks) }
        }
        let submissions = jobs.map(\.job.submitted).sorted()
        take(.interarrival, zip(submissions, submissions.dropFirst()).map { ($1 - $0).inSeconds })
        take(.tasks, jobs.map { Double($0.job.tasks) })
        take(.duration, perTask { $0.duration.inSeconds })
        take(.cpu, perTask { Double($0.demand.milliCores) / 1000 })
        take(.memory, perTask { Double($0.demand.memoryMiB) / 1024 })
        take(.gpu, perTask { Double($0.demand.milliGPUs) / 1000 })
        if let first = submissions.first, let last = submissions.last {
            submissionSeconds = first.inSeconds...last.inSeconds
        }
    }

    /// The same figures from a `TraceSummary`.
    init(_ workload: TraceSummary.Workload) {
        values = workload.samples.mapValues(Array.init)
        means = workload.samples.mapValues(\.mean)
        submissionSeconds = workload.submissionSeconds
    }
}
