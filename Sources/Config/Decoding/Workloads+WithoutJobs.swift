internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension DecodedWorkloads {
    /// Takes in the workloads that the config has settings for and the trace no job of, as a part of a trace may have none.
    ///
    /// So `decisionTime.service` stands where all of the list's jobs are `batch`, and the service scheduler is there and idle, as in a run
    /// of the whole trace. A name that two keystrokes make another of is taken for a slip, which is an error where it is read.
    ///
    /// - Parameters:
    ///   - root: the config.
    ///   - context: takes note of each.
    mutating func takeWorkloadsWithoutJobs(namedIn root: ConfigNode, _ context: DecodingContext) {
        // Google's trace has its workloads, whatever part of it is taken.
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
    /// Adds a note that is not there yet.
    fileprivate mutating func add(note: String) {
        if notes?.contains(note) != true { notes = (notes ?? []) + [note] }
    }
}
