import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct ConstraintTextTests {
    @Test(arguments: [
        ("gpu_model in A10|T4", [Constraint("gpu_model", .in, ["A10", "T4"])]),
        ("gpu_model not in A10", [Constraint("gpu_model", .notIn, ["A10"])]),
        (
            " zone=b ; kernel > 3;",
            [Constraint("zone", .in, ["b"]), Constraint("kernel", .greater, ["3"])]
        ),
        ("zone != b", [Constraint("zone", .notIn, ["b"])]),
        ("cores < 8.5", [Constraint("cores", .less, ["8.5"])]),
        ("rack in 010|10|3.10|9007199254740993", [Constraint("rack", .in, ["010", "10", "3.10", "9007199254740993"])]),
        (
            "id > 9007199254740993; x < 1e400",
            [Constraint("id", .greater, ["9007199254740993"]), Constraint("x", .less, ["1e400"])]
        ),
        ("", []),
    ])
    func `Conditions are read, and their text reads back`(text: String, expected: [Constraint]) {
        let constraints = ConstraintText.constraints(text)
        #expect(constraints == expected)
        #expect(ConstraintText.constraints(ConstraintText.text(expected)) == expected)
    }

    @Test(arguments: [
        "zone", "zone =", "= b", "zone ~ b", "zone = a|b", "zone < b", "zone in", "zone in a||b", "a b = c",
        "zone == b", "w in a not in b", "w = a b", "x < 0x10", "x < inf", "x > nan", "x < 1_000", "x < 1e", "x < .",
        "x < 1e9999999999999999999",
    ])
    func `What is no condition is refused`(text: String) {
        #expect(ConstraintText.constraints(text) == nil)
    }

    @Test func `Words have no spaces`() {
        #expect(!ConstraintText.isWord("a in b"))
    }

    @Test func `Further rows of a job have its constraints, or say none`() throws {
        let header = "submit_time,workload,tasks,task_duration,cpu,memory,part,constraints\n"
        let first = "1,a,1,1,1,1,0,model = T4\n"
        let jobs = try TraceFile.withBytes(Array((header + first + "1,a,1,2,1,1,1,model in T4\n1,a,1,3,1,1,2,\n").utf8))
        {
            try JobListReader($0).all()
        }
        #expect(jobs.map(\.parts.count) == [3])
        for other in ["model = A10", "garbage garbage"] {
            let error = #expect(throws: TraceError.self) {
                try TraceFile.withBytes(Array((header + first + "1,a,1,2,1,1,1,\(other)\n").utf8)) {
                    try JobListReader($0).all()
                }
            }
            #expect(error?.line == 3)
        }
    }

    @Test func `Rows of a job list may have constraints, and are written with them`() throws {
        let header = "submit_time,workload,tasks,task_duration,cpu,memory,constraints\n"
        let text = header + "1,a,1,1,1,1,gpu_model in A10|T4; zone != b\n2,a,1,1,1,1,\n"
        let jobs = try TraceFile.withBytes(Array(text.utf8)) { try JobListReader($0).all() }
        #expect(jobs[0].requirements.constraints.count == 2)
        #expect(jobs[1].requirements.isEmpty)
        let written = JobListText.header + jobs.map { JobListText.rows(of: $0, workload: "a") }.joined()
        let again = try TraceFile.withBytes(Array(written.utf8)) { try JobListReader($0).all() }
        #expect(again.map(\.requirements) == jobs.map(\.requirements))
        let error = #expect(throws: TraceError.self) {
            try TraceFile.withBytes(Array((header + "1,a,1,1,1,1,zone\n").utf8)) { try JobListReader($0).all() }
        }
        #expect(error?.message.hasPrefix("constraints: \"zone\" is not a set of constraints; accepted: ") == true)
        #expect(error?.column == 13)
    }

    @Test(.enabled(if: TraceFile.isHere("alibaba-gpu-v2023"), TraceFile.missing))
    func `A third of Alibaba's pods name the GPUs they accept, and some node has each`() throws {
        let folder = "\(TraceFile.realFolder)/alibaba-gpu-v2023"
        let pods = try AlibabaGPU2023Reader("\(folder)/openb_pod_list_gpuspec33.csv").all()
        let picky = pods.filter { !$0.requirements.constraints.isEmpty }
        #expect((0.2...0.4).contains(Double(picky.count) / Double(pods.count)))
        for machines in [
            try MachineTrace(.alibabaGPU2023, "\(folder)/openb_node_list_all_node.csv").machines(),
            CellPreset.alibabaGPU2023.machines(),
        ] {
            #expect(
                picky.allSatisfy { pod in
                    machines.contains { machine in
                        pod.requirements.constraints.allSatisfy { $0.holds(for: machine.attributes) }
                    }
                })
        }
    }
}
