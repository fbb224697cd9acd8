internal import Simulator
internal import Yams

/// Writes a config with every default filled in.
///
/// Order and units are its own, so that equal experiments have equal texts. Paths of job lists stay as they were written,
/// relative to the original config: nothing in the text depends on where it was made.
struct ResolvedConfig {
    private let settings: Settings
    private let sweep: ConfigNode?
    private let jobLists: [(file: String, digest: String)]

    /// A config as decoded, the `sweep` that it had, and the SHA-256 of the job lists that it names.
    init(_ settings: Settings, sweep: ConfigNode?, jobLists: [(file: String, digest: String)]) {
        self.settings = settings
        self.sweep = sweep
        self.jobLists = jobLists
    }

    /// The text in YAML, after comments that say which job lists were read: so that the digest of the text is one of all that
    /// the results depend on.
    var text: String {
        guard !jobLists.isEmpty else { return yaml }
        let lines = jobLists.map { "# \($0.file.printable(atMost: 1000)): sha256:\($0.digest)\n" }
        return "# Job lists; relative paths start from the folder of the config that was run.\n" + lines.joined() + yaml
    }

    private var yaml: String {
        var root: [(String, Node)] = [("name", .name(settings.name))]
        if let description = settings.description { root.append(("description", .quoted(description))) }
        let scenario = settings.scenario
        root += [
            ("horizon", .time(scenario.horizon)),
            ("warmup", .time(scenario.warmup)),
            ("replications", .plain("\(settings.replications)")),
            ("seed", .plain("\(scenario.seed)")),
            ("cell", cell),
            ("workloads", workloads),
            ("decisionTime", decisionTimes),
            (
                "retry",
                .flow([("delay", .time(scenario.retry.delay)), ("position", .plain(scenario.retry.position.rawValue))])
            ),
            (
                "abandon",
                .flow([
                    ("attemptsWithoutPlacement", .plain("\(scenario.abandon.attemptsWithoutPlacement)")),
                    ("attempts", .plain("\(scenario.abandon.attempts)")),
                ])
            ),
            ("architectures", .list(settings.architectures.map { $0.node(workloads: scenario.workloads.names) })),
        ]
        if let sweep, let entries = sweep.entries, !entries.isEmpty { root.append(("sweep", Node(sweep))) }
        do {
            return try serialize(node: .block(root), width: -1, allowUnicode: true)
        } catch {
            // Plain trees of texts can always be written.
            preconditionFailure("the config cannot be written: \(error)")
        }
    }

    private var cell: Node {
        let machines = settings.scenario.machines.map { machine in
            Node.flow([
                ("class", .name(machine.name)), ("count", .plain("\(machine.count)")),
                ("cpu", .number(Double(machine.capacity.milliCores) / 1000)),
                ("memory", .memory(Double(machine.capacity.memoryMiB) / 1024)),
                ("gpu", .number(Double(machine.capacity.milliGPUs) / 1000)),
            ])
        }
        var cell: [(String, Node)] = [
            ("machines", .list(machines)),
            ("initialUtilization", .number(settings.scenario.initial.utilization)),
        ]
        if let file = settings.initialJobsFile { cell.append(("initialJobs", .flow([("csv", .quoted(file))]))) }
        return .block(cell)
    }

    private var workloads: Node {
        switch settings.scenario.workloads {
        case .list:
            return .block([("from", .flow([("csv", .quoted(settings.workloadsFile ?? ""))]))])
        case .generated(let workloads):
            return .block(
                workloads.map { workload in
                    let distributions: [(String, Node)] = [
                        ("interarrival", workload.interarrival.node(Node.time)),
                        ("tasks", workload.tasks.node(Node.number)),
                        ("duration", workload.duration.node(Node.time)),
                        ("cpu", workload.cpu.node(Node.number)),
                        ("memory", workload.memory.node(Node.memory)),
                        ("gpu", workload.gpu.node(Node.number)),
                    ]
                    return (workload.name, .block(distributions))
                })
        }
    }

    private var decisionTimes: Node {
        let names = settings.scenario.workloads.names
        var times = zip(names, settings.scenario.decisionTimes).map { name, time in
            (name, Node.flow([("job", .time(time.job)), ("task", .time(time.task))]))
        }
        // Only where commits cost something: so that the texts, and digests, of all others stay what they were.
        let commit = settings.scenario.commitTime
        if commit != CommitTime() {
            times.append(
                ("commit", .flow([("transaction", .time(commit.transaction)), ("claim", .time(commit.claim))])))
        }
        return .block(times)
    }
}

extension Settings.Architecture {
    fileprivate func node(workloads: [String]) -> Node {
        let common: [(String, Node)] = [("kind", .plain(settings.kind.rawValue)), ("name", .name(name))]
        func byWorkload<Value>(_ values: [Value], _ node: (Value) -> Node) -> Node {
            .flow(zip(workloads, values).map { ($0, node($1)) })
        }
        switch settings {
        case .monolithic(let settings):
            guard let path = settings.path else {
                return .block(common + [("paths", .plain(MonolithicPaths.multi.rawValue))])
            }
            return .block(
                common + [("paths", .plain(MonolithicPaths.single.rawValue)), ("path", .name(workloads[path]))])
        case .partitioned(let settings):
            return .block(common + [("shares", byWorkload(settings.shares) { .number($0) })])
        case .twoLevel(let settings):
            let minimum = Node.flow([
                ("cpu", .number(Double(settings.minimumOffer.milliCores) / 1000)),
                ("memory", .memory(Double(settings.minimumOffer.memoryMiB) / 1024)),
            ])
            return .block(
                common + [
                    ("schedulers", byWorkload(settings.schedulers) { .plain("\($0)") }),
                    ("offerInterval", .time(settings.offerInterval)),
                    ("allocatorDecisionTime", .time(settings.allocatorDecisionTime)),
                    ("minimumOffer", minimum),
                    ("offerProcessing", .plain(settings.offerProcessing.rawValue)),
                    ("assignment", .plain(settings.assignment.rawValue)),
                ])
        case .sharedState(let settings):
            return .block(
                common + [
                    ("schedulers", byWorkload(settings.schedulers) { .plain("\($0)") }),
                    ("conflictDetection", .plain(settings.conflictDetection.rawValue)),
                    ("coarseCounts", .plain(settings.coarseCounts.rawValue)),
                    ("commit", .plain(settings.commit.rawValue)),
                    ("assignment", .plain(settings.assignment.rawValue)),
                ])
        }
    }
}
