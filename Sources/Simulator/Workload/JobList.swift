/// A list of jobs in the order of their submission, and the workloads they belong to.
public struct JobList: Sendable, Equatable {
    /// The workloads named in the list, in order of first appearance.
    public let workloads: [String]
    /// The jobs, by submission time; equal times in the list's order.
    public let jobs: [JobSpec]

    /// A list of the given jobs, sorted by submission time.
    ///
    /// - Complexity: O(*n*) where they are in order already, else O(*n* log *n*).
    public init(workloads: [String], jobs: [JobSpec]) {
        self.workloads = workloads
        let inOrder = zip(jobs, jobs.dropFirst()).allSatisfy { $0.submitted <= $1.submitted }
        self.jobs = inOrder ? jobs : JobList.sorted(jobs)
    }

    private static func sorted(_ jobs: [JobSpec]) -> [JobSpec] {
        jobs.enumerated()
            .sorted { ($0.element.submitted, $0.offset) < ($1.element.submitted, $1.offset) }
            .map(\.element)
    }
}

/// What is wrong with a job list, and where.
public struct JobListError: Error, Equatable, Sendable {
    /// The line, from 1; the header is line 1.
    public var line: Int
    /// The column of the first character of the field, from 1; nil where the whole line is meant.
    public var column: Int?
    /// What is wrong and what is accepted, without the position.
    public var message: String
}
