@testable import CellbenchSimulator

/// Small random worlds: machines, jobs, decision times, policies.
struct RandomWorld {
    /// Scenario of the world; its own architecture is a placeholder.
    let scenario: Scenario
    /// An architecture of every kind, with random settings.
    let architectures: [ArchitectureSettings]
    /// Random cost of commits; ``scenario`` has free ones.
    let commitTime: CommitTime
    /// The scenario with tasks of some workloads' jobs apart.
    let spreading: Scenario

    /// The world with the given number.
    init(_ number: Int) {
        var stream = RandomStream(seed: 99, replication: number, purpose: "random world")
        func below(_ bound: Int) -> Int { stream.index(below: bound) }
        let hasGPUs = below(3) == 0
        let machines = (0...below(3)).map { kind in
            MachineClass(
                name: "class-\(kind)", count: 1 + below(kind == 0 ? 70 : 5),
                capacity: Resources(
                    cores: Double(1 + below(8)), gibibytes: Double(1 + below(16)), gpus: hasGPUs ? 2 : 0),
                racks: [nil, 1, 4][below(3)])
        }
        let workloads = (0...below(3)).map { number in
            GeneratedWorkload(
                name: "w\(number)", interarrival: Distribution(.exponential(mean: 0.5 + Double(below(8)))),
                tasks: Distribution(.lognormal(mean: 1 + Double(below(20)), sd: 10)),
                duration: Distribution(below(2) == 0 ? .exponential(mean: 20) : .constant(10)),
                cpu: Distribution(.normal(mean: 1, sd: 1), minimum: 0.1),
                memory: Distribution(.uniform(from: 0, to: Double(1 + below(6)))),
                gpu: hasGPUs
                    ? Distribution(.choice([.init(value: 0, weight: 3), .init(value: 1, weight: 1)]))
                    : Distribution(.constant(0)))
        }
        let decisions = workloads.map { _ in
            DecisionTime(job: .seconds(Double(below(4)) * 0.5), task: .seconds(Double(below(3)) * 0.01))
        }
        var scenario = Scenario(
            horizon: .seconds(120), machines: machines, workloads: .generated(workloads), decisionTimes: decisions,
            architecture: .monolithic(MonolithicSettings()))
        scenario.seed = UInt64(number)
        scenario.warmup = .seconds(Double(below(2) * 20))
        scenario.initial.utilization = Double(below(3)) * 0.3
        scenario.retry = RetryPolicy(
            delay: .seconds(Double(below(3)) * 0.7), position: below(2) == 0 ? .back : .front)
        scenario.abandon = AbandonPolicy(attemptsWithoutPlacement: 1 + below(20), attempts: 1 + below(60))
        self.scenario = scenario

        let counts = workloads.map { _ in 1 + below(3) }
        var shared: [ArchitectureSettings] = []
        for detection in ConflictDetection.allCases {
            for commit in CommitMode.allCases {
                var settings = SharedStateSettings(schedulers: counts)
                settings.conflictDetection = detection
                settings.commit = commit
                settings.coarseCounts = below(2) == 0 ? .all : .claims
                settings.assignment = below(2) == 0 ? .roundRobin : .hash
                shared.append(.sharedState(settings))
            }
        }
        let offers = OfferProcessing.allCases.map { processing in
            var settings = TwoLevelSettings(schedulers: counts)
            settings.offerProcessing = processing
            settings.assignment = below(2) == 0 ? .roundRobin : .hash
            settings.offerInterval = .seconds(Double(below(3)) * 0.5)
            settings.allocatorDecisionTime = .seconds(Double(below(2)) * 0.1)
            settings.minimumOffer = Resources(cores: Double(below(3)), gibibytes: 0)
            return ArchitectureSettings.twoLevel(settings)
        }
        let share = 1 / Double(workloads.count)
        architectures =
            [
                .monolithic(MonolithicSettings()), .monolithic(MonolithicSettings(path: 0)),
                .partitioned(PartitionedSettings(shares: workloads.map { _ in share })),
            ] + offers + shared
        let forms: [Spread.Form?] = [nil, .hard, .soft]
        var spreading = scenario
        spreading.workloads = .generated(
            workloads.map { workload in
                var workload = workload
                workload.requirements.spread = Spread(machine: forms[below(3)], rack: forms[below(3)])
                return workload
            })
        self.spreading = spreading
        commitTime = CommitTime(
            transaction: .seconds(Double(below(3)) * 0.1), claim: .seconds(0.001 + Double(below(3)) * 0.02))
    }
}
