internal import CellbenchSimulator

/// Gathers the summary of one workload, job by job.
struct WorkloadCollector {
    private let hasTimes: Bool
    private var sums = TraceSummary.Workload(name: "")
    private var submissions: Submissions
    private var tasks = SampleBuilder()
    private var duration = SampleBuilder()
    private var cpu = SampleBuilder()
    private var memory = SampleBuilder()
    private var gpu = SampleBuilder()

    /// A collector without jobs, for jobs with or without times, in any order or in that of their submission.
    init(hasTimes: Bool, inAnyOrder: Bool) {
        self.hasTimes = hasTimes
        submissions = Submissions(inAnyOrder: inAnyOrder)
    }

    /// Adds a job; returns false if it is out of order, after which the collector is of no use.
    mutating func take(_ job: TraceJob) -> Bool {
        let amounts = Amounts(job.parts)
        sums.jobs += 1
        if !job.requirements.constraints.isEmpty { sums.jobsConstrained += 1 }
        if !job.requirements.spread.isEmpty { sums.jobsSpread += 1 }
        sums.tasks += job.job.tasks
        sums.tasksCut += job.tasksCut
        sums.coreSecondsCut += job.coreSecondsCut
        sums.coreSeconds += amounts.coreSeconds
        sums.gibibyteSeconds += amounts.gibibyteSeconds
        sums.gpuSeconds += amounts.gpuSeconds
        guard !job.wasRunning else {
            sums.jobsRunning += 1
            sums.tasksRunning += job.job.tasks
            return true
        }
        if !job.requirements.constraints.isEmpty { sums.jobsConstrainedSubmitted += 1 }
        if !job.requirements.spread.isEmpty { sums.jobsSpreadSubmitted += 1 }
        sums.coreSecondsSubmitted += amounts.coreSeconds
        let count = Double(job.job.tasks)
        tasks.append(count)
        cpu.append(amounts.cores / count)
        memory.append(amounts.gibibytes / count)
        gpu.append(amounts.gpus / count)
        guard hasTimes else { return true }
        duration.append(amounts.seconds / count)
        return submissions.take(job.job.submitted)
    }

    /// Returns the summary and empties the collector, so that millions of jobs are not held twice.
    mutating func finished(named name: String) -> TraceSummary.Workload {
        var workload = sums
        workload.name = name
        func add(_ builder: inout SampleBuilder, _ quantity: TraceSummary.Quantity) {
            if !builder.isEmpty { workload.samples[quantity] = builder.finished() }
        }
        add(&tasks, .tasks)
        add(&duration, .duration)
        add(&cpu, .cpu)
        add(&memory, .memory)
        add(&gpu, .gpu)
        (workload.submissionSeconds, workload.samples[.interarrival]) = submissions.finished()
        return workload
    }
}

/// Sums over the tasks of a job.
private struct Amounts {
    var cores = 0.0
    var gibibytes = 0.0
    var gpus = 0.0
    /// Sum of the seconds that tasks run.
    var seconds = 0.0
    var coreSeconds = 0.0
    var gibibyteSeconds = 0.0
    var gpuSeconds = 0.0

    init(_ parts: [TaskPart]) {
        for part in parts {
            let count = Double(part.count)
            let (cores, gibibytes, gpus, seconds) = (
                Double(part.demand.milliCores) / 1000, Double(part.demand.memoryMiB) / 1024,
                Double(part.demand.milliGPUs) / 1000, part.duration.inSeconds
            )
            self.cores += cores * count
            self.gibibytes += gibibytes * count
            self.gpus += gpus * count
            self.seconds += seconds * count
            coreSeconds += cores * seconds * count
            gibibyteSeconds += gibibytes * seconds * count
            gpuSeconds += gpus * seconds * count
        }
    }
}
