extension TraceSource {
    /// The folders that hold the trace's files; none for a trace that is one file.
    package var folders: [String] { format.folders(path) }
}

extension MachineTrace {
    /// The folders that hold the list's files; none for a list that is one file.
    package var folders: [String] { format == .google2011 ? Google2011Table.folders(in: path) : [] }
}

extension Google2011Table {
    /// The folders of all tables of the trace, also of those that are not read.
    static func folders(in path: String) -> [String] {
        [
            "job_events", "machine_attributes", "machine_events", "task_constraints", "task_events", "task_usage",
        ].map { "\(path)/\($0)" }
    }
}
