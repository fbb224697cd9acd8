import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Alibaba's pods that still ran when the trace ended, and files that are easily mistaken for lists of pods and nodes.
@Suite struct AlibabaEndTests {
    private static let header =
        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n"

    private func read(_ text: String) throws -> (jobs: [TraceJob], report: ReadReport) {
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try AlibabaGPU2023Reader(path)
            return (try reader.all(), reader.report)
        }
    }

    private func pod(_ created: Int, _ deleted: String, _ phase: String = "Running") -> String {
        "p,1000,1024,0,0,,LS,\(phase),\(created),\(deleted),\(created)\n"
    }

    /// Three pods that still ran at 9,000 s, and one without a deletion.
    private var list: String {
        Self.header + pod(0, "5000") + pod(10, "5000") + pod(20, "9000") + pod(30, "9000") + pod(40, "9000")
            + pod(50, "") + pod(60, "8000", "Failed")
    }

    @Test(arguments: ["", "9001", "9050"])
    func `A pod that is deleted a little later does not hide those that still ran`(later: String) throws {
        let other = later.isEmpty ? "" : pod(8000, later) + pod(8000, later, "Succeeded")
        let (jobs, report) = try read(list + other)
        #expect(jobs.prefix(7).map(\.isCut) == [false, false, true, true, true, true, false])
        #expect(jobs.dropFirst(7).allSatisfy { !$0.isCut })
        #expect(jobs[5].job.duration.inSeconds == 8950)
        #expect(report.notes.isEmpty)
    }

    @Test func `Pods that end together long before the trace does are not cut`() throws {
        let (jobs, _) = try read(Self.header + pod(0, "5000") + pod(10, "5000") + pod(20, "9000"))
        #expect(jobs.map(\.isCut) == [false, false, true])
    }

    @Test func `A deletion far beyond all else is told, and is not the end of the trace`() throws {
        let (jobs, report) = try read(list + pod(70, "3000000000"))
        #expect(jobs.map(\.isCut) == [false, false, true, true, true, true, false, false])
        #expect(
            report.notes == [
                "1 of the list's pods is deleted more than a year after the last was created or scheduled"
            ])
    }

    @Test(arguments: ["Succeeded", "Failed"])
    func `A pod that has ended and has no deletion is left out and counted`(phase: String) throws {
        let (jobs, report) = try read(Self.header + pod(0, "", phase) + pod(1, "nan", phase) + pod(2, "9"))
        #expect(jobs.map(\.job.duration.inSeconds) == [7])
        #expect(report.skipped == ["ended, nobody knows when": .init(rows: 2, jobs: 2, tasks: 2)])
        #expect(report.rows == 3)
        #expect(throws: TraceError.self) { try read(Self.header + pod(0, "soon", phase)) }
    }

    @Test(arguments: ["# openb\n", "# openb, \"the\" list with 3\" disks\n\n#\n"])
    func `Comments above the header are passed over, in lists of pods and of nodes`(comments: String) throws {
        let (jobs, report) = try read(comments + list)
        #expect(jobs.count == 7)
        #expect(report.rows == 7)
        let nodes = comments + "sn,cpu_milli,memory_mib,gpu,model\nn1,1000,1024,0,\n"
        #expect(
            try TraceFile.withBytes(Array(nodes.utf8)) { try MachineTrace(.alibabaGPU2023, $0).machines() }.count == 1)
    }

    @Test func `Lists of nodes that pandas wrote have whole numbers with a point, and nan for nothing`() throws {
        let nodes = "sn,cpu_milli,memory_mib,gpu,model\nn1,32000.0,262144,2.0,T4\nn2,1000,1024.0,0,nan\n"
        let machines = try TraceFile.withBytes(Array(nodes.utf8)) { try MachineTrace(.alibabaGPU2023, $0).machines() }
        #expect(machines.map(\.capacity.milliCores) == [1000, 32000])
        #expect(machines.map(\.attributes.count) == [0, 1])
    }

    @Test func `A list without a header says so`() throws {
        let error = #expect(throws: TraceError.self) { try read(pod(0, "9") + pod(1, "9")) }
        #expect(
            error?.message.hasPrefix(
                "the header is missing: \"1000\" in the first row is a number; accepted: a header with name, ") == true)
        #expect(error?.line == 1)
    }
}
