import Testing

@testable import CellbenchSimulator

@Suite struct ObserverTests {
    /// Notes each call, with its time.
    private struct Log: Observer {
        static var isWatching: Bool { true }
        var lines: [String] = []
        /// Milli-core nanoseconds that tasks held.
        var held: Int64 = 0
        private var last: Nanoseconds = 0

        mutating func timePasses(until time: Nanoseconds, in world: borrowing World) {
            held += world.cell.allocated.milliCores * (time - last)
            last = time
        }

        mutating func note(_ happening: Happening, in world: borrowing World) {
            let text =
                switch happening {
                case .jobRefused(let workload): "refused \(workload)"
                case .jobSubmitted(let number, let job): "submitted \(number): \(job.tasks)"
                case .attemptBegan(let attempt, let scheduler): "\(scheduler) began \(attempt.job)"
                case .attemptEnded(let attempt, let scheduler, let outcome):
                    "\(scheduler) ended \(attempt.job): \(outcome.committed)"
                case .jobDeparted(let number, let job): "departed \(number): \(job.unplaced) left"
                case .jobReturned(let number, _): "returned \(number)"
                case .tasksPlaced: "placed"
                case .tasksStarted(_, let allocation): "started \(allocation.count)"
                case .tasksFinished(_, let count): "finished \(count)"
                case .taskEvicted: "evicted"
                }
            lines.append("\(Int(world.now.inSeconds)) \(text)")
        }
    }

    private func watch(_ scenario: Scenario) throws -> (Log, RunFigures) {
        func run<Competitor: Architecture & ~Copyable>(
            _ type: Competitor.Type, _ settings: Competitor.Settings
        ) throws -> (Log, RunFigures) {
            let layout = Competitor.layout(settings, of: scenario)
            var simulation = Simulation<Competitor>(settings, scenario, layout)
            var log = Log()
            try simulation.run(audit: .everyEvent, observedBy: &log) { false }
            return (log, simulation.figures(layout, workloadNames: scenario.workloads.names))
        }
        return switch scenario.architecture.settings {
        case let settings as MonolithicSettings: try run(Monolithic.self, settings)
        case let settings as PartitionedSettings: try run(Partitioned.self, settings)
        case let settings as TwoLevelSettings: try run(TwoLevel.self, settings)
        case let settings as SharedStateSettings: try run(SharedState.self, settings)
        default: preconditionFailure("an architecture that is built in")
        }
    }

    /// Four cores: at 1 s four of the six tasks are placed, at 3 s none, and at 7 s the last two.
    @Test func `An observer is told what happens, in order`() throws {
        var scenario = scenario(
            .monolithic(MonolithicSettings()),
            jobs: [job(at: 0, tasks: 6, duration: 5), job(at: 8, 1, cpu: 9)], horizon: 20)
        scenario.retry.delay = .seconds(1)
        scenario.decisionTimes[0].job = .seconds(1)
        let (log, figures) = try watch(scenario)
        #expect(
            log.lines.filter { !$0.contains(": 0") || $0.contains("departed") } == [
                "0 submitted 0: 6", "0 0 began 0", "1 placed", "1 started 4", "1 0 ended 0: 4", "2 0 began 0",
                "4 0 began 0",
                "6 finished 4", "6 0 began 0", "7 placed", "7 started 2", "7 0 ended 0: 2", "7 departed 0: 0 left",
                "8 refused 1",
                "12 finished 2",
            ])
        #expect(figures.workloads[0].jobsFullyScheduled == 1)
        #expect(log.held == (4 * 5 + 2 * 5) * 1000 * Nanoseconds.perSecond)
    }

    @Test("Watching changes no figure, and what is told adds up to them", arguments: 0..<6)
    func changesNothing(number: Int) throws {
        let world = RandomWorld(number)
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            scenario.warmup = 0
            let (log, figures) = try watch(scenario)
            #expect(try simulate(scenario, audit: .atEnd) == figures)
            func count(_ word: String) -> Int { log.lines.count { $0.contains(word) } }
            #expect(
                count(" submitted ") + count(" refused ") == figures.workloads.reduce(0) { $0 + $1.jobs })
            #expect(
                count(" departed ")
                    == figures.workloads.reduce(0) { $0 + $1.jobsFullyScheduled + $1.jobsAbandoned })
            #expect(
                count(" ended ")
                    == figures.schedulers.reduce(0) {
                        $0 + $1.transactionsSucceeded + $1.transactionsConflicted + $1.transactionsEmpty
                    })
            let held = Double(log.held) / Double(scenario.horizon)
            let capacity = Double(scenario.machines.reduce(0) { $0 + $1.capacity.milliCores * Int64($1.count) })
            #expect(abs(held / capacity - (figures.cell.utilization.cpu ?? 0)) < 1e-9)
        }
    }
}
