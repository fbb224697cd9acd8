internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension DecodedWorkloads {
    /// Adds the workloads that settings of the config mention and of which the trace has no job.
    ///
    /// So `decisionTime.service` is accepted where a part of a trace has only `batch` jobs, and the service scheduler
    /// is there and idle, as in a run of the whole trace. A name at most two keystrokes from a known one is taken for a
    /// slip and not added; its reader reports the error.
    ///
    /// - Parameters:
    ///   - root: the config.
    ///   - context: the context, which notes each added workload.
    mutating func takeWorkloadsWithoutJobs(namedIn root: ConfigNode, _ context: DecodingContext) {
        // Google's trace has the same workloads in all of its parts.
        guard let trace, let use, trace.source.format != .google2011 else { return }
        for name in context.components.settings.workloads(namedIn: root)
        where Name.isValid(name) && !source.names.contains(name) {
            let isSlip = source.names.contains { known in
                NearestName.keystrokes(from: Array(name.unicodeScalars), to: Array(known.unicodeScalars)) <= 2
            }
            guard !isSlip else { continue }
            source = source.adding(workloads: [name])
            let note = "no job of the workload \(name.quoted), which the config has settings for"
            context.traces.noteUse(use) { $0.add(note: note) }
        }
    }
}

extension TraceUse {
    /// Adds a note, once.
    fileprivate mutating func add(note: String) {
        if notes?.contains(note) != true { notes = (notes ?? []) + [note] }
    }
}
