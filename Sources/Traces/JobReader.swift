/// Reads the jobs of a trace, one after another, in the order of its rows: of most formats that of their submission, and those that
/// ran already first.
///
/// A new format is a type that conforms and a case of ``TraceSource``.
public protocol JobReader: AnyObject {
    /// The next job, or nil after the last.
    ///
    /// - Throws: ``TraceError`` for a row that is malformed, and where the file cannot be read.
    func next() throws(TraceError) -> TraceJob?

    /// The workloads met so far, which the jobs' workloads are numbers of.
    var workloads: [String] { get }

    /// What was read so far.
    var report: ReadReport { get }

    /// Whether jobs have times: if not, they say what tasks ask for and nothing else, and all times of theirs are 0.
    var hasTimes: Bool { get }

    /// Whether jobs may still come that were submitted before those given back so far.
    var mayHaveEarlierJobs: Bool { get }
}

extension JobReader {
    /// Traces have times, unless their reader says otherwise.
    public var hasTimes: Bool { true }

    /// Traces are in order, unless their reader says otherwise.
    public var mayHaveEarlierJobs: Bool { false }
}
