/// Jobs too many for memory: each simulation reads them for itself, as they are submitted.
public struct StreamedJobs: Sendable {
    /// Names of the workloads, to which the jobs refer by number.
    public var workloads: [String]
    /// Requirements of the jobs, each kind once.
    public var requirements: [Requirements]
    /// Number of jobs, from which memory and time are estimated.
    public var jobs: Int
    /// Number of tasks of all jobs.
    public var tasks: Int
    /// Opens a reader at the first job.
    public var open: @Sendable () -> any JobFeed

    /// Jobs that the readers of `open` read.
    public init(
        workloads: [String], requirements: [Requirements], jobs: Int, tasks: Int,
        open: @escaping @Sendable () -> any JobFeed
    ) {
        self.workloads = workloads
        self.requirements = requirements
        self.jobs = jobs
        self.tasks = tasks
        self.open = open
    }
}

/// A reader of jobs, piece by piece.
public protocol JobFeed: AnyObject {
    /// The next piece: jobs in the order of their submission, none before those of the last piece; nil at the end.
    ///
    /// - Throws: ``JobFeedError`` where jobs cannot be read.
    func next() throws(JobFeedError) -> JobList?
}

/// Reason why jobs cannot be read.
public struct JobFeedError: Error, Equatable, Sendable {
    /// One line that states the reason.
    public var reason: String

    /// An error with a reason.
    public init(_ reason: String) { self.reason = reason }
}
