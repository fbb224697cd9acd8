internal import CellbenchResults
internal import CellbenchSimulator

/// The measurement of a scenario in one process.
enum ScenarioRun {
    /// Measures `scenario`, and returns its benchmark with one sample of what is timed.
    static func run(_ scenario: BenchScenario, _ plan: MeasurementPlan) -> Benchmark {
        switch scenario.path {
        case .monolithic, .placing: batches(MonolithicPath.self, scenario, plan)
        case .twoLevel: batches(TwoLevelPath.self, scenario, plan)
        case .release: batches(ReleasePath.self, scenario, plan)
        case .synchronise: batches(SynchronisePath.self, scenario, plan)
        case .reference: batches(ReferencePath.self, scenario, plan)
        case .sharedState(.fine, .incremental): batches(SharedStatePath<FineIncremental>.self, scenario, plan)
        case .sharedState(.fine, .allOrNothing): batches(SharedStatePath<FineAllOrNothing>.self, scenario, plan)
        case .sharedState(.coarse, .incremental): batches(SharedStatePath<CoarseIncremental>.self, scenario, plan)
        case .sharedState(.coarse, .allOrNothing): batches(SharedStatePath<CoarseAllOrNothing>.self, scenario, plan)
        case .twoLevelThreads: threads(TwoLevelScheduler.self, scenario, plan)
        case .sharedStateThreads(.fine, .incremental):
            threads(SharedStateScheduler<FineIncremental>.self, scenario, plan)
        case .sharedStateThreads(.fine, .allOrNothing):
            threads(SharedStateScheduler<FineAllOrNothing>.self, scenario, plan)
        case .sharedStateThreads(.coarse, .incremental):
            threads(SharedStateScheduler<CoarseIncremental>.self, scenario, plan)
        case .sharedStateThreads(.coarse, .allOrNothing):
            threads(SharedStateScheduler<CoarseAllOrNothing>.self, scenario, plan)
        }
    }

    private static func batches<Path: CommitPath & ~Copyable>(
        _ type: Path.Type, _ scenario: BenchScenario, _ plan: MeasurementPlan
    ) -> Benchmark {
        var path = Path(scenario)
        let measured = BatchMeasurement(&path, plan)
        var metrics = allocationMetrics(measured.allocated, transactions: measured.batch)
        metrics["timePerTransaction"] = .timed(
            better: .lower, unit: "ns", samples: [measured.means.median() ?? .nan])
        metrics["claimsPerTransaction"] = .exact(
            better: .higher, unit: "1", value: Double(measured.firstClaims) / Double(measured.firstBatch))
        metrics["latency"] = measured.latency.metric
        metrics["warmUp"] = .info(
            unit: "1",
            figures: ["settled": measured.isSettled ? 1 : 0, "transactionsPerBatch": Double(measured.batch)])
        return Benchmark(name: scenario.name, parameters: scenario.parameters, metrics: metrics)
    }

    private static func threads<Scheduler: ThreadedScheduler & ~Copyable>(
        _ type: Scheduler.Type, _ scenario: BenchScenario, _ plan: MeasurementPlan
    ) -> Benchmark {
        let measured = ThreadedMeasurement(type, scenario, plan)
        let tally = measured.tally
        func share(_ part: Int, of whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
        var metrics = allocationMetrics(measured.allocated, transactions: max(tally.submitted, 1))
        metrics["throughput"] = .timed(better: .higher, unit: "1/s", samples: [measured.throughput])
        metrics["latency"] = measured.latency.metric
        metrics["cacheLineTransfer"] = measured.cacheLineTransfer.map { time in
            .info(unit: "ns", figures: ["value": time, "min": time, "max": time])
        }
        metrics["conflictFraction"] = .info(
            unit: "1",
            figures: [
                "value": share(tally.realConflicts + tally.spuriousConflicts, of: tally.succeeded),
                "real": share(tally.realConflicts, of: tally.succeeded),
                "spurious": share(tally.spuriousConflicts, of: tally.succeeded),
            ])
        metrics["retriesPerTransaction"] = .info(
            unit: "1", figures: ["value": share(tally.retries, of: tally.submitted)])
        metrics["wastedPlacements"] = .info(unit: "1", figures: ["value": share(tally.wasted, of: tally.placed)])
        metrics["restartsPerTransaction"] = .info(
            unit: "1", figures: ["value": share(tally.restarts, of: tally.submitted)])
        return Benchmark(name: scenario.name, parameters: scenario.parameters, metrics: metrics)
    }

    /// Allocations per transaction; no metrics where they could not be counted.
    private static func allocationMetrics(
        _ allocated: AllocationCounter.Difference?, transactions: Int
    ) -> [String: BenchMetric] {
        guard let allocated else { return [:] }
        return [
            "allocationsPerTransaction": .exact(
                better: .lower, unit: "1", value: Double(allocated.objects) / Double(transactions)),
            "allocatedBytesPerTransaction": .exact(
                better: .lower, unit: "B", value: Double(allocated.bytes) / Double(transactions)),
        ]
    }
}
