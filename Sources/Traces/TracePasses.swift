/// Goes through a trace again and again; the jobs of a short trace are kept, a longer one is opened anew.
///
/// Without kept jobs, a trace of two jobs with a million passes would be opened a million times.
final class TracePasses {
    /// The most jobs that are kept.
    private static let mostKept = 4096

    private let open: () throws(TraceError) -> any JobReader
    private var reader: any JobReader
    /// Jobs of the first pass; nil where they are too many, or there is one pass only.
    private var kept: [TraceJob]?
    private var position = 0
    private var firstReport: ReadReport?
    /// Names of the workloads of the first pass; a later pass has the same, but may be cut before it has met all.
    private var firstWorkloads: [String]?
    /// Number of passes that have ended.
    private(set) var done = 0

    /// Passes over the jobs of `first`, and, with several, over those of readers from `open`.
    init(
        of first: any JobReader, areSeveral: Bool, open: @escaping () throws(TraceError) -> any JobReader
    ) {
        reader = first
        kept = areSeveral ? [] : nil
        self.open = open
    }

    /// Names of the workloads so far.
    var workloads: [String] { firstWorkloads ?? reader.workloads }

    /// True if jobs have times.
    var hasTimes: Bool { reader.hasTimes }

    /// True if later jobs may have been submitted before those returned so far.
    var mayHaveEarlierJobs: Bool { reader.mayHaveEarlierJobs }

    /// Report of the first pass.
    var report: ReadReport { firstReport ?? reader.report }

    /// The next job of the pass under way; nil at its end.
    func next() throws(TraceError) -> TraceJob? {
        if done > 0, let kept {
            guard position < kept.count else {
                done += 1
                return nil
            }
            position += 1
            return kept[position - 1]
        }
        if let job = try reader.next() {
            if done == 0, let count = kept?.count {
                if count < TracePasses.mostKept { kept?.append(job) } else { kept = nil }
            }
            return job
        }
        firstReport = firstReport ?? reader.report
        firstWorkloads = firstWorkloads ?? reader.workloads
        done += 1
        return nil
    }

    /// Begins the next pass.
    ///
    /// - Throws: ``TraceError`` if the trace cannot be opened again.
    func startOver() throws(TraceError) {
        position = 0
        if kept == nil { reader = try open() }
    }
}
