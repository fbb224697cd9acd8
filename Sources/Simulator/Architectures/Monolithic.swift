/// One scheduler for every job, working on the cell itself: nothing can conflict.
///
/// "Monolithic schedulers use a single, centralized scheduling algorithm for all jobs" (Omega paper, §3.1). On a single path
/// every job pays the same decision time, on several each workload pays its own.
struct Monolithic: DirectPlacement, ~Copyable {
    var transactions: FixedArray<Transaction>

    static func layout(_ settings: MonolithicSettings, of scenario: Scenario) -> Layout {
        let everything = Array(scenario.workloads.names.indices)
        var layout = Layout([.init(name: "all-0", workloads: everything)], on: scenario)
        if let path = settings.path {
            layout.decisionTimes = everything.map { _ in scenario.decisionTimes[path] }
        }
        return layout
    }

    init(_ settings: MonolithicSettings, in world: borrowing World) {
        transactions = FixedArray(count: world.schedulers.count) { _ in Transaction() }
    }
}

/// Settings of a monolithic scheduler.
public struct MonolithicSettings: Equatable, Sendable {
    /// The workload whose decision time every job pays (single path); nil where each pays its own (multi path).
    public var path: Int?
    /// Whether every job pays one path's decision time.
    fileprivate var paths: MonolithicPaths

    /// Multi path, unless `path` names a workload.
    public init(path: Int? = nil) {
        self.path = path
        paths = path == nil ? .multi : .single
    }
}

/// Which decision time the jobs of a monolithic scheduler pay.
enum MonolithicPaths: String, DescribedWords {
    case single
    case multi

    var meaning: String {
        switch self {
        case .single: "every job pays the decision time of one workload, which path names"
        case .multi: "every job pays the decision time of its own workload"
        }
    }
}

extension MonolithicSettings: DescribedArchitecture {
    /// What configs call it.
    public static let kind = "monolithic"
    /// What it is.
    public static let meaning = "One scheduler for all jobs, which places on the cell itself: nothing can conflict."

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .word("paths", \.paths, "Decision time that a job pays.").required.naming(.always),
        .workload("path", \.path, "Workload whose decision time every job pays, with paths: single."),
    ]

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init() }

    /// Checks what no setting can say by itself.
    ///
    /// - Throws: what is wrong.
    public mutating func check(workloads: [String]) throws(SettingError) {
        switch paths {
        case .multi:
            guard path == nil else {
                throw SettingError(
                    of: "path", "a path where every workload has its own; accepted: a path with paths: single only")
            }
        case .single:
            if path == nil, workloads.count == 1 { path = 0 }
            guard path != nil else {
                throw SettingError(
                    "\"path\" is missing: whose decision time every job pays; accepted: \(SettingError.list(workloads))"
                )
            }
        }
    }
}

extension ArchitectureSettings {
    /// The architecture with these settings.
    public static func monolithic(_ settings: MonolithicSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: Monolithic.self), settings: settings)
    }
}
