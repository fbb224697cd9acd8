/// Rule by which jobs are routed to the schedulers of their workload.
public enum Assignment: String, DescribedWords {
    /// In turn.
    case roundRobin = "round-robin"
    /// By a hash of the job's id.
    case hash

    /// The word's meaning, as `explain` prints it.
    public var meaning: String {
        switch self {
        case .roundRobin: "in turn"
        case .hash: "by a hash of the job's id"
        }
    }
}

extension Setting {
    /// The setting `schedulers`: a number of schedulers for each workload.
    public static func schedulers(_ path: SettingPath<Owner, [Int]>) -> Setting {
        .countByWorkload("schedulers", path, in: 1...mostSchedulers, "Schedulers of each workload.")
            .atMostInAll(mostSchedulers)
    }

    /// The most schedulers of one architecture.
    private static var mostSchedulers: Int { 65_535 }

    /// The setting `assignment`: the rule by which jobs are routed to the schedulers of their workload.
    public static func assignment(_ path: SettingPath<Owner, Assignment>) -> Setting {
        .word("assignment", path, "Rule by which the jobs of a workload with several schedulers are assigned to them.")
    }
}
