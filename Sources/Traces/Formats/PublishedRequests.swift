/// Requests of tasks, from the jobs of an initial cell state of the published simulator.
package struct PublishedRequests: Sendable {
    /// By workload, the request of a task of each job; jobs that ask for no cpu are left out.
    ///
    /// A job counts once, however many tasks it has, as in the published simulator.
    package let requests: [[TaskRequest]]
    /// Numbers of rows read and passed over.
    package let report: ReadReport

    /// Reads an initial cell state to its end.
    ///
    /// - Parameters:
    ///   - path: the file, plain or compressed with gzip.
    ///   - options: options for its jobs.
    ///   - policy: what to do about a malformed row.
    ///   - tap: takes the file's bytes as they are read.
    /// - Throws: ``TraceError`` where the file is malformed or cannot be read.
    package init(
        _ path: String, _ options: PublishedSimulatorOptions = PublishedSimulatorOptions(),
        onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil
    ) throws(TraceError) {
        let reader = try PublishedSimulatorReader(path, options, onBadRow: policy, tap: tap)
        requests = try reader.requests()
        report = reader.report
    }
}
