/// How the jobs of a workload with several schedulers are routed to them.
public enum Assignment: String, DescribedWords {
    /// In turn.
    case roundRobin = "round-robin"
    /// By a hash of the job's id.
    case hash

    /// What the word means.
    public var meaning: String {
        switch self {
        case .roundRobin: "in turn"
        case .hash: "by a hash of the job's id"
        }
    }
}

extension Setting {
    /// `schedulers`: so many for each workload.
    public static func schedulers(_ path: SettingPath<Owner, [Int]>) -> Setting {
        .countByWorkload(
            "schedulers", path, in: 1...SchedulerLimits.most, "Schedulers of each workload.")
    }

    /// `assignment`: how jobs come to the schedulers of their workload.
    public static func assignment(_ path: SettingPath<Owner, Assignment>) -> Setting {
        .word("assignment", path, "Rule by which the jobs of a workload with several schedulers are assigned to them.")
    }
}

/// How many schedulers one architecture may have.
public enum SchedulerLimits {
    /// The most in all.
    public static let most = 65_535

    /// Refuses more schedulers than that in all.
    ///
    /// - Throws: how many there are, and how many are accepted.
    public static func check(_ schedulers: [Int]) throws(SettingError) {
        let sum = schedulers.reduce(0, +)
        guard sum <= most else {
            throw SettingError(of: "schedulers", "\(sum) schedulers; accepted: at most \(most) in all")
        }
    }
}
