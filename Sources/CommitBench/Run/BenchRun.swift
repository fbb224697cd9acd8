public import CellbenchExperiments
public import CellbenchResults

/// A bench: every scenario in several processes, each of which gives one sample of what is timed.
public struct BenchRun: Sendable {
    /// Extent of the measurement in a process.
    public enum Extent: Sendable {
        /// Long enough for figures to trust.
        case whole
        /// Short enough for a bench that is over within a minute.
        case quick
        /// Only what is counted.
        case counts

        fileprivate var plan: MeasurementPlan {
            switch self {
            case .whole: .whole
            case .quick: .quick
            case .counts: .counts
            }
        }
    }

    /// The scenarios to run.
    public var scenarios: [BenchScenario]
    /// Number of processes for each scenario.
    public var samples: Int
    /// The program that runs one scenario, as ``runOne(_:extent:)`` does, and its arguments before the scenario's id.
    public var command: [String]

    /// A bench of `scenarios`.
    public init(_ scenarios: [BenchScenario], samples: Int, command: [String]) {
        self.scenarios = scenarios
        self.samples = samples
        self.command = command
    }

    /// Runs all scenarios once, then all again, and so on, so that a disturbance of the machine does not fall on one
    /// scenario.
    ///
    /// - Parameters:
    ///   - stop: a flag; once raised, the process under way is ended, no other is started, and finished results are
    ///     kept.
    ///   - processDone: called after each process with its number, from 0.
    /// - Returns: the benchmarks with at least a sample or a failure, in order.
    public func run(
        stop: StopFlag = StopFlag(), processDone: (Int) -> Void = { _ in }
    ) -> BenchFile {
        var results: [[Benchmark]] = scenarios.map { _ in [] }
        var done = 0
        rounds: for round in 0..<samples {
            for (index, scenario) in scenarios.enumerated() {
                if stop.isRaised { break rounds }
                guard let result = measure(scenario, round: round, stop) else { break rounds }
                results[index].append(result)
                processDone(done)
                done += 1
            }
        }
        return BenchFile(
            environment: .current(), complete: done == scenarios.count * samples,
            benchmarks: results.compactMap { Benchmark(merging: $0) })
    }

    /// Runs one process; a process that dies gives a benchmark with a failure, or nil if the bench was stopped.
    private func measure(_ scenario: BenchScenario, round: Int, _ stop: StopFlag) -> Benchmark? {
        func failed(_ reason: String) -> Benchmark {
            Benchmark(
                name: scenario.name, parameters: scenario.parameters,
                failure: "process \(round + 1) of \(samples) \(reason)")
        }
        do {
            let child = try ChildProcess(command[0], command.dropFirst() + [scenario.id]) { stop.isRaised }
            if stop.isRaised, child.ending.isBySignalToStop { return nil }
            guard child.ending == .exited(0) else { return failed(child.ending.description) }
            let file = try BenchFile(json: child.output, file: "process \(round + 1)")
            guard let benchmark = file.benchmarks.first else { return failed("measured nothing") }
            return benchmark
        } catch {
            return failed("failed: \(error)")
        }
    }

    /// Measures one scenario in this process.
    ///
    /// - Throws: ``BenchError`` where allocations cannot be counted.
    public static func runOne(_ scenario: BenchScenario, extent: Extent) throws(BenchError) -> BenchFile {
        if let problem = AllocationCounter.selfTest() { throw .allocationsCannotBeCounted(problem) }
        return BenchFile(
            environment: .current(), benchmarks: [ScenarioRun.run(scenario, extent.plan)])
    }

    /// Path of the program that this process runs.
    public static var thisProgram: String { ChildProcess.ownExecutable }

    /// True for code compiled without optimisation.
    public static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }

    /// Nanoseconds that one reading of the clock takes.
    public static func clockCost() -> Double { MonotonicClock.cost() }

    /// Checks the counts of allocations; returns the error of a bench that would have wrong ones, or nil.
    public static func selfTest() -> BenchError? {
        AllocationCounter.selfTest().map { .allocationsCannotBeCounted($0) }
    }
}

/// Reason why a bench cannot be run.
public enum BenchError: Error, Equatable, CustomStringConvertible {
    /// The allocator's counts are wrong.
    case allocationsCannotBeCounted(String)

    /// One line that says what is wrong.
    public var description: String {
        switch self {
        case .allocationsCannotBeCounted(let problem): "cannot count allocations: \(problem)"
        }
    }
}
