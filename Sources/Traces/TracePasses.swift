/// Goes through a trace again and again: the jobs of a short one are kept, a longer one is opened anew.
///
/// A trace of two jobs that is gone through a million times would else be opened as often.
final class TracePasses {
    /// Jobs that are kept.
    private static let mostKept = 4096

    private let open: () throws(TraceError) -> any JobReader
    private var reader: any JobReader
    /// The jobs of the first pass; nil where they are too many, or no other pass is wanted.
    private var kept: [TraceJob]?
    private var position = 0
    private var firstReport: ReadReport?
    /// The workloads that the first pass met: a later one meets the same, but may be cut before it has met all.
    private var firstWorkloads: [String]?
    /// How many passes have come to their end.
    private(set) var done = 0

    /// Passes over what `first` reads, and, where there are several, over what `open` opens.
    init(
        of first: any JobReader, areSeveral: Bool, open: @escaping () throws(TraceError) -> any JobReader
    ) {
        reader = first
        kept = areSeveral ? [] : nil
        self.open = open
    }

    /// The workloads met so far.
    var workloads: [String] { firstWorkloads ?? reader.workloads }

    /// Whether jobs have times.
    var hasTimes: Bool { reader.hasTimes }

    /// Whether jobs may still come that were submitted before those given back so far.
    var mayHaveEarlierJobs: Bool { reader.mayHaveEarlierJobs }

    /// What was read in the first pass.
    var report: ReadReport { firstReport ?? reader.report }

    /// The next job of the pass at hand, or nil where it ends.
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
