public import CellbenchSimulator

/// A summary of a trace: counts, samples by workload, and the most that ran at once.
public struct TraceSummary: Sendable {
    /// One workload of the trace.
    public struct Workload: Sendable {
        /// Name of the workload.
        public var name: String
        /// Number of jobs: those submitted, and those that ran already.
        public var jobs = 0
        /// Number of tasks of all jobs.
        public var tasks = 0
        /// Number of jobs that ran already.
        public var jobsRunning = 0
        /// Number of tasks that ran already.
        public var tasksRunning = 0
        /// Number of tasks that still ran when the trace ended; the format's reader says how long they run on.
        public var tasksCut = 0
        /// Number of jobs with constraints.
        public var jobsConstrained = 0
        /// Number of jobs that spread their tasks.
        public var jobsSpread = 0
        /// Number of submitted jobs with constraints.
        public var jobsConstrainedSubmitted = 0
        /// Number of submitted jobs that spread their tasks.
        public var jobsSpreadSubmitted = 0
        /// Number of submitted jobs.
        public var jobsSubmitted: Int { jobs - jobsRunning }
        /// The first and the last submission, in seconds; nil where there are none, or no times.
        public var submissionSeconds: ClosedRange<Double>?
        /// Sum over the tasks of cores times seconds.
        public var coreSeconds = 0.0
        /// Sum of cores times seconds over the tasks of submitted jobs.
        public var coreSecondsSubmitted = 0.0
        /// Sum of cores times seconds over the tasks that still ran when the trace ended.
        public var coreSecondsCut = 0.0
        /// Sum over the tasks of GiB times seconds.
        public var gibibyteSeconds = 0.0
        /// Sum over the tasks of devices times seconds.
        public var gpuSeconds = 0.0
        /// By quantity, its values in the submitted jobs.
        public var samples: [Quantity: SortedSample] = [:]
    }

    /// A quantity of every submitted job; for mixed jobs, the mean over the tasks.
    public enum Quantity: String, CaseIterable, Sendable {
        /// Seconds since the submission of the workload's previous job.
        case interarrival
        /// Number of tasks.
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

    /// True if the trace has times; without, all that depends on times is 0.
    public let hasTimes: Bool
    /// The workloads, by number.
    public private(set) var workloads: [Workload] = []
    /// Seconds from the first submission to the last.
    public private(set) var spanSeconds = 0.0
    /// The most resources held at once.
    ///
    /// Each task runs when it did in the trace; where that is unknown, from its job's submission.
    public private(set) var peak = Peak()
    /// Numbers of rows read and passed over, and notes.
    public private(set) var report = ReadReport()
    /// The machines with which tasks are compared; empty for none.
    public let machines: [MachineClass]
    /// Number of tasks that no suitable machine, when empty, could hold.
    public private(set) var tasksTooLarge = 0
    /// Number of jobs with such a task.
    public private(set) var jobsTooLarge = 0

    /// Number of jobs.
    public var jobs: Int { workloads.reduce(0) { $0 + $1.jobs } }
    /// Number of submitted jobs.
    public var jobsSubmitted: Int { workloads.reduce(0) { $0 + $1.jobsSubmitted } }
    /// Number of tasks.
    public var tasks: Int { workloads.reduce(0) { $0 + $1.tasks } }
    /// Number of tasks that still ran when the trace ended.
    public var tasksCut: Int { workloads.reduce(0) { $0 + $1.tasksCut } }

    private init(_ reader: any JobReader, on machines: [MachineClass]) {
        self.machines = machines
        hasTimes = reader.hasTimes
    }

    /// Reads a trace to its end.
    ///
    /// - Parameters:
    ///   - reader: a reader at the beginning of the trace.
    ///   - machines: machines with which tasks are compared.
    /// - Throws: ``TraceError`` where the trace is malformed or cannot be read.
    /// - Complexity: O(*n* log *n*) in the number of jobs. Memory: 8 bytes a job, 32 for each run of tasks, and the
    ///   samples.
    public init(of reader: any JobReader, on machines: [MachineClass] = []) throws(TraceError) {
        self.init(reader, on: machines)
        let isRead = try read(reader, inAnyOrder: true)
        precondition(isRead, "jobs in any order are all taken")
    }

    /// Reads the selected jobs of a trace to its end.
    ///
    /// A `csv` or `swf` file is first read as if its jobs were in the order of their submission: beside the samples,
    /// only what runs at a moment is kept. At the first job out of order the file is read once more, in any order.
    /// Pipes, which give their bytes once, are read in any order from the beginning; so are formats whose readers have
    /// all tasks in memory before the first job comes.
    ///
    /// - Parameters:
    ///   - source: the trace.
    ///   - selection: the selection.
    ///   - machines: machines with which tasks are compared.
    /// - Throws: ``TraceError`` where the trace is malformed or cannot be read.
    /// - Complexity: O(*n* log *n*) in the number of jobs. Memory in order: that of the samples; else as
    ///   ``init(of:on:)``.
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

    /// Reads a trace to its end, or, with `inAnyOrder` false, to the first job out of order; returns false in that
    /// case.
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

    /// Counts the tasks of a job that are too large for all suitable machines; `capacities` has those of all machines.
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
