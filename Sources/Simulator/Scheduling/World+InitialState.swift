// Jobs that run at time 0.

extension World {
    /// Number of jobs in a row without a fitting task after which a cell counts as full.
    private static let mostMisses = 1000

    /// Starts the scenario's initial jobs: first the list, then jobs in steady state up to the share of CPU asked for.
    mutating func startInitialJobs(of scenario: Scenario) {
        var stream = RandomStream(
            seed: scenario.seed, replication: scenario.replication, purpose: "initial/placement")
        var transaction = Transaction()
        if let list = scenario.initial.jobs {
            for spec in list.jobs {
                _ = startInitially(spec, spec.tasks, of: list, drawing: &stream, with: &transaction)
            }
        }
        if scenario.initial.utilization > 0, case .generated(let workloads) = scenario.workloads {
            fill(to: scenario.initial.utilization, with: workloads, of: scenario, drawing: &stream, &transaction)
        }
        noteAllocation()
    }

    private mutating func fill(
        to utilization: Double, with workloads: [GeneratedWorkload], of scenario: Scenario,
        drawing stream: inout RandomStream, _ transaction: inout Transaction
    ) {
        var jobs = InitialJobs(workloads, seed: scenario.seed, replication: scenario.replication)
        let target = Int64((Double(cell.capacity.milliCores) * utilization).rounded())
        var misses = 0
        while cell.allocated.milliCores < target, misses < World.mostMisses, failure == nil, let spec = jobs.next() {
            // Only part of the last job is started: a job of many tasks would overfill the cell.
            let wanted = (target - cell.allocated.milliCores) / spec.demand.milliCores
            let tasks = min(spec.tasks, max(1, Int(wanted)))
            misses = startInitially(spec, tasks, drawing: &stream, with: &transaction) ? 0 : misses + 1
        }
        if cell.allocated.milliCores < target {
            meters.cell.initialShortfall = InitialShortfall(
                asked: utilization, reached: Double(cell.allocated.milliCores) / Double(cell.capacity.milliCores))
        }
    }

    /// Starts up to `tasks` tasks of a job; returns true if at least one fitted.
    private mutating func startInitially(
        _ spec: JobSpec, _ tasks: Int, of list: JobList? = nil, drawing stream: inout RandomStream,
        with transaction: inout Transaction
    ) -> Bool {
        let scheduler = router.scheduler(for: spec)
        if cell.hasDevices, !Devices.canServe(milliGPUs: spec.demand.milliGPUs) {
            meters.cell.initialTasksDropped += tasks
            return false
        }
        var job = Job(
            spec, scheduler: scheduler,
            requirements: suitability.number(spec.requirements, ofInitialList: list != nil), isInitial: true)
        job.unplaced = Int32(tasks)
        let number = jobs.insert(job, spec.parts.isEmpty ? [] : World.parts(of: spec, in: list))
        place(number, by: scheduler, on: .table(cell.free), drawing: &stream, into: &transaction)
        let placed = transaction.count
        cell.adopt(transaction)
        meters.cell.initialTasks += placed
        meters.cell.initialTasksDropped += tasks - placed
        if placed > 0 {
            meters.workloads[spec.workload].countInitial(placed)
            startLinked(allocate(number, claimedIn: transaction))
        }
        if jobs[number].running > 0 {
            jobs[number].unplaced = 0
            jobs.keepDeparted(number)
        } else {
            removeJob(number)
        }
        return placed > 0
    }
}
