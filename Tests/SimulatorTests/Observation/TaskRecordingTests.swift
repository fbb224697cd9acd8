import Testing

@testable import CellbenchSimulator

@Suite struct TaskRecordingTests {
    private func record(_ scenario: Scenario) throws -> ([StartedTasks], RunFigures) {
        var records: [StartedTasks] = []
        let figures = try simulate(scenario, audit: .atEnd, recordingTasks: { records.append($0) })
        return (records, figures)
    }

    /// Four cores: at 1 s four of the six tasks are placed, at 3 and 5 s none, and at 7 s the last two.
    @Test func `Tasks are recorded when they begin to run, with the time of their end`() throws {
        var scenario = scenario(
            .monolithic(MonolithicSettings()), jobs: [job(at: 0, tasks: 6, duration: 5, id: 9)], horizon: 11)
        let record = { (start: Double, end: Double?, count: Int) in
            StartedTasks(
                workload: 0, job: 9, part: 0, scheduler: "all-0", demand: Resources(milliCores: 1000, memoryMiB: 0),
                start: .seconds(start), end: end.map { .seconds($0) }, machines: Array(repeating: 0, count: count))
        }
        #expect(try self.record(scenario).0 == [record(1, 6, 4), record(7, nil, 2)])
        scenario.horizon = .seconds(12)
        #expect(try self.record(scenario).0 == [record(1, 6, 4), record(7, 12, 2)])
    }

    /// Two classes of two machines, half of each for each workload: the scheduler of `service` has machines 1 and 3.
    @Test func `A machine has one number under every architecture`() throws {
        var scenario = scenario(
            .partitioned(PartitionedSettings(shares: [0.5, 0.5])),
            jobs: [job(at: 0, 1, tasks: 2, cpu: 2), job(at: 1, 0, tasks: 2, cpu: 2)])
        scenario.machines = ["a", "b"].map {
            MachineClass(name: $0, count: 2, capacity: Resources(cores: 2, gibibytes: 1))
        }
        let machines = try record(scenario).0.map { $0.machines.sorted() }
        #expect(machines == [[1, 3], [0, 2]])
    }

    /// Times of the ends of attempts that placed tasks, and the numbers of tasks.
    private struct Placements: Observer {
        static var isWatching: Bool { true }
        var tasks: [Nanoseconds: Int] = [:]

        mutating func note(_ happening: Happening, in world: borrowing World) {
            guard case .attemptEnded(_, _, let outcome) = happening, outcome.committed > 0 else { return }
            tasks[world.now, default: 0] += outcome.committed
        }
    }

    private func placements(_ scenario: Scenario) throws -> [Nanoseconds: Int] {
        func run<Competitor: Architecture & ~Copyable>(
            _ type: Competitor.Type, _ settings: Competitor.Settings
        ) throws -> [Nanoseconds: Int] {
            var simulation = Simulation<Competitor>(settings, scenario, Competitor.layout(settings, of: scenario))
            var placements = Placements()
            try simulation.run(audit: .atEnd, observedBy: &placements) { false }
            return placements.tasks
        }
        return switch scenario.architecture.settings {
        case let settings as MonolithicSettings: try run(Monolithic.self, settings)
        case let settings as PartitionedSettings: try run(Partitioned.self, settings)
        case let settings as TwoLevelSettings: try run(TwoLevel.self, settings)
        case let settings as SharedStateSettings: try run(SharedState.self, settings)
        default: preconditionFailure("an architecture that is built in")
        }
    }

    /// Replays records without the simulator's cell: what each machine holds after each start and end.
    private func expectFits(_ records: [StartedTasks], _ scenario: Scenario, _ hint: Comment) {
        let capacities = scenario.machines.flatMap { Array(repeating: $0.capacity, count: $0.count) }
        var changes: [(time: Nanoseconds, isStart: Bool, machine: Int, demand: Resources)] = []
        for record in records {
            for machine in record.machines {
                changes.append((record.start, true, Int(machine), record.demand))
                if let end = record.end { changes.append((end, false, Int(machine), record.demand)) }
            }
        }
        // Ends come before the starts of the same time; a task of no duration holds nothing.
        changes.sort { ($0.time, $0.isStart ? 1 : 0) < ($1.time, $1.isStart ? 1 : 0) }
        var held = Array(repeating: Resources.zero, count: capacities.count)
        for change in changes {
            held[change.machine] += change.demand * (change.isStart ? 1 : -1)
            if change.isStart {
                #expect(held[change.machine].fits(in: capacities[change.machine]), hint)
            }
        }
    }

    @Test("Records change no figure, add up to them, and never overfill a machine", arguments: 0..<12)
    func agree(number: Int) throws {
        let world = RandomWorld(number)
        for architecture in world.architectures {
            for (base, commitTime) in [(world.scenario, CommitTime()), (world.spreading, world.commitTime)] {
                var scenario = base
                scenario.architecture = architecture
                scenario.commitTime = commitTime
                scenario.warmup = 0
                let (records, figures) = try record(scenario)
                #expect(try simulate(scenario, audit: .atEnd) == figures)
                expectFits(records, scenario, "\(architecture)")
                let isInOrder = zip(records, records.dropFirst()).allSatisfy { $0.start <= $1.start }
                #expect(isInOrder && records.allSatisfy { $0.start <= scenario.horizon })
                let initial = records.filter { $0.scheduler == nil }
                #expect(initial.allSatisfy { $0.start == 0 })
                #expect(initial.reduce(0) { $0 + $1.machines.count } == figures.cell.initialTasks)
                var started: [Nanoseconds: Int] = [:]
                for record in records where record.scheduler != nil {
                    started[record.start, default: 0] += record.machines.count
                }
                let placed = figures.workloads.reduce(0) { $0 + $1.tasksScheduled }
                let count = started.values.reduce(0, +)
                if architecture.settings is TwoLevelSettings {
                    // Tasks of an offer that is answered after the horizon are placed, and do not start.
                    #expect(count <= placed)
                } else {
                    #expect(count == placed)
                    #expect(try started == placements(scenario))
                }
            }
        }
    }

    /// A job of two parts, and one like it that runs at time 0.
    @Test func `Tasks of a mixed job have their part's number, demand and end`() throws {
        func part(_ count: Int, cpu: Double, duration: Double) -> TaskPart {
            TaskPart(demand: Resources(cores: cpu, gibibytes: 0), duration: .seconds(duration), count: count)
        }
        var list = JobList.Builder()
        list.append(
            job(at: 0, tasks: 3, id: 3), parts: [part(1, cpu: 3, duration: 10), part(2, cpu: 0.5, duration: 20)])
        var scenario = scenario(.twoLevel(TwoLevelSettings(schedulers: [1, 1])), jobs: [], machines: 2)
        scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
        scenario.initial = InitialState(jobs: list.list(workloads: ["batch", "service"]))
        let (records, _) = try record(scenario)
        expectFits(records, scenario, "two machines")
        for isInitial in [true, false] {
            let these = records.filter { ($0.scheduler == nil) == isInitial }.sorted { $0.part < $1.part }
            #expect(these.map(\.part) == [0, 1])
            #expect(these.map(\.machines.count) == [1, 2])
            #expect(these.map(\.demand.milliCores) == [3000, 500])
            #expect(these.map { ($0.end ?? 0) - $0.start } == [.seconds(10), .seconds(20)])
            #expect(these.allSatisfy { $0.job == 3 && $0.workload == 0 })
        }
    }
}
