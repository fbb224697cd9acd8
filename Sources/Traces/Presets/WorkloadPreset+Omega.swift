internal import CellbenchSimulator

// What the Omega paper (Schwarzkopf et al., EuroSys 2013) says of its clusters: A is medium-sized and fairly busy, B
// among the larger ones, C that of the trace published in 2011. Over 80 % of the jobs are batch jobs. 55 to 80 % of the
// resources go to service jobs, which run longer. Cells are filled to about 60 % (§2.1, §4). Its workloads are private.
//
// The workloads made up here agree with that, and are in a steady state at 60 % of the CPU: batch jobs hold 18 % and
// service jobs 42 %. C's arrivals and task counts are those of the published trace (15,064 batch jobs of 36 tasks in
// 19.65 h; 1,217 of its jobs were production). A's and B's batch arrivals are such that the batch scheduler can take
// 2.5 and 6 times as many at the default decision times, where the paper's figure 8 has both saturated: what that
// figure shows of A and B is an input here, not a result.

extension WorkloadPreset {
    /// The batch and the service jobs of a stand-in for a cluster of the Omega paper.
    var omegaWorkloads: [GeneratedWorkload] {
        switch self {
        case .omegaA: Self.omega(batch: (0.625, 30, 115), service: (20, 6, 40_000))
        case .omegaB: Self.omega(batch: (1.5, 30, 1030), service: (30, 8, 172_000))
        default: Self.omega(batch: (4.7, 35, 2320), service: (58, 8, 279_000))
        }
    }

    /// Mean seconds between jobs, mean tasks per job, and mean seconds that tasks run.
    private typealias Means = (interarrival: Double, tasks: Double, duration: Double)

    private static func omega(batch: Means, service: Means) -> [GeneratedWorkload] {
        [
            omega("batch", batch, tasksVary: 4, durationsVary: 4),
            omega("service", service, tasksVary: 2, durationsVary: 1),
        ]
    }

    /// A workload with these means; standard deviations are `tasksVary` and `durationsVary` times the means.
    private static func omega(
        _ name: String, _ means: Means, tasksVary: Double, durationsVary: Double
    ) -> GeneratedWorkload {
        GeneratedWorkload(
            name: name, interarrival: Distribution(.exponential(mean: means.interarrival)),
            tasks: Distribution(.lognormal(mean: means.tasks, sd: means.tasks * tasksVary)),
            duration: Distribution(.lognormal(mean: means.duration, sd: means.duration * durationsVary)),
            cpu: Distribution(.normal(mean: 2, sd: 1), minimum: 0.1),
            memory: Distribution(.normal(mean: 6, sd: 3), minimum: 0.0625))
    }
}
