import Foundation
import Simulator
import Testing

@testable import Traces

@Suite struct AlibabaGPU2023ReaderTests {
    private static let header =
        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n"

    private func read(_ rows: String, onBadRow: BadRowPolicy = .fail) throws -> (
        jobs: [TraceJob], reader: AlibabaGPU2023Reader
    ) {
        try TraceFile.withBytes(Array((Self.header + rows).utf8)) { path in
            let reader = try AlibabaGPU2023Reader(path, onBadRow: onBadRow)
            return (try reader.all(), reader)
        }
    }

    @Test func `A pod is a job of a task, with a share of a device or whole ones`() throws {
        let (jobs, reader) = try read(
            """
            a,12000,16384,1,460,,LS,Running,0,100,40
            b,6000,1024,8,1000,V100M16|V100M32,BE,Succeeded,10,30,10
            c,1000,0,0,0,,Burstable,Pending,20,50,
            """)
        #expect(jobs.map(\.job.demand.milliGPUs) == [460, 8000])
        #expect(jobs.map(\.job.submitted.inSeconds) == [0, 10])
        #expect(jobs.map(\.job.duration.inSeconds) == [60, 20])
        #expect(jobs.map { reader.workloads[$0.job.workload] } == ["service", "batch"])
        #expect(reader.report.skipped == ["never scheduled": ReadReport.Skipped(rows: 1, jobs: 1, tasks: 1)])
        #expect(reader.report.rows == 3)
    }

    @Test(arguments: [
        ("a,1,1,0,0,,LS,Running,0,100\n", "10 fields in this row; accepted: 11, as in the header"),
        ("a,1,1,0,0,,XX,Running,0,100,5\n", "qos: \"XX\": accepted: BE, Burstable, Guaranteed, LS"),
        ("a,1.5,1,0,0,,LS,Running,0,100,5\n", "cpu_milli: \"1.5\": accepted: a whole number of at least 0"),
        ("a,1,1,0,0,,LS,Running,10,100,5\n", "scheduled_time: \"5\": before the creation; accepted: at or after it"),
        ("a,1,1,0,0,,LS,Running,0,3,5\n", "deletion_time: \"3\": before the scheduling; accepted: at or after it"),
    ])
    func `Malformed rows say what is wrong`(row: String, message: String) throws {
        let error = #expect(throws: TraceError.self) { try read(row) }
        #expect(error?.message == message)
        #expect(error?.line == 2)
        #expect(try read(row, onBadRow: .skip).reader.report.rowsSkipped == 1)
    }

    @Test(.enabled(if: TraceFile.isHere("alibaba-gpu-v2023"), TraceFile.missing))
    func `The list of pods has 8,152, of which 897 were never scheduled`() throws {
        let path = "\(TraceFile.realFolder)/alibaba-gpu-v2023/openb_pod_list_default.csv"
        let summary = try TraceSummary(of: AlibabaGPU2023Reader(path))
        #expect(summary.report.rows == 8152)
        #expect(summary.report.rowsSkipped == 897)
        #expect(summary.jobs == 8152 - 897)
        #expect(summary.peak.tasks == 56)
    }
}
