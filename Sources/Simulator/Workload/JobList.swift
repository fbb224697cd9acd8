/// A list of jobs in the order of their submission, and the workloads they belong to.
public struct JobList: Sendable, Equatable {
    /// The workloads named in the list, in order of first appearance.
    public private(set) var workloads: [String]
    /// The jobs, by submission time; equal times in the list's order.
    public private(set) var jobs: [JobSpec]
    /// What the tasks are like of the jobs whose tasks differ, a job's one after the other.
    private var parts: [TaskPart] = []
    /// What jobs ask of machines, each kind once.
    public private(set) var requirements: [Requirements] = []

    /// A list of the given jobs of identical tasks, sorted by submission time.
    ///
    /// - Complexity: O(*n*) where they are in order already, else O(*n* log *n*).
    public init(workloads: [String], jobs: [JobSpec]) {
        self.workloads = workloads
        self.jobs = jobs
        sort()
    }

    private mutating func sort() {
        let inOrder = zip(jobs, jobs.dropFirst()).allSatisfy { $0.submitted <= $1.submitted }
        guard !inOrder else { return }
        jobs = jobs.enumerated()
            .sorted { ($0.element.submitted, $0.offset) < ($1.element.submitted, $1.offset) }
            .map(\.element)
    }

    /// What the tasks of a job of this list are like, in the order in which they are placed.
    public func parts(of job: JobSpec) -> [TaskPart] {
        job.parts.isEmpty
            ? [TaskPart(demand: job.demand, duration: job.duration, count: job.tasks)]
            : Array(parts[Int(job.parts.lowerBound)..<Int(job.parts.upperBound)])
    }

    /// What a job of this list asks of machines beside capacity.
    public func requirements(of job: JobSpec) -> Requirements {
        job.requirements == JobSpec.unconstrained ? Requirements() : requirements[Int(job.requirements)]
    }

    /// The same jobs, in a list that has further workloads behind its own.
    ///
    /// - Complexity: O(1) in the number of jobs.
    public func adding(workloads names: [String]) -> JobList {
        var list = self
        list.workloads += names
        return list
    }

    /// The same jobs as those of other workloads.
    ///
    /// - Parameters:
    ///   - names: the other workloads.
    ///   - numbers: by workload of this list, the number of the other.
    /// - Returns: the list.
    public func renumbered(as names: [String], _ numbers: [Int]) -> JobList {
        var list = JobList(workloads: names, jobs: [])
        list.parts = parts
        list.requirements = requirements
        list.jobs = jobs.map { job in
            var job = job
            job.workload = numbers[job.workload]
            return job
        }
        return list
    }

    /// A list in the making.
    public struct Builder {
        private var jobs: [JobSpec] = []
        private var parts: [TaskPart] = []
        /// What the jobs ask of machines that were added, each kind once.
        public private(set) var requirements: [Requirements] = []
        private var numbers: [Requirements: Int32] = [:]

        /// No jobs yet.
        public init() {}

        /// Adds a job of identical tasks.
        public mutating func append(_ job: JobSpec, requirements: Requirements = Requirements()) {
            var job = job
            job.requirements = number(requirements)
            jobs.append(job)
        }

        private mutating func number(_ requirements: Requirements) -> Int32 {
            guard !requirements.isEmpty else { return JobSpec.unconstrained }
            if let known = numbers[requirements] { return known }
            let number = Int32(self.requirements.count)
            numbers[requirements] = number
            self.requirements.append(requirements)
            return number
        }

        /// Adds a job of the tasks in `parts`.
        ///
        /// - Precondition: there is at least one part, none without tasks, and they have as many as the job.
        public mutating func append(
            _ job: JobSpec, parts: [TaskPart], requirements: Requirements = Requirements()
        ) {
            invariant(
                !parts.isEmpty && parts.allSatisfy { $0.count > 0 } && parts.reduce(0) { $0 + $1.count } == job.tasks,
                "a job has the tasks of its parts")
            var job = job
            job.demand = parts[0].demand
            job.duration = parts[0].duration
            if parts.count > 1 {
                job.parts = Int32(self.parts.count)..<Int32(self.parts.count + parts.count)
                self.parts += parts
            }
            append(job, requirements: requirements)
        }

        /// How many jobs there are.
        public var count: Int { jobs.count }

        /// Forgets the jobs, but not what they asked of machines: what is added asks for the same under the same number.
        public mutating func removeJobs() {
            jobs.removeAll(keepingCapacity: true)
            parts.removeAll(keepingCapacity: true)
        }

        /// Whether the jobs ask for nothing that is not among these, and in the order of these.
        public func asks(within known: [Requirements]) -> Bool {
            requirements.count <= known.count && requirements == Array(known[..<requirements.count])
        }

        /// The list, sorted by submission time.
        public func list(workloads: [String]) -> JobList {
            var list = JobList(workloads: workloads, jobs: [])
            list.jobs = jobs
            list.parts = parts
            list.requirements = requirements
            list.sort()
            return list
        }
    }
}
