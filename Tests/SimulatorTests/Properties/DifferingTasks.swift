import Testing

@testable import CellbenchSimulator

/// Jobs whose tasks differ.
@Suite struct DifferingTasks {
    private func part(_ count: Int, cpu: Double, duration: Double) -> TaskPart {
        TaskPart(demand: Resources(cores: cpu, gibibytes: 0), duration: .seconds(duration), count: count)
    }

    /// Four cores; at 1 s the task of three cores and one of the others fit.
    ///
    /// The last task finds nothing at 3, 5, 7 and 9 s, and has its core at 11 s, when the first has just ended.
    @Test func `Each part is placed as far as it fits, and ends when it ends`() throws {
        var list = JobList.Builder()
        list.append(
            job(at: 0, tasks: 3), parts: [part(1, cpu: 3, duration: 10), part(2, cpu: 1, duration: 20)])
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [])
        scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
        let figures = try simulate(scenario, audit: .everyEvent)
        #expect(figures.workloads[0].jobsFullyScheduled == 1)
        #expect(figures.workloads[0].attempts.mean == 6)
        #expect(figures.schedulers[0].transactionsEmpty == 4)
        // 3 cores for 10 s, twice 1 core for 20 s, of 4 cores for 100 s.
        #expect(figures.cell.utilization.cpu == 70.0 / 400)
    }

    @Test func `A job is refused if one of its tasks fits on no machine, even an empty one`() throws {
        var list = JobList.Builder()
        list.append(job(at: 0, tasks: 3), parts: [part(2, cpu: 1, duration: 10), part(1, cpu: 5, duration: 10)])
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [])
        scenario.workloads = .list(list.list(workloads: ["batch", "service"]))
        let figures = try simulate(scenario, audit: .everyEvent)
        #expect(figures.workloads[0].jobsRefused == 1)
        #expect(figures.workloads[0].tasks == 3)
        #expect(figures.workloads[0].tasksScheduled == 0)
    }

    @Test("Every ledger balances after every event under every architecture", arguments: 0..<15)
    func accounted(number: Int) throws {
        let world = RandomWorld(number)
        var random = TestRandom(UInt64(number))
        var submitted = JobList.Builder()
        var running = JobList.Builder()
        let names = world.scenario.workloads.names
        for job in 0..<150 {
            let spec = JobSpec(
                submitted: .seconds(Double(job) * 0.7), duration: 0, demand: .zero,
                workload: Int.random(in: 0..<names.count, using: &random), tasks: 0, id: UInt64(job))
            let parts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                TaskPart(
                    demand: Resources(
                        cores: Double.random(in: 0.1...1, using: &random),
                        gibibytes: Double.random(in: 0...1, using: &random)),
                    duration: .seconds(Double.random(in: 0...40, using: &random)),
                    count: Int.random(in: 1...9, using: &random))
            }
            var whole = spec
            whole.tasks = parts.reduce(0) { $0 + $1.count }
            if job % 5 == 0 { running.append(whole, parts: parts) } else { submitted.append(whole, parts: parts) }
        }
        for architecture in world.architectures {
            for commitTime in [CommitTime(), world.commitTime] {
                var scenario = world.scenario
                scenario.architecture = architecture
                scenario.workloads = .list(submitted.list(workloads: names))
                scenario.initial = InitialState(jobs: running.list(workloads: names))
                scenario.commitTime = commitTime
                scenario.warmup = 0
                scenario.machines = [MachineClass(name: "m", count: 40, capacity: Resources(cores: 4, gibibytes: 8))]
                let figures = try simulate(scenario, audit: .everyEvent)
                for workload in figures.workloads {
                    #expect(
                        workload.jobs == workload.jobsFullyScheduled + workload.jobsAbandoned + workload.jobsRefused
                            + workload.jobsPending)
                }
                #expect(figures.workloads.contains { $0.tasksScheduled > 0 })
            }
        }
    }

    @Test("A job of parts that are alike is as one of identical tasks", arguments: 0..<5)
    func alike(number: Int) throws {
        let world = RandomWorld(number)
        let names = world.scenario.workloads.names
        var random = TestRandom(UInt64(number))
        let jobs = (0..<80).map { number in
            JobSpec(
                submitted: .seconds(Double(number)), duration: .seconds(30), demand: Resources(cores: 1, gibibytes: 1),
                workload: Int.random(in: 0..<names.count, using: &random),
                tasks: Int.random(in: 2...20, using: &random), id: UInt64(number))
        }
        var inParts = JobList.Builder()
        for job in jobs {
            let part = TaskPart(demand: job.demand, duration: job.duration, count: 1)
            var rest = part
            rest.count = job.tasks - 1
            inParts.append(job, parts: [part, rest])
        }
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            scenario.initial = InitialState()
            // Room for all tasks: where draws keep missing, two parts may be placed by other steps than one.
            scenario.machines = [MachineClass(name: "m", count: 40, capacity: Resources(cores: 500, gibibytes: 500))]
            scenario.workloads = .list(JobList(workloads: names, jobs: jobs))
            var expected = try simulate(scenario)
            scenario.workloads = .list(inParts.list(workloads: names))
            var figures = try simulate(scenario)
            // Each part's tasks have an end event of their own.
            expected.events = 0
            figures.events = 0
            #expect(figures == expected)
        }
    }
}

/// Commits of claims that differ, against a model that follows the rules claim by claim.
@Suite struct SegmentCommitTests {
    @Test(arguments: ConflictDetection.allCases, CommitMode.allCases)
    func `Commits agree with the rules`(detection: ConflictDetection, mode: CommitMode) {
        var random = TestRandom(7)
        let capacities = (0..<6).map { _ in amounts(100, 100) }
        var cell = Cell(capacities: capacities)
        var conflicts = 0
        for _ in 0..<2000 {
            // Placed on the cell as it is, in one to four parts, and withdrawn.
            var transaction = Transaction()
            var wanted: [(machine: Int, demand: Resources)] = []
            transaction.begin(TaskDemand(amounts(1)))
            for part in 0..<Int.random(in: 1...4, using: &random) {
                let demand = amounts(Int64.random(in: 1...30, using: &random), Int64.random(in: 0...20, using: &random))
                transaction.continueWith(TaskDemand(demand))
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let machine = Int.random(in: 0..<6, using: &random)
                    guard demand.fits(in: cell.free.words[machine].free) else { continue }
                    cell.free.words[machine] &-= TaskDemand(demand).claim
                    transaction.machines.append(UInt32(machine))
                    wanted.append((machine, demand))
                }
                if transaction.count
                    > (transaction.segmentCount == 0 ? 0 : transaction.segment(transaction.segmentCount - 1).end)
                {
                    transaction.endSegment(part: part)
                }
            }
            guard !wanted.isEmpty else { continue }
            transaction.withdraw(from: cell.free)
            if detection == .coarse { transaction.noteVersions(of: cell.free) }
            // Others take from some machines meanwhile.
            var others: [(machine: UInt32, demand: Resources)] = []
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let machine = UInt32.random(in: 0..<6, using: &random)
                let demand = amounts(Int64.random(in: 1...60, using: &random))
                guard demand.fits(in: cell.free.words[Int(machine)].free) else { continue }
                var other = claims(of: demand, on: [machine])
                _ = cell.commit(&other, detection: .fine, mode: .incremental)
                others.append((machine, demand))
            }
            var after = cell.freeList
            let moved = Set(others.map { Int($0.machine) })
            var kept: [(machine: Int, demand: Resources)] = []
            for claim in wanted {
                let stands =
                    detection == .fine ? claim.demand.fits(in: after[claim.machine]) : !moved.contains(claim.machine)
                guard stands else { continue }
                after[claim.machine] -= claim.demand
                kept.append(claim)
            }
            let allowed = kept.count == wanted.count || mode == .incremental
            if !allowed {
                after = cell.freeList
                conflicts += 1
            }
            let before = cell.allocated
            let outcome = cell.commit(&transaction, detection: detection, mode: mode)
            #expect(outcome.conflicted == wanted.count - kept.count)
            #expect(outcome.committed == (allowed ? kept.count : 0))
            #expect(outcome.rolledBack == (allowed ? 0 : kept.count))
            #expect(cell.freeList == after)
            #expect(transaction.machineList == (allowed ? kept.map(\.machine) : []))
            #expect(cell.allocated == before + transaction.claimed)
            // The cell is as it was before the next transaction.
            for claim in allowed ? kept : [] { cell.release(claim.demand, on: [UInt32(claim.machine)]) }
            for other in others { cell.release(other.demand, on: [other.machine]) }
        }
        #expect(mode == .incremental || conflicts > 50)
        #expect(cell.allocated == .zero)
    }
}
