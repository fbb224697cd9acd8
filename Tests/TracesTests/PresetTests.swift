import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct PresetTests {
    private func total(_ machines: [MachineClass]) -> (count: Int, gpus: Int64) {
        (
            machines.reduce(0) { $0 + $1.count },
            machines.reduce(0) { $0 + Int64($1.count) * $1.capacity.milliGPUs / 1000 }
        )
    }

    @Test func `Cells have the machines that were published`() {
        #expect(total(CellPreset.google2011.machines()) == (12_583, 0))
        #expect(total(CellPreset.alibabaGPU2023.machines()) == (1523, 6212))
        #expect(total(CellPreset.seedMix.machines()) == (1000, 300))
    }

    @Test func `A scaled cell has so many times as many machines of each class, to the nearest`() {
        let tenth = CellPreset.google2011.machines(scale: 0.1)
        #expect(tenth.map(\.count) == [673, 386, 100, 80, 13, 5, 1, 1, 0, 0])
        #expect(tenth.map(\.name) == CellPreset.google2011.machines().map(\.name))
        #expect(total(CellPreset.seedMix.machines(scale: 10)).count == 10_000)
    }

    @Test func `Workloads have the levels and quantiles that were measured`() {
        for preset in WorkloadPreset.allCases {
            #expect(preset.workloads.map(\.name) == ["batch", "service"])
            #expect(!preset.source.isEmpty)
            #expect((0..<1).contains(preset.initialUtilization))
        }
        let batch = WorkloadPreset.google2011BatchService.workloads[0]
        #expect(batch.duration.quantile(0.5) == 164.157661)
        #expect(batch.tasks.quantile(0.95) == 100)
        // A 40th of the largest machine.
        #expect(abs(batch.cpu.quantile(0.4) - 0.02499 * 32) < 1e-12)
        #expect(WorkloadPreset.alibabaGPU2023.workloads.allSatisfy { $0.tasks == Distribution(.constant(1)) })
    }

    /// Properties of the Omega paper's clusters (EuroSys 2013, §2.1 and §4).
    ///
    /// Over 80 % of the jobs are batch jobs. Service jobs run longer and have 55 to 80 % of the resources. Cells are
    /// filled to 60 %.
    @Test(arguments: [CellPreset.omegaA, .omegaB, .omegaC])
    func `The stand-ins for the Omega paper's clusters are what it says of them`(cell: CellPreset) throws {
        let cores = cell.machines().reduce(0) { $0 + Double($1.count) * Double($1.capacity.milliCores) / 1000 }
        let preset = try #require(cell.workloads)
        #expect(preset.rawValue == cell.rawValue && preset.initialUtilization == 0.6)
        let (batch, service) = (preset.workloads[0], preset.workloads[1])
        func load(_ workload: GeneratedWorkload) -> Double {
            (workload.tasks.mean + 0.5) / workload.interarrival.mean * workload.duration.mean * workload.cpu.mean
                / cores
        }
        #expect(abs(load(batch) + load(service) - 0.6) < 0.012, "\(load(batch)) \(load(service))")
        #expect((0.55...0.8).contains(load(service) / (load(batch) + load(service))))
        let rates = [batch, service].map { 1 / $0.interarrival.mean }
        #expect(rates[0] / (rates[0] + rates[1]) > 0.8)
        #expect(service.duration.mean > 10 * batch.duration.mean && service.tasks.mean < batch.tasks.mean)
    }

    /// Decision times are 0.1 s a job and 5 ms a task.
    ///
    /// In the paper's figure 8, A is saturated at 2.5 times and B at 6 times the arrivals.
    @Test func `The batch arrivals of A and B are as its figure 8 has them saturated`() {
        for (preset, times) in [(WorkloadPreset.omegaA, 2.5), (.omegaB, 6)] {
            let batch = preset.workloads[0]
            let busyness = (0.1 + 0.005 * (batch.tasks.mean + 0.5)) / batch.interarrival.mean
            #expect(abs(busyness * times - 1) < 0.02, "\(busyness)")
        }
    }

    @Test(.enabled(if: TraceFile.isHere("alibaba-gpu-v2023"), TraceFile.missing))
    func `Alibaba's preset has the nodes of the trace, and the quantiles of its pods`() throws {
        let folder = "\(TraceFile.realFolder)/alibaba-gpu-v2023"
        let nodes = try MachineTrace(.alibabaGPU2023, "\(folder)/openb_node_list_all_node.csv").machines()
        #expect(nodes == CellPreset.alibabaGPU2023.machines())
        let pods = try TraceSummary(of: AlibabaGPU2023Reader("\(folder)/openb_pod_list_default.csv"))
        for workload in WorkloadPreset.alibabaGPU2023.workloads {
            let sample = try #require(pods.workloads.first { $0.name == workload.name }?.samples)
            for level in PresetQuantiles.levels where level > 0 && level < 1 {
                #expect(workload.duration.quantile(level) == sample[.duration]?.quantile(level))
                #expect(workload.interarrival.quantile(level) == sample[.interarrival]?.quantile(level))
                #expect(workload.gpu.quantile(level) == sample[.gpu]?.quantile(level))
            }
        }
    }

    @Test(.enabled(if: TraceFile.isHere("google-2011/jobs.csv"), TraceFile.missing))
    func `Google's preset is near the job list made of the trace`() throws {
        let list = try TraceSummary(of: JobListReader("\(TraceFile.realFolder)/google-2011/jobs.csv"))
        let jobs = try #require(list.workloads.first { $0.name == "batch" }?.samples)
        let batch = WorkloadPreset.google2011BatchService.workloads[0]
        // The list lacks the tenth of the jobs that have no request.
        for level in [0.5, 0.75, 0.9] {
            let ratio = batch.duration.quantile(level) / (jobs[.duration]?.quantile(level) ?? 0)
            #expect((0.5...2).contains(ratio))
        }
    }

    @Test func `Machines of Google's trace are those that are there when it begins`() throws {
        let events = """
            timestamp,machine ID,event type,platform ID,CPU capacity,memory capacity
            # what is there when it begins
            0,5,0,HofLGzk,0.5,0.2493
            0,6,0,HofLGzk,0.5,0.2493
            0,7,0,GtXakjp,1,1
            0,8,0,GtXakjp,,
            600000000,6,2,HofLGzk,0.5,0.5
            900000000,9,0,GtXakjp,1,1

            """
        try TraceFile.withFolder(["machine_events/part-00000-of-00001.csv": Data(events.utf8)]) { folder in
            let machines = try MachineTrace(.google2011, folder).machines()
            #expect(machines.map(\.name).sorted() == ["p1-50-25", "p1-50-50", "p2-100-100"])
            #expect(machines.allSatisfy { $0.count == 1 })
            #expect(machines.first { $0.name == "p2-100-100" }?.capacity == Resources(cores: 32, gibibytes: 128))
        }
    }

    @Test(arguments: [
        (
            "sn,cpu_milli,memory_mib,gpu\n",
            "the column \"model\" is missing; accepted: a header with sn, cpu_milli, memory_mib, gpu, model"
        ),
        (
            "sn,cpu_milli,memory_mib,gpu,model\na,1.5,2,0,\n",
            "cpu_milli: \"1.5\": accepted: a whole number from 0 to 2147483647"
        ),
        ("sn,cpu_milli,memory_mib,gpu,model\na,0,2,0,\n", "a node without CPU or memory; accepted: some of both"),
        ("sn,cpu_milli,memory_mib,gpu,model\n", "no machines; accepted: at least one"),
    ])
    func `Malformed lists of nodes say what is wrong`(text: String, message: String) throws {
        let error = #expect(throws: TraceError.self) {
            try TraceFile.withBytes(Array(text.utf8)) { try MachineTrace(.alibabaGPU2023, $0).machines() }
        }
        #expect(error?.message == message)
    }
}
