extension TraceSource {
    /// The folders whose files the trace is in; none where its path is that of a file.
    package var folders: [String] { format == .google2011 ? Google2011Table.folders(in: path) : [] }
}

extension MachineTrace {
    /// The folders whose files the list is in; none where its path is that of a file.
    package var folders: [String] { format == .google2011 ? Google2011Table.folders(in: path) : [] }
}

extension Google2011Table {
    /// The folders of the trace's tables, those that are not read included.
    fileprivate static func folders(in path: String) -> [String] {
        [
            "job_events", "machine_attributes", "machine_events", "task_constraints", "task_events", "task_usage",
        ].map { "\(path)/\($0)" }
    }
}
