@testable import CellbenchSimulator

extension Nanoseconds {
    /// Whole seconds, for timelines worked out by hand.
    static func seconds(_ count: Double) -> Nanoseconds { Nanoseconds(clampingSeconds: count) }
}

/// A job of a hand-made list; times are in seconds.
func job(
    at time: Double, _ workload: Int = 0, tasks: Int = 1, duration: Double = 1000, cpu: Double = 1,
    memory: Double = 0, gpu: Double = 0, id: UInt64 = 0
) -> JobSpec {
    JobSpec(
        submitted: .seconds(time), duration: .seconds(duration),
        demand: Resources(cores: cpu, gibibytes: memory, gpus: gpu), workload: workload, tasks: tasks, id: id)
}

/// A scenario with a list of jobs of the workloads `batch` and `service`, on equal machines; times are in seconds.
func scenario(
    _ architecture: ArchitectureSettings, jobs: [JobSpec], machines: Int = 1, cpu: Double = 4, memory: Double = 16,
    gpu: Double = 0, horizon: Double = 100, decision: [(job: Double, task: Double)] = [(1, 0), (1, 0)]
) -> Scenario {
    Scenario(
        horizon: .seconds(horizon),
        machines: [
            MachineClass(
                name: "only", count: machines,
                capacity: Resources(cores: cpu, gibibytes: memory, gpus: gpu))
        ],
        workloads: .list(JobList(workloads: ["batch", "service"], jobs: jobs)),
        decisionTimes: decision.map { DecisionTime(job: .seconds($0.job), task: .seconds($0.task)) },
        architecture: architecture)
}
