/// What tasks ask for, from the jobs of an initial cell state of the published simulator.
package struct PublishedRequests: Sendable {
    /// What a task of each job asks for, by workload; without jobs that ask for no cpu.
    ///
    /// A job counts once, however many tasks it has, as in the published simulator.
    package let requests: [[TaskRequest]]
    /// What was read and passed over.
    package let report: ReadReport

    /// Reads an initial cell state to its end.
    ///
    /// - Parameters:
    ///   - path: the file, plain or compressed with gzip.
    ///   - options: how its jobs become ours.
    ///   - policy: what to do about a row that is malformed.
    ///   - tap: what its bytes go through as they are read.
    /// - Throws: ``TraceError`` where it is malformed or cannot be read.
    package init(
        _ path: String, _ options: PublishedSimulatorOptions = PublishedSimulatorOptions(),
        onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil
    ) throws(TraceError) {
        let reader = try PublishedSimulatorReader(path, options, onBadRow: policy, tap: tap)
        requests = try reader.requests()
        report = reader.report
    }
}
