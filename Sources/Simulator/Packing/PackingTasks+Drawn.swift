/// Error where more tasks would be drawn than ``PackingTasks/mostDrawn``.
package struct TooManyArrivals: Error {}

extension PackingTasks {
    /// The most tasks that are drawn, or copied, until a demand has arrived: 10 million.
    package static let mostDrawn = 10_000_000

    /// Tasks of jobs that are drawn in order of submission, until a demand has arrived.
    ///
    /// The tasks of a job follow one another. The first task that would pass the target ends the drawing and is left
    /// out. Shares of machines that suit a job, and rules by which tasks keep apart, play no part.
    ///
    /// - Parameters:
    ///   - workloads: distributions of the jobs.
    ///   - target: the demand, in the resource's unit.
    ///   - resource: the resource.
    ///   - seed: seed of the jobs.
    ///   - replication: number of the replication.
    ///   - most: the most tasks that are drawn.
    ///   - isCancelled: called every thousand tasks; true ends the drawing.
    /// - Throws: ``TooManyArrivals`` where the demand has not arrived with the most tasks.
    package init(
        drawnFrom workloads: [GeneratedWorkload], until target: Int64, of resource: PackingResource, seed: UInt64,
        replication: Int, atMost most: Int = PackingTasks.mostDrawn, isCancelled: () -> Bool = { false }
    ) throws(TooManyArrivals) {
        var tasks: [Task] = []
        var demand: Int64 = 0
        var generators = workloads.enumerated().map {
            JobGenerator($0.element, number: $0.offset, seed: seed, replication: replication)
        }
        var next = generators.indices.map { generators[$0].next() }
        drawing: while let first = next.indices.min(by: { next[$0].submitted < next[$1].submitted }) {
            let job = next[first]
            let task = Task(job.demand, requirements: workloads[first].requirements.constraints.isEmpty ? nil : first)
            for _ in 0..<job.tasks {
                demand += resource.amount(in: job.demand)
                guard demand <= target else { break drawing }
                guard tasks.count < most else { throw TooManyArrivals() }
                tasks.append(task)
                if tasks.count % 1000 == 0, isCancelled() { break drawing }
            }
            next[first] = generators[first].next()
        }
        self.init(tasks, constraints: workloads.map(\.requirements.constraints))
    }
}
