internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// The tasks of a packing, as the config has them.
struct PackingSource {
    /// The tasks: a list, or distributions that each replication draws from.
    var source: PackingWork.Source
    /// By number of a task's requirements, the conditions on machines.
    var constraints: [[Constraint]]
    /// The workloads of the config.
    var workloads: DecodedWorkloads
    /// Requirements that play no part, a sentence each.
    var notes: [String] = []
    /// Numbers of the tasks of each job of a list, by the job's id.
    var numbers: [UInt64: Range<Int>] = [:]
    /// Ids that several jobs of a list have.
    var repeated: Set<UInt64> = []
}

extension Field {
    /// The tasks of this section `workloads`.
    func packingTasks(_ machines: DecodedMachines) throws(ConfigError) -> PackingSource {
        if let from = node["from"], !Field(node: from, path: path, context: context).isOfPublishedFiles {
            return try packingList(machines)
        }
        let preset = machines.preset.flatMap { CellPreset(rawValue: $0.name) }
        let workloads = try workloadSource(machines: machines.racked, ofPreset: preset, until: 0)
        guard case .generated(let drawn) = workloads.source else {
            preconditionFailure("workloads that are no trace are drawn")
        }
        if machines.gpus == .devices { try checkShares(of: workloads.source) }
        var tasks = PackingSource(
            source: .drawn(drawn), constraints: drawn.map(\.requirements.constraints), workloads: workloads)
        for workload in drawn {
            if !workload.requirements.spread.isEmpty { tasks.notes.append("spread of \(workload.name) plays no part") }
            if workload.pickiness != 1 { tasks.notes.append("pickiness of \(workload.name) plays no part") }
        }
        for (workload, placement) in zip(drawn, workloads.placements) where placement != nil {
            tasks.notes.append("placement of \(workload.name) plays no part")
        }
        return tasks
    }

    private func packingList(_ machines: DecodedMachines) throws(ConfigError) -> PackingSource {
        if let load = node["load"] {
            throw ConfigError(
                at: load.place, path: path(of: "load"),
                message: "tasks of a trace arrive one after another; accepted: no load")
        }
        let field = try section("a trace", keys: ["from"]).required("from")
        let setting = try field.traceSetting(canSelect: true)
        guard setting.selection.passes == 1 else {
            throw field.error("a trace is packed once; accepted: no loop, and packing.demand, which copies tasks")
        }
        let list = try context.traces.packingTasks(setting, namedBy: field.path(of: setting))
        if machines.gpus == .devices,
            let task = list.tasks.tasks.first(where: { !Devices.canServe(milliGPUs: $0.demand.milliGPUs) })
        {
            throw error(
                "a task asks for \(shortest(Double(task.demand.milliGPUs) / 1000)) GPUs; "
                    + "accepted, as GPUs are devices: at most 1, or whole numbers")
        }
        // A list of no jobs stands for the trace, which `config.yaml` names by its setting.
        let source = WorkloadSource.list(JobList(workloads: [], jobs: []))
        return PackingSource(
            source: .list(list.tasks), constraints: list.tasks.constraints,
            workloads: DecodedWorkloads(source: source, trace: setting),
            notes: list.spreadJobs > 0 ? ["spread of \(list.spreadJobs) jobs plays no part"] : [],
            numbers: list.numbers, repeated: list.repeated)
    }

    /// Order of arrival and ranks of the machines from a file that this section `packing` names.
    func order(
        from path: String, _ tasks: PackingSource, _ machines: DecodedMachines
    ) throws(ConfigError) -> PackingOrder {
        let section = try section("a packing", context.components.packing)
        let named = try section.required("order").section("an order", ConfigSettings.orderFile).required("file")
        guard case .list = tasks.source else {
            throw named.error("jobs that are drawn have no names; accepted: an order for tasks of a trace")
        }
        return try context.traces.packingOrder(path, tasks, machines, namedBy: named)
    }
}

extension TraceCache {
    /// Tasks of a trace, without times, and the names of their jobs.
    struct PackingList {
        var tasks: PackingTasks
        /// By a job's id, the numbers of its tasks.
        var numbers: [UInt64: Range<Int>] = [:]
        /// Ids that several jobs have.
        var repeated: Set<UInt64> = []
        /// Number of jobs whose tasks are to keep apart.
        var spreadJobs = 0
    }

    /// The tasks of a trace in the order of its list.
    func packingTasks(_ setting: TraceSetting, namedBy field: Field) throws(ConfigError) -> PackingList {
        var source = setting.source
        source.path = located(source.path)
        source.isOfRequests = !setting.selection.isOfTimes
        let digest = DigestTap()
        let stamp = FileStamp(of: source.path)
        // A quarter of the memory: lists take several times their size while they grow.
        let most = (Host.memory ?? 1 << 34) / 4 / MemoryLayout<PackingTasks.Task>.stride
        var list = PackingList(tasks: PackingTasks([]))
        var kinds: [[Constraint]: Int] = [:]
        var (jobs, running) = (0, 0)
        let report: ReadReport
        do throws(TraceError) {
            let reader = try SelectedJobs(source, setting.selection, tap: digest.tap(keeping: pipes))
            while list.tasks.tasks.count <= most, let job = try reader.next() {
                if job.wasRunning { running += 1 } else { jobs += 1 }
                list.append(job, &kinds)
            }
            report = reader.report
            while list.tasks.tasks.count <= most, try reader.skipRest() {}
            try check(source.path, isAt: stamp)
        } catch {
            throw configError(error, field, accepting: setting.source.format.reads)
        }
        guard list.tasks.tasks.count <= most else {
            throw field.error(
                "\(setting.source.path.quoted) has too many tasks for this machine's memory; "
                    + "accepted: fewer jobs, such as a limit")
        }
        guard !list.tasks.tasks.isEmpty else {
            throw field.error("no jobs in \(setting.source.path.quoted)\(report.leftOut); accepted: at least one")
        }
        note(setting.source.path, digest)
        noteInput(source.path, folders: source.folders)
        note(
            TraceUse(
                format: setting.source.format.rawValue, path: setting.source.path, settings: setting.settingsText,
                jobs: jobs, jobsRunning: running, rows: report.rows, rowsSkipped: report.rowsSkipped,
                skipped: report.skipped.mapValues {
                    TraceUse.Skipped(rows: $0.rows, jobs: $0.jobs, tasks: $0.tasks)
                }, notes: report.notes.isEmpty ? nil : report.notes))
        return list
    }

    /// Order of arrival from a file; ranks by number of the machine.
    fileprivate func packingOrder(
        _ path: String, _ tasks: PackingSource, _ machines: DecodedMachines, namedBy field: Field
    ) throws(ConfigError) -> PackingOrder {
        let numbers = try machineNumbersByName(of: machines, namedBy: field)
        let digest = DigestTap()
        do throws(TraceError) {
            var order = try PackingOrder(
                located(path), machines: numbers.count, tap: digest.tap(keeping: pipes)
            ) { id in tasks.repeated.contains(id) ? .several : tasks.numbers[id].map { .job($0) } }
            var ranks = order.ranks
            for (position, number) in numbers.enumerated() { ranks[number] = order.ranks[position] }
            order.ranks = ranks
            note(path, digest)
            noteInput(located(path))
            return order
        } catch {
            throw configError(error, field, accepting: "ranks of the machines, then a name a line")
        }
    }

    /// Numbers of the machines in the order of their names; without names, in their own order.
    private func machineNumbersByName(
        of machines: DecodedMachines, namedBy field: Field
    ) throws(ConfigError) -> [Int] {
        let count = machines.classes.reduce(0) { $0 + $1.count }
        guard var trace = machines.trace, machines.scale == 1 else { return Array(0..<count) }
        trace.path = located(trace.path)
        let names: [String: [String]]
        do throws(TraceError) {
            names = try trace.names(tap: ByteTap(keeping: pipes) { _ in })
        } catch {
            throw configError(error, field, accepting: "a list of machines")
        }
        guard !names.isEmpty else { return Array(0..<count) }
        let all = machines.classes.flatMap { (names[$0.name] ?? []).sorted(by: isBefore).prefix($0.count) }
        guard all.count == count else {
            throw field.error("\(trace.path.quoted) has changed since it was first read; accepted: a file that stays")
        }
        return all.indices.sorted { all[$0] == all[$1] ? $0 < $1 : isBefore(all[$0], all[$1]) }
    }

    /// Names in the order of their bytes.
    private func isBefore(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}

extension TraceCache.PackingList {
    /// Adds the tasks of a job one after another; `kinds` numbers the conditions so far.
    fileprivate mutating func append(_ job: TraceJob, _ kinds: inout [[Constraint]: Int]) {
        if !job.requirements.spread.isEmpty, job.job.tasks > 1 { spreadJobs += 1 }
        var requirements: Int?
        let constraints = job.requirements.constraints
        if !constraints.isEmpty {
            let number = kinds[constraints] ?? tasks.constraints.count
            if number == tasks.constraints.count {
                kinds[constraints] = number
                tasks.constraints.append(constraints)
            }
            requirements = number
        }
        let first = tasks.tasks.count
        for part in job.parts {
            let task = PackingTasks.Task(part.demand, requirements: requirements)
            tasks.tasks += repeatElement(task, count: part.count)
        }
        if numbers.updateValue(first..<tasks.tasks.count, forKey: job.job.id) != nil { repeated.insert(job.job.id) }
    }
}
