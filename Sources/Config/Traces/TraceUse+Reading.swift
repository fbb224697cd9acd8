internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension TraceUse {
    /// Use of a trace of machines.
    init(ofMachines trace: MachineTrace, notes: [String]) {
        self.init(
            format: trace.format.rawValue, path: trace.path, quantity: "machines", jobs: 0, jobsRunning: 0, rows: 0,
            rowsSkipped: 0, skipped: [:], notes: notes)
    }

    /// Use of a trace of jobs.
    init(
        of jobs: SubmittedJobs, _ running: JobList.Builder, _ setting: TraceSetting, _ report: ReadReport,
        passesLeft: Int
    ) {
        let selection = setting.selection
        // Jobs of a repeated trace after the horizon count too: the config asked for them.
        let submitted = jobs.count + (selection.passes ?? 1 > 1 ? jobs.times.late : 0)
        self.init(
            format: setting.source.format.rawValue, path: setting.source.path, settings: setting.settingsText,
            jobs: submitted, jobsRunning: running.count, rows: report.rows, rowsSkipped: report.rowsSkipped,
            skipped: report.skipped.mapValues { Skipped(rows: $0.rows, jobs: $0.jobs, tasks: $0.tasks) },
            endTimes: report.endTimes?.rawValue)
        if passesLeft > 0 { passesAfterHorizon = passesLeft }
        if let limit = selection.limit, selection.passes != nil, passesLeft == 0, submitted < limit {
            jobsShortOfLimit = limit - submitted
        }
        if !report.notes.isEmpty { notes = report.notes }
    }
}
