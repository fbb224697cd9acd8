internal import Simulator

/// Turns a config into points: every combination of swept values, every architecture, every replication.
struct Expansion {
    private let root: ConfigNode
    private let sweep: Sweep
    private let jobLists: JobListCache
    /// The tasks of the job lists already counted, by file.
    private var tasksOfLists: [String: Double] = [:]

    /// - Parameter file: the config's file.
    init(of root: ConfigNode, file: String) throws(ConfigError) {
        self.root = root
        sweep = try Sweep(of: root)
        jobLists = JobListCache(config: file)
    }

    /// The experiment.
    consuming func experiment() throws(ConfigError) -> Experiment {
        var points: [Point] = []
        var first: Settings?
        // What each value of each axis turned out to be, to find two that are the same.
        var values = sweep.axes.map { [ParameterValue?](repeating: nil, count: $0.values.count) }
        for combination in 0..<sweep.count {
            let indices = sweep.indices(ofCombination: combination)
            let context = DecodingContext(jobLists: jobLists)
            let settings = try Settings(try sweep.written(indices, into: root), context)
            var parameters: [Parameter] = []
            for (number, axis) in sweep.axes.enumerated() {
                guard let value = context.sweptValues[number] else {
                    throw axis.path.error(
                        "a sweep cannot change this; accepted: numbers and words that the config uses")
                }
                try Expansion.checkIsNew(value, indices[number], of: axis, &values[number])
                parameters.append(Parameter(path: axis.path.text, value: value))
            }
            try checkCount(settings)
            append(settings, parameters, to: &points)
            if first == nil { first = settings }
        }
        // What is swept may have no value of its own; then the first swept one stands in.
        guard let settings = (try? Settings(root, DecodingContext(jobLists: jobLists))) ?? first else {
            preconditionFailure("a sweep has at least one combination")
        }
        return Experiment(
            name: settings.name, description: settings.description, seed: settings.scenario.seed,
            horizon: settings.scenario.horizon, points: points,
            resolvedConfig: ResolvedConfig(settings, sweep: root["sweep"]).text)
    }

    private static func checkIsNew(
        _ value: ParameterValue, _ index: Int, of axis: Sweep.Axis, _ values: inout [ParameterValue?]
    ) throws(ConfigError) {
        guard values[index] == nil else { return }
        values[index] = value
        guard values.count(where: { $0 == value }) == 1 else {
            throw ConfigError(
                at: axis.values[index].place, path: axis.path.text,
                message: "\(axis.values[index].asFound) is among the swept values already; accepted: each once")
        }
    }

    private func checkCount(_ settings: Settings) throws(ConfigError) {
        let perCombination = settings.architectures.count * settings.replications
        guard sweep.count <= Sweep.mostPoints / perCombination else {
            let key = root["sweep"] == nil ? "replications" : "sweep"
            throw ConfigError(
                at: root[key]?.place ?? root.place, path: key,
                message: "\(sweep.count) combinations of \(perCombination) runs; "
                    + "accepted: at most \(Sweep.mostPoints) points")
        }
    }

    private mutating func append(_ settings: Settings, _ parameters: [Parameter], to points: inout [Point]) {
        let load = load(of: settings)
        for architecture in settings.architectures {
            for replication in 0..<settings.replications {
                points.append(
                    Point(
                        architecture: architecture.name, kind: architecture.settings.kind.rawValue,
                        parameters: parameters, replication: replication,
                        scenario: settings.scenario(architecture, replication: replication),
                        estimatedCost: load * architecture.settings.costFactor))
            }
        }
    }

    /// About how much there is to simulate, in tasks.
    private mutating func load(of settings: Settings) -> Double {
        // A job costs about as much as a few of its tasks.
        let tasksPerJob = 4.0
        switch settings.scenario.workloads {
        case .list(let list):
            if let file = settings.workloadsFile, let known = tasksOfLists[file] { return known }
            let tasks = list.jobs.reduce(0.0) { $0 + Double($1.tasks) + tasksPerJob }
            if let file = settings.workloadsFile { tasksOfLists[file] = tasks }
            return tasks
        case .generated(let workloads):
            return workloads.reduce(0) { sum, workload in
                let jobs = settings.scenario.horizon.inSeconds / workload.interarrival.typicalMean
                let tasks = min(max(workload.tasks.typicalMean, 1), Double(JobSpec.mostTasks))
                return sum + jobs * (tasks + tasksPerJob)
            }
        }
    }
}

extension ArchitectureSettings {
    /// How much longer a run takes than a monolithic one.
    fileprivate var costFactor: Double {
        switch self {
        case .monolithic, .partitioned: 1
        case .sharedState: 1.5
        case .twoLevel: 2
        }
    }
}
