/// Names of the columns of a table of Google's trace of 2011.
///
/// The trace's files have no header; copies of them often do. Known names are those of the trace's `schema.csv`, of its
/// manual and of copies, without spaces, signs and case: `Job ID`, `job_id` and `"jobID"` are `jobid`.
struct Google2011Header {
    /// By column, its names.
    private let names: [[String]]

    /// The columns of `task_events`.
    static let taskEvents = Google2011Header([
        ["time", "timestamp"], ["missinginfo", "missing"], ["jobid", "job"], ["taskindex", "taskid", "task"],
        ["machineid", "machine"], ["eventtype", "event"], ["user", "username"], ["schedulingclass", "class"],
        ["priority"],
        ["cpurequest", "cpu", "cpus", "cpurequested", "resourcerequestforcpucores"],
        ["memoryrequest", "memory", "ram", "ramrequest", "memoryrequested", "resourcerequestforram"],
        ["diskrequest", "disk", "diskspace", "diskspacerequest", "resourcerequestforlocaldiskspace"],
        [
            "differentmachinesrestriction", "differentmachinerestriction", "differentmachineconstraint",
            "differentmachinesconstraint", "constraint",
        ],
    ])
    /// The columns of `job_events`.
    static let jobEvents = Google2011Header([
        ["time", "timestamp"], ["missinginfo", "missing"], ["jobid", "job"], ["eventtype", "event"],
        ["user", "username"],
        ["schedulingclass", "class"], ["jobname", "name"], ["logicaljobname", "logicalname"],
    ])
    /// The columns of `machine_events`.
    static let machineEvents = Google2011Header([
        ["time", "timestamp"], ["machineid", "machine"], ["eventtype", "event"], ["platformid", "platform"],
        ["cpus", "cpu", "cpucapacity"], ["memory", "ram", "memorycapacity"],
    ])

    private init(_ names: [[String]]) { self.names = names }

    /// Number of columns.
    var count: Int { names.count }

    /// Name of a column, for messages.
    func name(of column: Int) -> String { names[column][0] }

    /// True for a row of names: no field is a number, and at least two name columns of the table.
    func isHeader(_ fields: [String]) -> Bool {
        fields.allSatisfy { Double($0) == nil } && fields.count { column(called: $0) != nil } >= 2
    }

    /// The first field that names a column which stands elsewhere in the trace, and the column's place there.
    ///
    /// - Returns: nil if all names stand where they do in the trace.
    func misplaced(_ fields: [String]) -> (field: Int, place: Int)? {
        for (field, name) in fields.enumerated() {
            if let place = column(called: name), place != field { return (field, place) }
        }
        return nil
    }

    private func column(called name: String) -> Int? {
        let plain = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return names.firstIndex { $0.contains(plain) }
    }
}
