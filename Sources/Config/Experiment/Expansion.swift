internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator

/// Turns a config into points: every combination of swept values, every architecture, every replication.
struct Expansion {
    private let root: ConfigNode
    private let sweep: Sweep
    private let traces: TraceCache
    private let components: Components
    /// Number of tasks of the traces already counted.
    private var tasksOfTraces: [TraceSetting: Double] = [:]

    /// A config from a file, which may name the components.
    init(of root: ConfigNode, file: String, _ components: Components) throws(ConfigError) {
        self.root = root
        self.components = components
        sweep = try Sweep(of: root)
        traces = TraceCache(config: file)
    }

    /// The experiment.
    consuming func experiment() throws(ConfigError) -> Experiment {
        // The config must be valid as it is written, even in settings that a sweep overwrites.
        let written = try Settings(
            try sweep.filled(into: root), DecodingContext(traces: traces, components: components, sweep: sweep))
        try checkCount(written)
        try sweep.checkWorkload(among: written.scenario.workloads.names)
        var points: [Point] = []
        var presets = written.presets
        var searches = SearchCollector(sweep)
        var seen = sweep.axes.map { _ in SeenValues() }
        for combination in 0..<sweep.count {
            let indices = sweep.indices(ofCombination: combination)
            let context = DecodingContext(traces: traces, components: components, sweep: sweep)
            let settings = try Settings(try sweep.written(indices, into: root), context)
            var parameters: [Parameter] = []
            for (number, axis) in sweep.axes.enumerated() {
                guard let value = context.sweptValues[number] else {
                    throw axis.path.error("a sweep cannot change this; accepted: settings that are numbers or words")
                }
                try seen[number].check(value, indices[number], of: axis)
                parameters.append(Parameter(path: axis.path.text, value: value))
            }
            let first = points.count
            append(settings, parameters, to: &points)
            searches.add(points[first...], at: indices, replications: settings.replications)
            for preset in settings.presets where !presets.contains(preset) { presets.append(preset) }
        }
        var experiment = Experiment(
            name: written.name, description: written.description, seed: written.scenario.seed,
            horizon: written.scenario.horizon, points: points,
            resolvedConfig: ResolvedConfig(written, sweep: root["sweep"], traces: traces.files).text)
        experiment.searches = searches.searches
        experiment.traces = traces.uses
        experiment.inputs = traces.inputs
        experiment.presets = presets
        return experiment
    }

    private func checkCount(_ settings: Settings) throws(ConfigError) {
        let perCombination = settings.architectures.count * settings.replications
        // All points are held in memory.
        let bytesPerPoint = 1024
        // The results file must not be too large to be read again.
        let bytesInResults = PointsText.mostBytesOfPoint(workloads: settings.scenario.workloads.names.count)
        let most = min(Sweep.mostPoints, (Host.memory ?? .max) / bytesPerPoint, JSONText.largestFile / bytesInResults)
        guard sweep.count <= most / perCombination else {
            let key = root["sweep"] == nil ? "replications" : "sweep"
            throw ConfigError(
                at: root[key]?.place ?? root.place, path: key,
                message: "\(sweep.count) combinations of \(perCombination) runs; "
                    + "accepted: at most \(most) points")
        }
    }

    private mutating func append(_ settings: Settings, _ parameters: [Parameter], to points: inout [Point]) {
        let load = load(of: settings)
        for architecture in settings.architectures {
            for replication in 0..<settings.replications {
                points.append(
                    Point(
                        architecture: architecture.name, kind: architecture.settings.kind.name,
                        parameters: parameters, replication: replication,
                        scenario: settings.scenario(architecture, replication: replication),
                        estimatedCost: load * architecture.settings.kind.settings.costFactor))
            }
        }
    }

    /// Approximate size of a simulation, in tasks.
    private mutating func load(of settings: Settings) -> Double {
        // A job costs about as much as four of its tasks.
        let tasksPerJob = 4.0
        switch settings.scenario.workloads {
        case .list(let list):
            if let trace = settings.workloads.trace, let known = tasksOfTraces[trace] { return known }
            let tasks = list.jobs.reduce(0.0) { $0 + Double($1.tasks) + tasksPerJob }
            if let trace = settings.workloads.trace { tasksOfTraces[trace] = tasks }
            return tasks
        case .streamed(let jobs): return Double(jobs.tasks) + Double(jobs.jobs) * tasksPerJob
        case .generated(let workloads):
            return workloads.reduce(0) { sum, workload in
                let jobs = settings.scenario.horizon.inSeconds / workload.interarrival.typicalMean
                let tasks = min(max(workload.tasks.typicalMean, 1), Double(JobSpec.mostTasks))
                return sum + jobs * (tasks + tasksPerJob)
            }
        }
    }
}

/// Collects the points of each search.
private struct SearchCollector {
    private let axis: Int?
    private let criterion: SaturationCriterion?
    private let path: String
    private var numbers: [[Int]: Int] = [:]
    private(set) var searches: [SaturationSearch] = []

    init(_ sweep: Sweep) {
        axis = sweep.searched
        criterion = axis.flatMap { sweep.axes[$0].criterion }
        path = axis.map { sweep.axes[$0].path.text } ?? ""
    }

    /// Adds the points of a combination: for each architecture, a point a replication.
    mutating func add(_ points: ArraySlice<Point>, at indices: [Int], replications: Int) {
        guard let axis, let criterion else { return }
        for (architecture, first) in stride(from: points.startIndex, to: points.endIndex, by: replications).enumerated()
        {
            // A swept setting of one architecture makes no search for the others.
            let others = "architectures."
            guard !path.hasPrefix(others) || path.hasPrefix("\(others)\(points[first].architecture).") else { continue }
            var key = indices + [architecture]
            key[axis] = 0
            let number = numbers[key] ?? searches.count
            if number == searches.count {
                numbers[key] = number
                searches.append(SaturationSearch(along: path, for: criterion))
            }
            searches[number].candidates.append(first..<first + replications)
        }
    }
}

/// Values of one axis so far, each with its number in the axis.
///
/// An equal value under another number is refused: their points could not be told apart. The same number comes again in
/// other combinations, and passes.
private struct SeenValues {
    private var numbers: [ParameterValue: Int] = [:]

    mutating func check(_ value: ParameterValue, _ number: Int, of axis: Sweep.Axis) throws(ConfigError) {
        guard let first = numbers[value] else {
            numbers[value] = number
            return
        }
        guard first == number else {
            throw ConfigError(
                at: axis.values[number].place, path: axis.path.text,
                message: "\(axis.values[number].asFound) is among the swept values already; accepted: each once")
        }
    }
}
