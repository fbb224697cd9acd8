extension JobList {
    /// Reads a list in CSV.
    ///
    /// The first line names the columns, in any order: `submit_time` (s), `workload`, `tasks`, `task_duration` (s), `cpu`
    /// (cores a task), `memory` (GiB a task), and optionally `gpu` (devices a task) and `job_id`. Other columns are ignored.
    ///
    /// - Parameter bytes: the file, in UTF-8.
    /// - Throws: where a row is malformed.
    /// - Complexity: O(*n*) in the file's length.
    public init(csv bytes: [UInt8]) throws(JobListError) {
        fatalError()
    }
}
