/// One scheduler for every job, which places on the cell itself: nothing can conflict.
///
/// "Monolithic schedulers use a single, centralized scheduling algorithm for all jobs" (Omega paper, §3.1). With
/// `paths: single` every job pays the decision time of one workload; with `multi` each job pays that of its own.
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
    /// The workload whose decision time every job pays (`paths: single`); nil where each pays its own (`multi`).
    public var path: Int?
    /// The word of `paths`.
    fileprivate var paths: MonolithicPaths

    /// Settings of a single path where `path` names a workload, else of several.
    public init(path: Int? = nil) {
        self.path = path
        paths = path == nil ? .multi : .single
    }
}

/// The decision time that the jobs of a monolithic scheduler pay.
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
    /// The kind's name in configs.
    public static let kind = "monolithic"
    /// One sentence that says what the kind is, for `explain`.
    public static let meaning = "One scheduler for all jobs, which places on the cell itself: nothing can conflict."

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .word("paths", \.paths, "Decision time that a job pays.").required.naming(.always),
        .workload("path", \.path, "Workload whose decision time every job pays, with paths: single."),
    ]

    /// The default settings: several paths.
    public init(workloads: Int) { self.init() }

    /// Checks that `path` is set with `paths: single`, and only then; a single workload needs no `path`.
    ///
    /// - Throws: an error that names the key and what is accepted.
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
    /// A competitor of this kind with the given settings.
    public static func monolithic(_ settings: MonolithicSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: Monolithic.self), settings: settings)
    }
}
