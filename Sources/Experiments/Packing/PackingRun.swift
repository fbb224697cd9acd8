public import CellbenchConfig
public import CellbenchFiles
public import CellbenchResults
internal import CellbenchSimulator
internal import Dispatch
internal import Synchronization

/// Packs the tasks of an experiment, every policy and replication by itself, on several threads.
///
/// Pieces share the list of tasks alone. So the outcome does not depend on the number of threads.
public struct PackingRun: Sendable {
    /// A piece of work: a curve, or a trial of compaction.
    private enum Piece {
        case curve(policy: Int, replication: Int)
        case trial(policy: Int, number: Int)
    }

    private let experiment: PackingExperiment
    private let pieces: [Piece]

    /// The run of an experiment.
    public init(_ experiment: PackingExperiment) {
        self.experiment = experiment
        let policies = experiment.policies.indices
        pieces =
            policies.flatMap { policy in
                (0..<experiment.replications).map { .curve(policy: policy, replication: $0) }
            }
            + policies.flatMap { policy in
                (0..<(experiment.compaction?.trials ?? 0)).map { .trial(policy: policy, number: $0) }
            }
    }

    /// Costs of the pieces, in any unit, for progress: a trial of compaction packs about ten times.
    public var costs: [Double] {
        pieces.map { piece in
            switch piece {
            case .curve: 1
            case .trial: 10
            }
        }
    }

    /// Runs all pieces.
    ///
    /// - Parameters:
    ///   - workers: number of threads.
    ///   - stop: raised to stop early.
    ///   - onFinish: called after each piece with its position.
    /// - Returns: the outcome; nil where the run was stopped.
    /// - Throws: an error about the demand, where too many tasks are drawn before it has arrived.
    public func run(
        workers: Int, stop: StopFlag = StopFlag(), onFinish: @escaping @Sendable (_ position: Int) -> Void = { _ in }
    ) throws(ConfigError) -> PackingFile? {
        let curves = Mutex([PackingFile.Curve?](repeating: nil, count: pieces.count))
        let machines = Mutex([Int?](repeating: nil, count: pieces.count))
        let next = Atomic(0)
        let hasFailed = Atomic(false)
        let workers = Threads.canBeMade ? max(1, min(workers, pieces.count)) : 1
        // The longest pieces, trials, are last in the list and first in time.
        let order = Array(pieces.indices.reversed())
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            func isEnding() -> Bool { stop.isRaised || hasFailed.load(ordering: .relaxed) }
            while !isEnding() {
                let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard turn < order.count else { return }
                let position = order[turn]
                do throws(TooManyArrivals) {
                    switch pieces[position] {
                    case .curve(let policy, let replication):
                        let curve = try self.curve(policy, replication, isCancelled: isEnding)
                        curves.withLock { $0[position] = curve }
                    case .trial(let policy, let number):
                        let count = try self.machines(policy, number, isCancelled: isEnding)
                        machines.withLock { $0[position] = count }
                    }
                    onFinish(position)
                } catch {
                    hasFailed.store(true, ordering: .relaxed)
                }
            }
        }
        guard !hasFailed.load(ordering: .relaxed) else { throw experiment.tooManyArrivals }
        guard !stop.isRaised else { return nil }
        return file(curves.withLock { $0 }.compactMap { $0 }, machines.withLock { $0 })
    }

    private func curve(
        _ policy: Int, _ replication: Int, isCancelled: () -> Bool
    ) throws(TooManyArrivals) -> PackingFile.Curve? {
        let arriving = try experiment.work.arriving(
            seed: experiment.seed, replication: replication, isCancelled: isCancelled)
        var setup = experiment.setup
        setup.placement = experiment.policies[policy]
        setup.replication = replication
        setup.typical = arriving.typical
        guard
            let curve = PackingCurve(
                setup, arriving.tasks, arriving.order, of: experiment.work.resource, isCancelled: isCancelled)
        else { return nil }
        return PackingFile.Curve(curve, policy: word(policy), replication: replication)
    }

    private func machines(
        _ policy: Int, _ trial: Int, isCancelled: () -> Bool
    ) throws(TooManyArrivals) -> Int? {
        let arriving = try experiment.work.arriving(
            seed: experiment.seed, replication: trial, isCancelled: isCancelled)
        var setup = experiment.setup
        setup.placement = experiment.policies[policy]
        setup.replication = trial
        setup.typical = arriving.typical
        return Compaction.machinesNeeded(
            setup, arriving.tasks, arriving.order, pending: experiment.compaction?.pending ?? 0, trial: trial,
            isCancelled: isCancelled)
    }

    private func word(_ policy: Int) -> String { experiment.policies[policy].kind.word.word }

    private func file(_ curves: [PackingFile.Curve], _ machines: [Int?]) -> PackingFile {
        let trials = experiment.compaction?.trials ?? 0
        let first = curves.count
        let compaction =
            trials == 0
            ? []
            : experiment.policies.indices.map { policy in
                PackingFile.Compaction(
                    policy: word(policy), machines: Array(machines[(first + policy * trials)...].prefix(trials)))
            }
        return PackingFile(
            name: experiment.name, configDigest: experiment.configDigest, seed: experiment.seed,
            resource: experiment.work.resource.rawValue, demand: experiment.demand,
            machines: experiment.machineCount, notes: experiment.notes, traces: experiment.traces, curves: curves,
            compaction: compaction)
    }
}

extension PackingFile.Curve {
    /// A curve of the simulator, with fragmentation to six decimals.
    fileprivate init(_ curve: PackingCurve, policy: String, replication: Int) {
        func rounded(_ values: [Double?]) -> [Double?] { values.map { $0.map { ($0 * 1e6).rounded() / 1e6 } } }
        self.init(
            policy: policy, replication: replication, at: curve.at, alloc: curve.alloc,
            fragRatio: rounded(curve.fragRatio), fragAmount: rounded(curve.fragAmount), arrived: curve.arrived,
            dropped: curve.dropped)
    }
}
