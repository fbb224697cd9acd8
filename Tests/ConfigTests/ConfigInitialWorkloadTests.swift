import CellbenchSimulator
import Testing

@testable import CellbenchConfig

/// Workloads with jobs that only run at the start, and workloads with jobs that are only submitted.
@Suite("Workloads of lists")
struct ConfigInitialWorkloadTests {
    private static let header = "submit_time,workload,tasks,task_duration,cpu,memory\n"

    private static let architectures = """
        - { kind: monolithic, paths: multi }
        - { kind: monolithic, paths: single, path: service }
        - { kind: partitioned, shares: { batch: 0.5, service: 0.5 } }
        - { kind: two-level, schedulers: { service: 2 } }
        - { kind: shared-state, schedulers: { batch: 2, service: 3 } }
        """

    /// A config of two lists, each with jobs of these workloads.
    private func load(
        submitted: [String], running: [String], in folder: borrowing TemporaryFolder,
        architectures: String = Self.architectures,
        more: String = ""
    ) throws -> Experiment {
        func list(_ names: [String]) -> String {
            Self.header + names.enumerated().map { "\($0.offset),\($0.element),2,30,1,1\n" }.joined()
        }
        _ = try folder.write("jobs.csv", list(submitted).utf8)
        _ = try folder.write("first.csv", list(running).utf8)
        let text = """
            name: lists
            horizon: 10min
            cell: { machines: [{ class: m, count: 9, cpu: 8, memory: 16 }], initialJobs: { csv: first.csv } }
            workloads: { from: { csv: jobs.csv } }
            decisionTime: { service: { job: 2s }, batch: { job: 1s } }
            architectures:
            \(architectures.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
            \(more)

            """
        return try Experiment.load(file: folder.write("config.yaml", text.utf8))
    }

    @Test(
        "of which jobs only run at the start are workloads all the same, behind the others, with settings of their own",
        arguments: [
            (["batch"], ["service"], ["batch", "service"]), (["service"], ["batch", "service"], ["service", "batch"]),
            (["batch", "service"], ["batch"], ["batch", "service"]), (["service"], ["batch"], ["service", "batch"]),
        ])
    func named(submitted: [String], running: [String], names: [String]) throws {
        let folder = try TemporaryFolder()
        let experiment = try load(submitted: submitted, running: running, in: folder)
        #expect(experiment.points.count == 5)
        for point in experiment.points {
            #expect(point.scenario.workloads.names == names)
            #expect(
                point.scenario.decisionTimes.map(\.job) == names.map { $0 == "service" ? 2 * .perSecond : .perSecond })
            let figures = try simulate(point.scenario, audit: .atEnd)
            #expect(figures.cell.initialTasks == 2 * running.count)
            #expect(figures.workloads.map(\.jobs) == names.map { submitted.contains($0) ? 1 : 0 })
            #expect(figures.workloads.reduce(0) { $0 + $1.tasksScheduled } == 2 * submitted.count)
        }
        let again = try Experiment.load(file: folder.write("again.yaml", experiment.resolvedConfig.utf8))
        #expect(isSame(experiment, again))
    }

    @Test("are those of which there are jobs, and a sweep may name one that only runs at the start")
    func swept() throws {
        let folder = try TemporaryFolder()
        let experiment = try load(
            submitted: ["batch"], running: ["service"], in: folder,
            architectures: "- { kind: shared-state }", more: "sweep: { decisionTime.service.job: [1s, 5s] }")
        #expect(experiment.points.map { $0.scenario.decisionTimes[1].job } == [1, 5].map { $0 * .perSecond })
    }

    @Test("that are drawn have no others beside them")
    func drawn() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("first.csv", (Self.header + "0,service,2,30,1,1\n").utf8)
        let text = """
            name: drawn
            horizon: 10min
            cell: { machines: [{ class: m, count: 9, cpu: 8, memory: 16 }], initialJobs: { csv: first.csv } }
            workloads: { batch: { interarrival: 1s, tasks: 1, duration: 1s, cpu: 1, memory: 1 } }
            architectures: [{ kind: shared-state }]

            """
        #expect {
            _ = try Experiment.load(file: folder.write("config.yaml", text.utf8))
        } throws: { error in
            "\(error)".contains("there is no workload \"service\"")
        }
    }
}
