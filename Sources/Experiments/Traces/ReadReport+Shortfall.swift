internal import CellbenchTraces

extension ReadReport {
    /// Note that a selection with `submitted` jobs falls short of its limit; nil without a shortfall.
    func shortfall(of submitted: Int) -> String? {
        jobsShortOfLimit.map { "fewer than the limit: \(submitted) of \(submitted + $0) jobs, as there are no more" }
    }
}
