import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments

/// The Google cluster trace of May 2011 as job lists, if it is available; `CELLBENCH_TRACES` names the folder.
private enum GoogleTrace {
    static let folder =
        (ProcessInfo.processInfo.environment["CELLBENCH_TRACES"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared/traces"))
        .appendingPathComponent("google-2011").standardizedFileURL

    static var isHere: Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent("jobs.csv").path) }

    /// The cell's machines (Reiss et al., SoCC 2012, table 1), the largest taken as 32 cores and 128 GiB.
    static let config = """
        name: google-2011
        horizon: 30min
        cell:
          machines:
            - { class: half-half, count: 6732, cpu: 16, memory: 64GiB }
            - { class: half-quarter, count: 3863, cpu: 16, memory: 32GiB }
            - { class: half-three-quarters, count: 1001, cpu: 16, memory: 96GiB }
            - { class: whole, count: 795, cpu: 32, memory: 128GiB }
            - { class: quarter-quarter, count: 126, cpu: 8, memory: 32GiB }
            - { class: half-eighth, count: 52, cpu: 16, memory: 15.36GiB }
            - { class: half-thirtieth, count: 5, cpu: 16, memory: 3.84GiB }
            - { class: half-whole, count: 5, cpu: 16, memory: 124.16GiB }
            - { class: whole-half, count: 3, cpu: 32, memory: 64GiB }
            - { class: half-sixteenth, count: 1, cpu: 16, memory: 7.68GiB }
          initialJobs: { csv: initial-jobs.csv }
        workloads: { from: { csv: jobs.csv } }
        architectures:
          - { kind: monolithic, paths: single, path: service }
          - { kind: monolithic, paths: multi }
          - { kind: partitioned, shares: { batch: 0.5, service: 0.5 } }
          - { kind: two-level }
          - { kind: two-level, offerProcessing: immediate }
          - { kind: shared-state }
          - { kind: shared-state, conflictDetection: coarse }
          - { kind: shared-state, commit: all-or-nothing }
          - { kind: shared-state, conflictDetection: coarse, commit: all-or-nothing }
        """
}

@Suite struct TraceTests {
    /// The running jobs ask for more CPU than the cell has: some do not fit, and new jobs find the cell almost full.
    @Test(.enabled(if: GoogleTrace.isHere, "no Google trace at hand; CELLBENCH_TRACES names the folder of traces"))
    func `The Google trace runs under every architecture on that cell, and the books balance`() throws {
        let file = GoogleTrace.folder.appendingPathComponent("config.yaml").path
        let experiment = try Experiment.load(text: GoogleTrace.config, named: file)
        #expect(experiment.points.count == 9)
        for point in experiment.points {
            let figures = try simulate(point.scenario, audit: .atEnd)
            #expect(figures.cell.initialTasks + figures.cell.initialTasksDropped == 144_502, "\(point.architecture)")
            #expect(figures.cell.initialTasksDropped > 10_000)
            #expect(try #require(figures.cell.utilization.cpu) > 0.85)
            for workload in figures.workloads {
                #expect(
                    workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                        + workload.tasksPending)
            }
            #expect(
                figures.workloads.map(\.jobs)
                    == figures.workloads.map { workload in
                        workload.jobsFullyScheduled + workload.jobsAbandoned + workload.jobsRefused
                            + workload.jobsPending
                    })
        }
    }
}
