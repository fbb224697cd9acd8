package import CellbenchSimulator

extension GeneratedWorkload {
    /// A workload that is drawn as the Omega paper's simulator draws its own: each quantity of a job by itself, from the empirical
    /// distribution of the values observed; what its tasks ask for from the requests of jobs, each counted once.
    ///
    /// - Parameters:
    ///   - name: the workload's name.
    ///   - values: the values of a quantity: of each at least one.
    ///   - requests: what a task of each job asks for; at least one.
    package init(publishedAs name: String, values: (PublishedQuantity) -> [Double], requests: [TaskRequest]) {
        self.init(
            name: name, interarrival: SortedSample(values(.interarrival)).empirical,
            tasks: SortedSample(values(.tasks)).empiricalRoundedUp,
            duration: SortedSample(values(.runtime)).empirical,
            cpu: SortedSample(requests.map(\.cores)).empirical,
            memory: SortedSample(requests.map(\.gibibytes)).empirical)
    }
}
