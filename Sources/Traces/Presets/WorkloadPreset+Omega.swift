internal import CellbenchSimulator

// The Omega paper (Schwarzkopf et al., EuroSys 2013) says of its clusters A, B and C that A is medium-sized and fairly busy, B among
// the larger ones, and C that of the trace published in 2011; that over 80 % of the jobs are batch jobs while 55 to 80 % of the
// resources go to service jobs, which run longer; and that cells are filled to about 60 % (§2.1, §4). Its workloads are private.
//
// What is made up here fulfils that, and is in a steady state at 60 % of the CPU: batch jobs hold 18 % of it and service jobs 42 %.
// C's arrivals and task counts are those of the published trace (15,064 batch jobs of 36 tasks in 19.65 h; 1,217 of its jobs were
// production). A's and B's batch arrivals are such that the batch scheduler can take 2.5 and 6 times as many at the default decision
// times, where the paper's figure 8 has the two saturated: what that figure shows of A and B is put in, not found out.

extension WorkloadPreset {
    /// The batch and the service jobs of a stand-in for a cluster of the Omega paper.
    var omegaWorkloads: [GeneratedWorkload] {
        switch self {
        case .omegaA: Self.omega(batch: (0.625, 30, 115), service: (20, 6, 40_000))
        case .omegaB: Self.omega(batch: (1.5, 30, 1030), service: (30, 8, 172_000))
        default: Self.omega(batch: (4.7, 35, 2320), service: (58, 8, 279_000))
        }
    }

    /// Mean seconds between jobs, tasks a job, and seconds that they run; tasks and durations vary widely, as in traces.
    private typealias Means = (interarrival: Double, tasks: Double, duration: Double)

    private static func omega(batch: Means, service: Means) -> [GeneratedWorkload] {
        [
            omega("batch", batch, tasksVary: 4, durationsVary: 4),
            omega("service", service, tasksVary: 2, durationsVary: 1),
        ]
    }

    /// Standard deviations are so many times the means.
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
