import Testing

@testable import CellbenchSimulator

@Suite struct ConstraintTests {
    private let machine: [String: AttributeValue] = ["model": "T4", "kernel": "3", "zone": "a"]

    @Test(arguments: [
        (Constraint("model", .in, ["T4", "A10"]), true),
        (Constraint("model", .in, ["A10"]), false),
        (Constraint("model", .notIn, ["A10"]), true), (Constraint("model", .notIn, ["T4"]), false),
        (Constraint("none", .in, ["x"]), false), (Constraint("none", .notIn, ["x"]), true),
        (Constraint("kernel", .greater, ["2"]), true), (Constraint("kernel", .greater, ["3"]), false),
        (Constraint("kernel", .less, ["4"]), true), (Constraint("kernel", .less, ["3"]), false),
        (Constraint("kernel", .in, ["3"]), true), (Constraint("kernel", .in, ["3.0"]), false),
        (Constraint("kernel", .notIn, ["03"]), true), (Constraint("kernel", .greater, ["2.99"]), true),
        (Constraint("model", .less, ["9"]), false), (Constraint("none", .less, ["9"]), false),
    ])
    func `A constraint holds as its relation says, and of a missing attribute only what it must not be`(
        constraint: Constraint, expected: Bool
    ) {
        #expect(constraint.holds(for: machine) == expected)
    }

    /// Machines that are suitable, with unsuitable ones before, between and behind.
    private func machines(_ world: RandomWorld, withUnsuitable: Bool) -> [MachineClass] {
        var machines: [MachineClass] = []
        let other = MachineClass(
            name: "other", count: 7, capacity: Resources(cores: 64, gibibytes: 512, gpus: 8),
            attributes: ["kind": "other"])
        for machine in world.scenario.machines {
            if withUnsuitable { machines.append(other) }
            var suitable = machine
            suitable.attributes = ["kind": "suitable"]
            machines.append(suitable)
        }
        if withUnsuitable { machines.append(other) }
        return machines
    }

    @Test(
        "Where all jobs take some machines only, they go where they would in a cell of those alone", arguments: 0..<12)
    func asInSmallerCell(number: Int) throws {
        let world = RandomWorld(number)
        guard case .generated(let workloads) = world.scenario.workloads else { return }
        for architecture in world.architectures {
            // An offer counts all machines, suitable or not.
            if architecture.settings is TwoLevelSettings { continue }
            var scenario = world.scenario
            scenario.architecture = architecture
            // The initial share is one of all machines, suitable or not.
            scenario.initial = InitialState()
            scenario.machines = machines(world, withUnsuitable: false)
            let alone = try simulate(scenario)
            scenario.machines = machines(world, withUnsuitable: true)
            scenario.workloads = .generated(
                workloads.map { workload in
                    var workload = workload
                    workload.requirements.constraints = [Constraint("kind", .in, ["suitable"])]
                    return workload
                })
            let among = try simulate(scenario, audit: .everyEvent)
            #expect(among.workloads == alone.workloads)
            #expect(among.schedulers == alone.schedulers)
        }
    }

    /// Half of the machines are suitable, and far more arrives than they hold.
    @Test func `No architecture places a task on a machine that is not suitable`() throws {
        let jobs = (0..<300).map { number in
            job(at: Double(number) * 0.3, number % 2, tasks: 5, duration: 500, cpu: 1)
        }
        var list = JobList.Builder()
        for job in jobs { list.append(job, asking: Constraint("kind", .notIn, ["other"])) }
        for architecture in RandomWorld(1).architectures(workloads: 2) {
            var scenario = scenario(architecture, jobs: [], horizon: 400, decision: [(0.01, 0), (0.01, 0)])
            scenario.machines = [
                MachineClass(name: "a", count: 10, capacity: Resources(cores: 4, gibibytes: 16)),
                MachineClass(
                    name: "b", count: 20, capacity: Resources(cores: 4, gibibytes: 16),
                    attributes: ["kind": "other"]),
                MachineClass(name: "c", count: 10, capacity: Resources(cores: 4, gibibytes: 16)),
            ]
            scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
            let figures = try simulate(scenario, audit: .everyEvent)
            #expect(figures.workloads.reduce(0) { $0 + $1.tasksScheduled } <= 80)
            #expect(figures.workloads.reduce(0) { $0 + $1.tasksScheduled } >= 40)
            #expect((figures.cell.utilization.cpu ?? 1) <= 0.5)
        }
    }

    @Test func `A job that no suitable machine could hold is refused`() throws {
        var list = JobList.Builder()
        let large = job(at: 0, cpu: 4)
        list.append(large, asking: Constraint("kind", .in, ["small"]))
        list.append(large, asking: Constraint("kind", .in, ["none"]))
        list.append(large, asking: Constraint("kind", .notIn, ["small"]))
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [])
        scenario.machines = [
            MachineClass(
                name: "small", count: 5, capacity: Resources(cores: 2, gibibytes: 16),
                attributes: ["kind": "small"]),
            MachineClass(name: "large", count: 5, capacity: Resources(cores: 8, gibibytes: 16)),
        ]
        scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
        let figures = try simulate(scenario, audit: .everyEvent)
        #expect(figures.workloads[0].jobsRefused == 2)
        #expect(figures.workloads[0].jobsFullyScheduled == 1)
    }

    @Test func `Jobs that run at the start obey their own list's constraints`() throws {
        var running = JobList.Builder()
        running.append(job(at: 0, tasks: 100, cpu: 1), asking: Constraint("kind", .in, ["b"]))
        var submitted = JobList.Builder()
        submitted.append(job(at: 5, tasks: 100, cpu: 1), asking: Constraint("kind", .in, ["a"]))
        var scenario = scenario(.sharedState(SharedStateSettings(schedulers: [1, 1])), jobs: [])
        scenario.machines = ["a", "b"].map {
            MachineClass(
                name: $0, count: 3, capacity: Resources(cores: 4, gibibytes: 16),
                attributes: ["kind": AttributeValue($0)])
        }
        scenario.workloads = .list(submitted.list(workloads: ["batch", "service"]))
        scenario.initial = InitialState(jobs: running.list(workloads: ["batch", "service"]))
        let figures = try simulate(scenario, audit: .everyEvent)
        #expect(figures.cell.initialTasks == 12)
        #expect(figures.workloads[0].tasksScheduled == 12)
    }
}

extension JobList.Builder {
    /// Adds a job that asks for one thing.
    fileprivate mutating func append(_ job: JobSpec, asking constraint: Constraint) {
        append(job, requirements: Requirements(constraints: [constraint]))
    }
}

extension RandomWorld {
    /// An architecture of every kind for `count` workloads, with one scheduler each.
    func architectures(workloads count: Int) -> [ArchitectureSettings] {
        let ones = Array(repeating: 1, count: count)
        var coarse = SharedStateSettings(schedulers: ones)
        coarse.conflictDetection = .coarse
        coarse.commit = .allOrNothing
        return [
            .monolithic(MonolithicSettings()),
            .partitioned(PartitionedSettings(shares: ones.map { Double($0) / Double(count) })),
            .sharedState(SharedStateSettings(schedulers: ones)), .sharedState(coarse),
        ]
            + OfferProcessing.allCases.map { processing in
                var settings = TwoLevelSettings(schedulers: ones)
                settings.offerProcessing = processing
                return .twoLevel(settings)
            }
    }
}
