public import CellbenchSimulator

/// What is in a trace: counts, quantiles by workload, and the most that ran at once.
public struct TraceSummary: Sendable {
    /// One workload's part of it.
    public struct Workload: Sendable {
        /// Its name.
        public var name: String
        /// Jobs submitted, and those that ran already.
        public var jobs = 0
        /// Their tasks.
        public var tasks = 0
        /// Of the jobs, those that ran already.
        public var jobsRunning = 0
        /// Of the tasks, those that ran already.
        public var tasksRunning = 0
        /// Of the tasks, those that still ran when the trace ended, and are taken to run on as the format's reader says.
        public var tasksCut = 0
        /// Of the jobs, those that ask for attributes of machines.
        public var jobsConstrained = 0
        /// Of the jobs, those whose tasks are to be apart.
        public var jobsSpread = 0
        /// Of the jobs that were submitted, those that ask for attributes of machines.
        public var jobsConstrainedSubmitted = 0
        /// Of the jobs that were submitted, those whose tasks are to be apart.
        public var jobsSpreadSubmitted = 0
        /// The jobs that were submitted.
        public var jobsSubmitted: Int { jobs - jobsRunning }
        /// When the first and the last of them were, in seconds; nil where there are none, or no times.
        public var submissionSeconds: ClosedRange<Double>?
        /// Cores times seconds that the tasks take.
        public var coreSeconds = 0.0
        /// The same of those that did not run already.
        public var coreSecondsSubmitted = 0.0
        /// The same of those that still ran when the trace ended.
        public var coreSecondsCut = 0.0
        /// GiB times seconds that the tasks take.
        public var gibibyteSeconds = 0.0
        /// Devices times seconds that the tasks take.
        public var gpuSeconds = 0.0
        /// By quantity, its values in the jobs submitted.
        public var samples: [Quantity: SortedSample] = [:]
    }

    /// What is told of every job submitted; where its tasks differ, their mean.
    public enum Quantity: String, CaseIterable, Sendable {
        /// Seconds since the submission of the workload's job before.
        case interarrival
        /// Tasks.
        case tasks
        /// Seconds that each task runs.
        case duration
        /// Cores of each task.
        case cpu
        /// GiB of each task.
        case memory
        /// Devices of each task.
        case gpu
    }

    /// Whether the trace has times: if not, all that depends on them is unknown, and 0 here.
    public let hasTimes: Bool
    /// By workload.
    public private(set) var workloads: [Workload] = []
    /// Seconds from the first submission to the last.
    public private(set) var spanSeconds = 0.0
    /// The most that is held at once, if each task runs when it did in the trace, or where that is unknown from its job's submission.
    public private(set) var peak = Peak()
    /// What was read and passed over.
    public private(set) var report = ReadReport()
    /// The machines that it is held against; empty for none.
    public let machines: [MachineClass]
    /// Tasks that none of the machines could hold, even empty, of those that the job takes.
    public private(set) var tasksTooLarge = 0
    /// Jobs with such a task.
    public private(set) var jobsTooLarge = 0

    /// All jobs.
    public var jobs: Int { workloads.reduce(0) { $0 + $1.jobs } }
    /// The jobs that were submitted.
    public var jobsSubmitted: Int { workloads.reduce(0) { $0 + $1.jobsSubmitted } }
    /// All tasks.
    public var tasks: Int { workloads.reduce(0) { $0 + $1.tasks } }
    /// Of all tasks, those that still ran when the trace ended.
    public var tasksCut: Int { workloads.reduce(0) { $0 + $1.tasksCut } }

    private init(_ reader: any JobReader, on machines: [MachineClass]) {
        self.machines = machines
        hasTimes = reader.hasTimes
    }

    /// Reads a trace to its end.
    ///
    /// - Parameters:
    ///   - reader: the trace, at its beginning.
    ///   - machines: what to hold it against.
    /// - Throws: ``TraceError`` where the trace is malformed or cannot be read.
    /// - Complexity: O(*n* log *n*) in the number of jobs. Memory: 8 bytes a job, 32 for each time that tasks
    ///   ran, and the samples.
    public init(of reader: any JobReader, on machines: [MachineClass] = []) throws(TraceError) {
        self.init(reader, on: machines)
        let isRead = try read(reader, inAnyOrder: true)
        precondition(isRead, "jobs in any order are all taken")
    }

    /// Reads what a selection has of a trace to its end.
    ///
    /// A `csv` or `swf` file is read as if its jobs came in the order of their submission: only what runs at a moment is
    /// kept beside the samples. At the first job that is out of order, all is read once more, and taken in any order.
    /// Pipes, which give their bytes once, are taken so from the beginning, and so are formats whose readers have all
    /// tasks in memory before the first job comes.
    ///
    /// - Parameters:
    ///   - source: the trace.
    ///   - selection: what of it.
    ///   - machines: what to hold it against.
    /// - Throws: ``TraceError`` where the trace is malformed or cannot be read.
    /// - Complexity: O(*n* log *n*) in the number of jobs. Memory in order: that of the samples; else as ``init(of:on:)``.
    public init(
        of source: TraceSource, _ selection: TraceSelection, on machines: [MachineClass] = []
    ) throws(TraceError) {
        var reader = try SelectedJobs(source, selection)
        self.init(reader, on: machines)
        if source.isStreamedFile {
            if try read(reader, inAnyOrder: false) { return }
            reader = try SelectedJobs(source, selection)
        }
        self = try TraceSummary(of: reader, on: machines)
    }

    /// Reads a trace to its end, or, where not any order will do, to the first job that is out of order; returns whether
    /// it came to its end.
    private mutating func read(_ reader: any JobReader, inAnyOrder: Bool) throws(TraceError) -> Bool {
        let capacities = Set(machines.filter { $0.count > 0 }.map(\.capacity))
        var collectors: [WorkloadCollector] = []
        var usage = Usage(inAnyOrder: inAnyOrder)
        var first: Nanoseconds?
        var last: Nanoseconds = 0
        while let job = try reader.next() {
            while collectors.count <= job.job.workload {
                collectors.append(WorkloadCollector(hasTimes: hasTimes, inAnyOrder: inAnyOrder))
            }
            guard collectors[job.job.workload].take(job), usage.take(job) else { return false }
            if !capacities.isEmpty { holdAgainstMachines(job, capacities) }
            guard !job.wasRunning else { continue }
            first = min(first ?? job.job.submitted, job.job.submitted)
            last = max(last, job.job.submitted)
        }
        let names = reader.workloads
        for number in collectors.indices { workloads.append(collectors[number].finished(named: names[number])) }
        spanSeconds = first.map { (last - $0).inSeconds } ?? 0
        peak = usage.peak()
        report = reader.report
        return true
    }

    /// Counts the tasks of a job that are too large for all machines, which have these capacities.
    private mutating func holdAgainstMachines(_ job: TraceJob, _ capacities: Set<Resources>) {
        let suitable =
            job.requirements.constraints.isEmpty
            ? capacities
            : Set(
                machines.filter { machine in
                    machine.count > 0 && job.requirements.constraints.allSatisfy { $0.holds(for: machine.attributes) }
                }.map(\.capacity))
        let tooLarge = job.parts.filter { part in !suitable.contains { part.demand.fits(in: $0) } }
        tasksTooLarge += tooLarge.reduce(0) { $0 + $1.count }
        if !tooLarge.isEmpty { jobsTooLarge += 1 }
    }
}
