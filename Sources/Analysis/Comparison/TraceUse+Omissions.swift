internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchTraces

extension [TraceUse] {
    /// Largest number of lines about traces, of which a sweep over their settings may cause many.
    private static let mostLines = 8

    /// Lines for each part of a trace that was asked for and not simulated, and for each caution.
    package var omissions: [String] {
        var lines: [String] = []
        for line in flatMap(\.omissions) where !lines.contains(line) { lines.append(line) }
        guard lines.count > Self.mostLines else { return lines }
        let rest = lines.count - Self.mostLines + 1
        return lines.dropLast(rest) + ["\(rest) more lines of this kind: results.json has them under \"traces\""]
    }
}

extension TraceUse {
    /// Reasons for leaving rows out that the config asked for, or whose content is in another row.
    private static let asked: Set<String> = [
        SelectedJobs.beforeWindow, SelectedJobs.afterWindow, SWFParts.partOfWhole, SWFParts.partOfAssembled,
        SWFParts.wholeOfParts, "another cluster or policy",
    ]

    fileprivate var omissions: [String] {
        let name = path.printable(atMost: 200)
        var lines: [String] = []
        if let late = jobsAfterHorizon, late > 0 {
            lines.append("not simulated: \(late) of the \(jobs) jobs of \(name), submitted after the horizon")
        }
        // The settings tell the uses of one trace in a sweep apart.
        let chosen = settings.map { " \($0.printable(atMost: 200))" } ?? ""
        if let passes = passesAfterHorizon, passes > 0 {
            let count = passes == 1 ? "1 pass, which begins" : "\(passes) passes, which begin"
            lines.append("not simulated of the loop over \(name)\(chosen): \(count) after the horizon")
        }
        if let short = jobsShortOfLimit, short > 0 {
            lines.append(
                "fewer than the limit: \(jobs) of \(jobs.addingClamped(short)) jobs of \(name)\(chosen), which has no more"
            )
        }
        if nothingRuns == true { lines.append("nothing runs at the start: no job of \(name) does") }
        let leftOut = skipped.filter { !Self.asked.contains($0.key) }.sorted { $0.key < $1.key }
        if !leftOut.isEmpty {
            let reasons = leftOut.map { reason, skipped in "\(skipped.extent) (\(reason.printable(atMost: 60)))" }
            lines.append("left out of \(name): " + reasons.joined(separator: ", "))
        }
        lines += (notes ?? []).map { "\(name): \($0.printable(atMost: 300))" }
        return lines
    }
}

extension TraceUse.Skipped {
    /// Number of rows; without rows, of jobs and tasks.
    fileprivate var extent: String {
        if rows > 0 { return rows == 1 ? "1 row" : "\(rows) rows" }
        let jobs = jobs > 0 ? [self.jobs == 1 ? "1 job" : "\(self.jobs) jobs"] : []
        let tasks = tasks > 0 ? [self.tasks == 1 ? "1 task" : "\(self.tasks) tasks"] : []
        return (jobs + tasks).joined(separator: " and ")
    }
}

extension Int {
    /// The sum, or the greatest number where it overflows, as it may for a file from elsewhere.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
