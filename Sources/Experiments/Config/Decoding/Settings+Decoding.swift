internal import Simulator
internal import Traces

extension Settings {
    /// What a cell may have.
    static let cellKeys = [
        "machines", "preset", "scale", "from", "machinesPerRack", "initialUtilization", "initialJobs",
    ]

    /// Decodes a whole config.
    init(_ root: ConfigNode, _ context: DecodingContext) throws(ConfigError) {
        let section = try Field(node: root, path: "", context: context).section(
            "a config",
            keys: [
                "name", "description", "horizon", "warmup", "replications", "seed", "cell", "workloads",
                "decisionTime", "retry", "abandon", "architectures", "sweep",
            ])
        name = try section.required("name").name()
        description = try section.optional("description")?.text()
        let horizonField = try section.required("horizon")
        let horizon = try horizonField.time(mustBePositive: true)
        replications = try section.optional("replications")?.countThatIsNoParameter(1...Settings.mostReplications) ?? 1

        let cellField = try section.required("cell")
        let cell = try cellField.section("a cell", keys: Settings.cellKeys)
        machines = try cell.machines()
        let classes = machines.racked
        workloads = try section.required("workloads").workloadSource(
            machines: classes, ofPreset: machines.preset.flatMap { CellPreset(rawValue: $0.name) }, until: horizon)
        isFilledAsPreset =
            workloads.preset != nil && cell.optional("initialUtilization") == nil && cell.optional("initialJobs") == nil
        let initial = try cell.initialState(of: &workloads, on: classes, until: horizon)
        workloads.takeWorkloadsWithoutJobs(namedIn: root, context.traces)
        let names = workloads.source.names
        initialJobsTrace = initial.trace

        let decisionTime = section.optional("decisionTime")
        let decisionTimes = try decisionTime?.decisionTimes(workloads: names)
        let architecturesField = try section.required("architectures")
        architectures = try architecturesField.architectures(workloads: names)

        scenario = Scenario(
            horizon: horizon, machines: classes, workloads: workloads.source,
            decisionTimes: decisionTimes ?? names.map { _ in DecisionTime() },
            architecture: .monolithic(MonolithicSettings()))
        if let commitTime = try decisionTime?.commitTime(workloads: names) { scenario.commitTime = commitTime }
        scenario.seed = try section.optional("seed")?.seed() ?? 0
        scenario.warmup = try section.optional("warmup")?.warmup(horizon: horizon, last: workloads.lastSubmission) ?? 0
        scenario.initial = initial.state
        if let retry = section.optional("retry") { scenario.retry = try retry.retryPolicy() }
        if let abandon = section.optional("abandon") { scenario.abandon = try abandon.abandonPolicy() }

        try MemoryNeed.check(scenario, architectures, machines: machines.field, architecturesField)
    }
}

extension Field {
    /// When statistics start: before the horizon, and not after the last job of a trace, if jobs come from one.
    fileprivate func warmup(horizon: Nanoseconds, last: Nanoseconds?) throws(ConfigError) -> Nanoseconds {
        let warmup = try time()
        guard warmup < horizon else {
            throw error("\(node.asFound) leaves nothing to measure; accepted: less than the horizon")
        }
        if let last, warmup > last {
            throw error(
                "\(node.asFound) leaves no job to measure, the last that is simulated is submitted at "
                    + "\(shortest(last.inSeconds)) s; accepted: at most that")
        }
        return warmup
    }

    /// The key under which the decision times say what commits cost, unless a workload is called so.
    static var commitKey: String { "commit" }

    fileprivate func decisionTimes(workloads: [String]) throws(ConfigError) -> [DecisionTime] {
        try byWorkload(
            "the decision times", workloads, besides: Field.commitKey, default: DecisionTime()
        ) { field throws(ConfigError) in
            let section = try field.section("a decision time", keys: ["job", "task"])
            var result = DecisionTime()
            if let job = section.optional("job") { result.job = try job.time() }
            if let task = section.optional("task") { result.task = try task.time() }
            return result
        }
    }

    fileprivate func commitTime(workloads: [String]) throws(ConfigError) -> CommitTime? {
        guard let node = node[Field.commitKey], !workloads.contains(Field.commitKey) else { return nil }
        let field = Field(node: node, path: path(of: Field.commitKey), context: context)
        let section = try field.section("what a commit costs", keys: ["transaction", "claim"])
        var result = CommitTime()
        if let transaction = section.optional("transaction") { result.transaction = try transaction.time() }
        if let claim = section.optional("claim") { result.claim = try claim.time() }
        return result
    }

    /// Values by workload, with a default for workloads that have none; `other` is a key that may stand beside them.
    func byWorkload<Value>(
        _ what: String, _ workloads: [String], besides other: String? = nil, default value: Value,
        read: (Field) throws(ConfigError) -> Value
    ) throws(ConfigError) -> [Value] {
        var result = workloads.map { _ in value }
        let numbers = Dictionary(zip(workloads, workloads.indices)) { first, _ in first }
        for (entry, field) in try children(what, keys: "workloads") {
            guard let index = numbers[entry.key] else {
                if entry.key == other { continue }
                let accepted = workloads + (other.map { [$0] } ?? [])
                throw ConfigError(
                    at: entry.place, path: field.path, message: Name.unknown(entry.key, "workload", among: accepted))
            }
            result[index] = try read(field)
        }
        return result
    }

    fileprivate func retryPolicy() throws(ConfigError) -> RetryPolicy {
        let section = try section("a retry policy", keys: ["delay", "position"])
        var result = RetryPolicy()
        if let delay = section.optional("delay") { result.delay = try delay.time() }
        result.position = try section.keyword("position", default: result.position)
        return result
    }

    fileprivate func abandonPolicy() throws(ConfigError) -> AbandonPolicy {
        let section = try section("an abandonment policy", keys: ["attemptsWithoutPlacement", "attempts"])
        var result = AbandonPolicy()
        let range = 1...Int(Int32.max)
        if let attempts = section.optional("attemptsWithoutPlacement") {
            result.attemptsWithoutPlacement = try attempts.count(range)
        }
        if let attempts = section.optional("attempts") { result.attempts = try attempts.count(range) }
        return result
    }
}
