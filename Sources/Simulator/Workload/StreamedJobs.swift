/// Jobs that are too many to be kept: each simulation reads them for itself, as they are submitted.
public struct StreamedJobs: Sendable {
    /// The workloads that the jobs' numbers are of.
    public var workloads: [String]
    /// What the jobs ask of machines, each kind once.
    public var requirements: [Requirements]
    /// How many jobs there are; what is estimated rests on it.
    public var jobs: Int
    /// How many tasks they have.
    public var tasks: Int
    /// A reader at the first of them.
    public var open: @Sendable () -> any JobFeed

    /// Jobs that `open` reads.
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

/// Reads jobs piece by piece.
public protocol JobFeed: AnyObject {
    /// The next jobs, in the order of their submission, none before those of the piece before; nil behind the last.
    ///
    /// - Throws: ``JobFeedError`` where they cannot be read.
    func next() throws(JobFeedError) -> JobList?
}

/// Why no more jobs can be read.
public struct JobFeedError: Error, Equatable, Sendable {
    /// One line that says it.
    public var reason: String

    /// An error for this reason.
    public init(_ reason: String) { self.reason = reason }
}
