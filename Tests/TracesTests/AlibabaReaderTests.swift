import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

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

    @Test func `Pods are in the order of their creation, those of one time in that of their rows`() throws {
        let (jobs, reader) = try read(
            """
            p-0,4000,1024,1,500,,LS,Running,300,900,301
            p-1,4000,1024,1,500,,BE,Failed,100,800,101
            p-2,8000,2048,1,1000,,Burstable,Succeeded,100,700,205
            """)
        #expect(jobs.map(\.job.submitted.inSeconds) == [100, 100, 300])
        #expect(jobs.map(\.job.demand.milliCores) == [4000, 8000, 4000])
        #expect(jobs.map { reader.workloads[$0.job.workload] } == ["batch", "batch", "service"])
    }

    /// The last time is 900: a pod without a deletion runs until then, and one that failed at 900 has ended.
    @Test func `A pod that runs when the list ends still runs then`() throws {
        let (jobs, _) = try read(
            """
            a,1,1,0,0,,LS,Running,0,900,0
            b,1,1,0,0,,LS,Running,0,800,0
            c,1,1,0,0,,BE,Failed,0,900,0
            d,1,1,0,0,,BE,Running,100,,100
            e,1,1,0,0,,BE,Pending,100,900,
            f,1,1,0,0,,BE,Unknown,200,nan,300
            """)
        #expect(jobs.map(\.isCut) == [true, false, false, true, true])
        #expect(jobs.map(\.job.duration.inSeconds) == [900, 800, 900, 800, 600])
        #expect(jobs.map(\.tasksCut) == [1, 0, 0, 1, 1])
    }

    @Test func `What says nan says nothing, and whole numbers may have a point`() throws {
        let (jobs, _) = try read("a,1000.0,1024.0,1,460.0,nan,LS,Running,0.0,10.0,5.0\n")
        #expect(jobs.map(\.requirements.constraints.isEmpty) == [true])
        #expect(jobs.map(\.job.demand) == [Resources(milliCores: 1000, memoryMiB: 1024, milliGPUs: 460)])
        let error = #expect(throws: TraceError.self) { try read("a,1,1,1,1001,,LS,Running,0,10,5\n") }
        #expect(error?.message == "gpu_milli: \"1001\": accepted: at most 1000, a whole device")
    }

    @Test func `A list without times has what pods ask for, and no part of its time can be chosen`() throws {
        let text = "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np-0,12000,16384,1,1000\np-1,6000,12288,1,460\n"
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let source = TraceSource(.alibabaGPU2023, path)
            let reader = try SelectedJobs(source, TraceSelection())
            let summary = try TraceSummary(of: reader)
            #expect(!summary.hasTimes)
            #expect(summary.workloads.map(\.name) == ["batch"])
            #expect(summary.workloads[0].samples.keys.map(\.rawValue).sorted() == ["cpu", "gpu", "memory", "tasks"])
            #expect(summary.workloads[0].samples[.cpu].map(Array.init) == [6, 12])
            #expect(throws: TraceError.self) { try reader.requireTimes() }
            let changes: [(inout TraceSelection) -> Void] = [
                { $0.start = 1 }, { $0.end = 5 }, { $0.timeScale = 2 }, { $0.passes = 3 },
            ]
            for change in changes {
                var selection = TraceSelection()
                change(&selection)
                #expect(throws: TraceError.self) { try SelectedJobs(source, selection) }
            }
            var one = TraceSelection()
            one.limit = 1
            #expect(try SelectedJobs(source, one).all().count == 1)
        }
    }

    @Test func `A list with some of the times is refused`() throws {
        let text = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,creation_time\n"
        let error = #expect(throws: TraceError.self) {
            try TraceFile.withBytes(Array(text.utf8)) { try AlibabaGPU2023Reader($0) }
        }
        #expect(error?.message.hasPrefix("the column \"deletion_time\" is missing") == true)
    }

    @Test(.enabled(if: TraceFile.isHere("alibaba-gpu-v2023"), TraceFile.missing))
    func `The list of pods has 8,152, of which 897 were never scheduled`() throws {
        let path = "\(TraceFile.realFolder)/alibaba-gpu-v2023/openb_pod_list_default.csv"
        let summary = try TraceSummary(of: AlibabaGPU2023Reader(path))
        #expect(summary.report.rows == 8152)
        #expect(summary.report.rowsSkipped == 897)
        #expect(summary.jobs == 8152 - 897)
        #expect(summary.peak.tasks == 56)
        #expect(summary.tasksCut == 34)
    }
}
