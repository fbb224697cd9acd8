internal import CellbenchTraces

extension ReadReport {
    /// That a selection, which has so many jobs that are submitted, has fewer than its limit; nil where it has as many, or no limit.
    func shortfall(of submitted: Int) -> String? {
        jobsShortOfLimit.map { "fewer than the limit: \(submitted) of \(submitted + $0) jobs, as there are no more" }
    }
}
