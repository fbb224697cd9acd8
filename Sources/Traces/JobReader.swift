/// Reads the jobs of a trace, one after another.
///
/// Most formats have jobs in the order of their submission; jobs that ran already come first. A new format is a
/// conforming type, and a ``TraceFormat``.
public protocol JobReader: AnyObject {
    /// The next job; nil after the last.
    ///
    /// - Throws: ``TraceError`` for a malformed row, and where the file cannot be read.
    func next() throws(TraceError) -> TraceJob?

    /// Names of the workloads so far, to which jobs refer by number.
    var workloads: [String] { get }

    /// Numbers of rows read and passed over so far, and notes.
    var report: ReadReport { get }

    /// True if jobs have times; without, all times are 0, and jobs have requests only.
    var hasTimes: Bool { get }

    /// True if later jobs may have been submitted before those returned so far.
    var mayHaveEarlierJobs: Bool { get }
}

extension JobReader {
    /// True by default.
    public var hasTimes: Bool { true }

    /// False by default.
    public var mayHaveEarlierJobs: Bool { false }
}
