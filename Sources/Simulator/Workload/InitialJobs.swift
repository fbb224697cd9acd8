/// Draws jobs as they are found running at a random moment in steady state.
///
/// A job is drawn in proportion to its duration, and the rest of the duration is uniform over its length (the
/// inspection paradox; length-biased sampling of renewal theory). A workload is drawn in proportion to its jobs' rate
/// times mean duration (Little's law).
struct InitialJobs {
    /// Ids begin here, so that no job submitted later has one of them.
    private static let firstID: UInt64 = 1 << 63

    private struct Source {
        var shape: JobShape
        let requirements: Int32
        let duration: Sampler
        let lengths: QuantileGrid
        var stream: RandomStream
    }

    private var sources: [Source]
    /// By workload, the sum up to it of the expected numbers of running jobs.
    private let cumulatedPopulation: [Double]
    private var choice: RandomStream
    private var made: UInt64 = 0

    /// The initial jobs of `workloads` for one replication.
    init(_ workloads: [GeneratedWorkload], seed: UInt64, replication: Int) {
        sources = workloads.enumerated().map { number, workload in
            let duration = Sampler(workload.duration)
            return Source(
                shape: JobShape(workload, seed: seed, replication: replication, purpose: "initial"),
                requirements: workload.requirements.isEmpty ? JobSpec.unconstrained : Int32(number), duration: duration,
                lengths: QuantileGrid(duration),
                stream: RandomStream(
                    seed: seed, replication: replication, purpose: "initial/\(workload.name)/duration"))
        }
        var sum = 0.0
        cumulatedPopulation = workloads.map { workload in
            let population = workload.duration.mean / workload.interarrival.mean
            sum += population.isFinite ? population : 0
            return sum
        }
        choice = RandomStream(seed: seed, replication: replication, purpose: "initial/workload")
    }

    /// Draws a job that is submitted at 0 and runs for the rest of its duration; nil where no workload's jobs take
    /// time.
    mutating func next() -> JobSpec? {
        guard let total = cumulatedPopulation.last, total > 0 else { return nil }
        let target = choice.unit() * total
        let workload = cumulatedPopulation.firstIndex { target < $0 } ?? cumulatedPopulation.count - 1
        let length = nextLength(workload)
        made += 1
        let left = length * sources[workload].stream.unit()
        var job = JobSpec(
            submitted: 0, duration: Nanoseconds(clampingSeconds: left),
            demand: sources[workload].shape.nextDemand(), workload: workload,
            tasks: sources[workload].shape.nextTasks(), id: InitialJobs.firstID + made)
        job.requirements = sources[workload].requirements
        return job
    }

    private mutating func nextLength(_ workload: Int) -> Double {
        while true {
            let u = sources[workload].stream.unit()
            let within = sources[workload].stream.unit()
            let position = sources[workload].lengths.sizeBiased(u, within: within)
            let length = sources[workload].duration.quantile(position)
            if sources[workload].duration.accepts(length) { return length }
        }
    }
}
