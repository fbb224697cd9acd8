public import Simulator

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

    /// Reads a trace to its end.
    ///
    /// - Parameters:
    ///   - reader: the trace, at its beginning.
    ///   - machines: what to hold it against.
    /// - Throws: ``TraceError`` where the trace is malformed or cannot be read.
    /// - Complexity: O(*n* log *n*) in the number of jobs; memory for the figures of every job.
    public init(of reader: any JobReader, on machines: [MachineClass] = []) throws(TraceError) {
        self.machines = machines
        hasTimes = reader.hasTimes
        let capacities = Set(machines.filter { $0.count > 0 }.map(\.capacity))
        func capacitiesSuiting(_ job: TraceJob) -> Set<Resources> {
            Set(
                machines.filter { machine in
                    machine.count > 0 && job.requirements.constraints.allSatisfy { $0.holds(for: machine.attributes) }
                }.map(\.capacity))
        }
        var collectors: [Collector] = []
        var usage = Usage()
        var first: Nanoseconds?
        var last: Nanoseconds = 0
        while let job = try reader.next() {
            while collectors.count <= job.job.workload { collectors.append(Collector()) }
            collectors[job.job.workload].take(job, hasTimes: hasTimes)
            usage.take(job)
            if !capacities.isEmpty {
                let suitable = job.requirements.constraints.isEmpty ? capacities : capacitiesSuiting(job)
                let tooLarge = job.parts.filter { part in !suitable.contains { part.demand.fits(in: $0) } }
                tasksTooLarge += tooLarge.reduce(0) { $0 + $1.count }
                if !tooLarge.isEmpty { jobsTooLarge += 1 }
            }
            guard !job.wasRunning else { continue }
            first = min(first ?? job.job.submitted, job.job.submitted)
            last = max(last, job.job.submitted)
        }
        let names = reader.workloads
        for number in collectors.indices { workloads.append(collectors[number].workload(named: names[number])) }
        spanSeconds = first.map { (last - $0).inSeconds } ?? 0
        peak = usage.peak()
        report = reader.report
    }
}

/// Values in order.
public struct SortedSample: Sendable {
    /// The values, the least first.
    public let values: [Double]
    /// Their mean; 0 if there are none.
    public let mean: Double

    init(_ values: consuming [Double]) {
        // The sum of the values as they came: in another order it would be another, in the last digits.
        mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        values.sort()
        self.values = values
    }

    /// The least value that at least the share `p` of all do not exceed.
    ///
    /// - Precondition: there are values.
    public func quantile(_ p: Double) -> Double {
        let rank = Int((p * Double(values.count)).rounded(.up))
        return values[min(max(rank, 1), values.count) - 1]
    }
}

/// Gathers what is told of one workload.
private struct Collector {
    private var sums = TraceSummary.Workload(name: "")
    private var submissions: [Nanoseconds] = []
    private var values: [TraceSummary.Quantity: [Double]] = [:]

    mutating func take(_ job: TraceJob, hasTimes: Bool) {
        let parts = job.parts
        let tasks = Double(job.job.tasks)
        func sum(_ value: (TaskPart) -> Double) -> Double { parts.reduce(0) { $0 + value($1) * Double($1.count) } }
        sums.jobs += 1
        if !job.requirements.constraints.isEmpty { sums.jobsConstrained += 1 }
        if !job.requirements.spread.isEmpty { sums.jobsSpread += 1 }
        sums.tasks += job.job.tasks
        sums.tasksCut += job.tasksCut
        sums.coreSecondsCut += job.coreSecondsCut
        sums.coreSeconds += sum { Double($0.demand.milliCores) / 1000 * $0.duration.inSeconds }
        sums.gibibyteSeconds += sum { Double($0.demand.memoryMiB) / 1024 * $0.duration.inSeconds }
        sums.gpuSeconds += sum { Double($0.demand.milliGPUs) / 1000 * $0.duration.inSeconds }
        guard !job.wasRunning else {
            sums.jobsRunning += 1
            sums.tasksRunning += job.job.tasks
            return
        }
        if !job.requirements.constraints.isEmpty { sums.jobsConstrainedSubmitted += 1 }
        if !job.requirements.spread.isEmpty { sums.jobsSpreadSubmitted += 1 }
        sums.coreSecondsSubmitted += sum { Double($0.demand.milliCores) / 1000 * $0.duration.inSeconds }
        values[.tasks, default: []].append(tasks)
        if hasTimes {
            submissions.append(job.job.submitted)
            values[.duration, default: []].append(sum { $0.duration.inSeconds } / tasks)
        }
        values[.cpu, default: []].append(sum { Double($0.demand.milliCores) / 1000 } / tasks)
        values[.memory, default: []].append(sum { Double($0.demand.memoryMiB) / 1024 } / tasks)
        values[.gpu, default: []].append(sum { Double($0.demand.milliGPUs) / 1000 } / tasks)
    }

    /// What was gathered, which is gone then: a trace of millions of jobs is not held twice.
    mutating func workload(named name: String) -> TraceSummary.Workload {
        var workload = sums
        workload.name = name
        for quantity in TraceSummary.Quantity.allCases {
            if let taken = values.removeValue(forKey: quantity) { workload.samples[quantity] = SortedSample(taken) }
        }
        submissions.sort()
        if let first = submissions.first, let last = submissions.last {
            workload.submissionSeconds = first.inSeconds...last.inSeconds
        }
        let gaps = zip(submissions, submissions.dropFirst()).map { ($1 - $0).inSeconds }
        submissions = []
        if !gaps.isEmpty { workload.samples[.interarrival] = SortedSample(gaps) }
        return workload
    }
}
