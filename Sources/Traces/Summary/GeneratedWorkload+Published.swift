package import CellbenchSimulator

extension GeneratedWorkload {
    /// A workload drawn as the Omega paper's simulator draws its own.
    ///
    /// Each quantity of a job is drawn by itself, from the empirical distribution of the observed values. Requests are
    /// drawn from those of jobs, each job counted once.
    ///
    /// - Parameters:
    ///   - name: name of the workload.
    ///   - values: returns the values of a quantity, at least one.
    ///   - requests: the request of a task of each job; at least one.
    package init(publishedAs name: String, values: (PublishedQuantity) -> [Double], requests: [TaskRequest]) {
        self.init(
            name: name, interarrival: SortedSample(values(.interarrival)).empirical,
            tasks: SortedSample(values(.tasks)).empiricalRoundedUp,
            duration: SortedSample(values(.runtime)).empirical,
            cpu: SortedSample(requests.map(\.cores)).empirical,
            memory: SortedSample(requests.map(\.gibibytes)).empirical)
    }
}
