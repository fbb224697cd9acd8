/// Jobs in the order of their submission, made as they are needed: drawn from distributions, taken from a list, or
/// read.
struct JobStream {
    private var generator: JobGenerator?
    /// The jobs that other simulations see too, instead of a generator.
    private var shared: SharedJobs.Reader?
    /// The list, or the piece of it that was read last; parts of mixed jobs are looked up here.
    private(set) var list: JobList?
    private var position = 0
    /// Reads the piece that follows ``list``; nil after the last.
    private var feed: (any JobFeed)?
    /// Error that ended the stream, where jobs could not be read.
    private(set) var failure: JobFeedError?

    private init(
        generator: JobGenerator? = nil, shared: SharedJobs.Reader? = nil, list: JobList? = nil,
        feed: (any JobFeed)? = nil
    ) {
        self.generator = generator
        self.shared = shared
        self.list = list
        self.feed = feed
    }

    /// The next job; nil after the last.
    mutating func next() -> JobSpec? {
        if let job = generator?.next() ?? shared?.next() { return job }
        if let list, position < list.jobs.count {
            defer { position += 1 }
            return list.jobs[position]
        }
        return feed == nil ? nil : read()
    }

    /// Reads the next piece that has jobs, and returns its first job.
    @inline(never)
    private mutating func read() -> JobSpec? {
        do throws(JobFeedError) {
            while let piece = try feed?.next() {
                guard let first = piece.jobs.first else { continue }
                list = piece
                position = 1
                return first
            }
        } catch {
            failure = error
        }
        feed = nil
        return nil
    }

    /// The streams of a scenario: one for each generated workload, or one for a whole list.
    static func streams(of scenario: Scenario) -> [JobStream] {
        switch scenario.workloads {
        case .generated(let workloads):
            workloads.enumerated().map { number, workload in
                if let shared = scenario.sharedJobs[number] { return JobStream(shared: SharedJobs.Reader(shared)) }
                let generator = JobGenerator(
                    workload, number: number, seed: scenario.seed, replication: scenario.replication)
                return JobStream(generator: generator)
            }
        case .list(let list): [JobStream(list: list)]
        case .streamed(let jobs): [JobStream(feed: jobs.open())]
        }
    }
}

/// Draws the tasks of jobs: their number and their demand.
///
/// Each quantity has a random stream of its own, so that changing one distribution leaves the draws of the others as
/// they were.
struct JobShape: Sendable {
    private var tasks: RandomSource
    private var cpu: RandomSource
    private var memory: RandomSource
    private var gpu: RandomSource

    init(_ workload: GeneratedWorkload, seed: UInt64, replication: Int, purpose: String) {
        func source(_ distribution: Distribution, _ quantity: String) -> RandomSource {
            RandomSource(
                distribution, seed: seed, replication: replication, purpose: "\(purpose)/\(workload.name)/\(quantity)")
        }
        tasks = source(workload.tasks, "tasks")
        cpu = source(workload.cpu, "cpu")
        memory = source(workload.memory, "memory")
        gpu = source(workload.gpu, "gpu")
    }

    /// Draws a number of tasks, at least 1.
    mutating func nextTasks() -> Int {
        let drawn = tasks.next().rounded(.up)
        return Int(min(max(drawn, 1), Double(JobSpec.mostTasks)))
    }

    /// Draws the demand per task, at least a milli-core.
    mutating func nextDemand() -> Resources {
        Resources(cores: cpu.next(), gibibytes: memory.next(), gpus: gpu.next()).atLeastAMilliCore
    }
}

/// A distribution, and the random stream from which it is drawn.
struct RandomSource: Sendable {
    let sampler: Sampler
    var stream: RandomStream

    init(_ distribution: Distribution, seed: UInt64, replication: Int, purpose: String) {
        sampler = Sampler(distribution)
        stream = RandomStream(seed: seed, replication: replication, purpose: purpose)
    }

    mutating func next() -> Double { sampler.draw(&stream) }
}

/// Draws the jobs of a generated workload in the order of their submission.
struct JobGenerator: Sendable {
    private let number: Int
    let requirements: Int32
    private var interarrival: RandomSource
    private var duration: RandomSource
    private var shape: JobShape
    private var last: Nanoseconds = 0
    private var made: UInt64 = 0

    init(_ workload: GeneratedWorkload, number: Int, seed: UInt64, replication: Int) {
        self.number = number
        requirements = workload.requirements.isEmpty ? JobSpec.unconstrained : Int32(number)
        interarrival = RandomSource(
            workload.interarrival, seed: seed, replication: replication, purpose: "jobs/\(workload.name)/interarrival")
        duration = RandomSource(
            workload.duration, seed: seed, replication: replication, purpose: "jobs/\(workload.name)/duration")
        shape = JobShape(workload, seed: seed, replication: replication, purpose: "jobs")
    }

    /// Draws the next job.
    mutating func next() -> JobSpec {
        last = last.addingClamped(Nanoseconds(clampingSeconds: interarrival.next()))
        made += 1
        var job = JobSpec(
            submitted: last, duration: Nanoseconds(clampingSeconds: duration.next()), demand: shape.nextDemand(),
            workload: number, tasks: shape.nextTasks(), id: made)
        job.requirements = requirements
        return job
    }
}
