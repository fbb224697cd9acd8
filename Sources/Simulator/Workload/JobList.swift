/// A list of jobs in the order of their submission, with their workloads, parts and requirements.
public struct JobList: Sendable, Equatable {
    /// Names of the workloads, in order of first appearance.
    public private(set) var workloads: [String]
    /// The jobs by time of submission; jobs of one time in the order of the input.
    public private(set) var jobs: [JobSpec]
    /// The parts of mixed jobs; those of one job are neighbours.
    private var parts: [TaskPart] = []
    /// Requirements of the jobs, each kind once; jobs refer to them by number.
    public private(set) var requirements: [Requirements] = []

    /// A list of jobs of identical tasks, which it sorts by time of submission.
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

    /// The parts of a job of this list, in the order in which they are placed; one part for identical tasks.
    public func parts(of job: JobSpec) -> [TaskPart] {
        job.parts.isEmpty
            ? [TaskPart(demand: job.demand, duration: job.duration, count: job.tasks)]
            : Array(parts[Int(job.parts.lowerBound)..<Int(job.parts.upperBound)])
    }

    /// Requirements of a job of this list, beside capacity.
    public func requirements(of job: JobSpec) -> Requirements {
        job.requirements == JobSpec.unconstrained ? Requirements() : requirements[Int(job.requirements)]
    }

    /// This list with further workloads at the end.
    ///
    /// - Complexity: O(1) in the number of jobs.
    public func adding(workloads names: [String]) -> JobList {
        var list = self
        list.workloads += names
        return list
    }

    /// This list with its jobs assigned to other workloads.
    ///
    /// - Parameters:
    ///   - names: names of the other workloads.
    ///   - numbers: by workload of this list, the number of the other workload.
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

    /// Builds a list: append jobs, then call ``list(workloads:)``.
    public struct Builder {
        private var jobs: [JobSpec] = []
        private var parts: [TaskPart] = []
        /// Requirements of the jobs added so far, each kind once.
        public private(set) var requirements: [Requirements] = []
        private var numbers: [Requirements: Int32] = [:]

        /// A builder without jobs.
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

        /// Adds a job of parts.
        ///
        /// - Precondition: there is at least one part, each part has tasks, and together they have as many as the job.
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

        /// Number of jobs added.
        public var count: Int { jobs.count }

        /// Removes the jobs but keeps the requirements, so that later jobs refer to equal ones by the same numbers.
        public mutating func removeJobs() {
            jobs.removeAll(keepingCapacity: true)
            parts.removeAll(keepingCapacity: true)
        }

        /// True if the requirements so far are the first of `known`, in the same order.
        public func asks(within known: [Requirements]) -> Bool {
            requirements.count <= known.count && requirements == Array(known[..<requirements.count])
        }

        /// The list of the jobs added, sorted by time of submission.
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
