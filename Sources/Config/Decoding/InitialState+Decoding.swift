internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension SettingsSection {
    /// State of the cell at time 0, and the trace under `initialJobs`, if there is one.
    ///
    /// - Parameters:
    ///   - workloads: the workloads that are submitted. Their trace may have jobs that run at time 0, and their preset
    ///     may set the utilization. Workloads of a trace gain those that only running jobs belong to.
    ///   - machines: the machines of the cell.
    ///   - horizon: the end of the simulation.
    /// - Returns: the state, and the trace.
    /// - Throws: an error of the config, or of the trace at its place.
    func initialState(
        of workloads: inout DecodedWorkloads, on machines: [MachineClass], until horizon: Nanoseconds
    ) throws(ConfigError) -> (state: InitialState, trace: TraceSetting?) {
        var state = InitialState()
        state.jobs = workloads.running
        if let preset = workloads.preset, optional("initialJobs") == nil {
            state.utilization = preset.initialUtilization
        }
        if let field = optional("initialUtilization") {
            state.utilization = try amountIfSet("initialUtilization") ?? 0
            if workloads.source.isOfTrace, state.utilization > 0 {
                throw field.error(
                    "a trace has no distributions to draw running jobs from; accepted: initialJobs, a list of them")
            }
        }
        try checkFill(to: state.utilization, with: workloads.source)
        guard let field = optional("initialJobs") else { return (state, nil) }
        let setting = try field.traceSetting(canSelect: false)
        let trace = try field.context.traces.trace(
            setting, namedBy: field.path(of: setting), until: horizon, runsInitially: true)
        // All jobs of a job list run at time 0; other traces know which of their jobs run.
        var list = trace.running
        if setting.source.format == .csv, case .list(let all) = trace.submitted { list = all }
        if list.jobs.isEmpty { field.context.traces.noteUse(trace.use) { $0.nothingRuns = true } }
        try field.checkRacks(of: machines, for: list.requirements)
        if workloads.source.isOfTrace { try workloads.take(workloadsOf: list, namedBy: field, in: setting) }
        let names = workloads.source.names
        state.jobs = try field.context.traces.renumbered(list, of: setting, to: names) { (name: String) in
            let file = setting.source.path.quoted
            return field.error("in \(file) \(Name.unknown(name, "workload", among: names))")
        }
        return (state, setting)
    }

    /// Refuses to fill a cell with workloads that have no steady state: infinite durations, or no running job at all.
    private func checkFill(to utilization: Double, with source: WorkloadSource) throws(ConfigError) {
        guard utilization > 0, case .generated(let workloads) = source else { return }
        let place = optional("initialUtilization") ?? field
        if let endless = workloads.first(where: { $0.duration.typicalMean == .infinity }) {
            throw place.error(
                "jobs of \(endless.name) run infinitely long on average, so that no share of the cell is theirs in a steady "
                    + "state; accepted: durations with a mean, such as a pareto with alpha above 1 or a max, or 0 to begin empty"
            )
        }
        let isIdle = workloads.allSatisfy { $0.duration.typicalMean == 0 || $0.interarrival.typicalMean == .infinity }
        if isIdle {
            throw place.error(
                "no workload has jobs that run in a steady state; accepted: durations above 0 and times between jobs with a "
                    + "mean, or 0 to begin empty")
        }
    }
}

extension DecodedWorkloads {
    /// Adds the workloads of a list's jobs that are not there yet.
    ///
    /// - Throws: an error of `field`, which names the list, about a workload whose name configs do not allow.
    fileprivate mutating func take(
        workloadsOf list: JobList, namedBy field: Field, in setting: TraceSetting
    ) throws(ConfigError) {
        let known = Set(source.names)
        var jobs = list.workloads.map { _ in false }
        for job in list.jobs { jobs[job.workload] = true }
        let names = zip(list.workloads, jobs).filter { $1 && !known.contains($0) }.map(\.0)
        for name in names where !Name.isValid(name) {
            throw field.error(
                "\(name.quoted) in \(setting.source.path.quoted) is not a workload's name; accepted: \(Name.accepted)")
        }
        source = source.adding(workloads: names)
    }
}
