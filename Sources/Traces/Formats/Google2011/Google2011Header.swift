/// The names of the columns of a table of Google's trace of 2011, which its files do not have, but copies of them do.
///
/// Names are those of the trace's `schema.csv`, of its manual and of what copies were found to have, without spaces, signs and case:
/// `Job ID`, `job_id` and `"jobID"` are `jobid`.
struct Google2011Header {
    /// By column, what it may be called.
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

    /// How many columns the table has.
    var count: Int { names.count }

    /// What a column is called, for messages.
    func name(of column: Int) -> String { names[column][0] }

    /// Whether a row is one of names: no number is in it, and at least two of the table's columns are.
    func isHeader(_ fields: [String]) -> Bool {
        fields.allSatisfy { Double($0) == nil } && fields.count { column(called: $0) != nil } >= 2
    }

    /// The first of the fields that names a column which stands elsewhere, and the place where that stands in the trace; nil if all
    /// stand where they do there.
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
