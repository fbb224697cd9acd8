public import CellbenchSimulator

/// Workloads to draw jobs from: measured on real clusters, or made up in their likeness.
public enum WorkloadPreset: String, CaseIterable, Sendable {
    /// Google's cell of May 2011, split into `batch` and `service` as in the Omega paper.
    case google2011BatchService = "google-2011-batch-service"
    /// Google's cell of May 2011, split by priority alone.
    case google2011Priority = "google-2011-priority"
    /// Alibaba's GPU cluster of 2023, split by class of service.
    case alibabaGPU2023 = "alibaba-gpu-2023"
    /// A stand-in for the workloads of the Omega paper's cluster A: medium-sized and fairly busy.
    case omegaA = "omega-a"
    /// A stand-in for the workloads of cluster B: among the larger ones.
    case omegaB = "omega-b"
    /// A stand-in for the workloads of cluster C, that of Google's trace of May 2011.
    case omegaC = "omega-c"

    /// The workloads; each quantity is drawn by itself.
    public var workloads: [GeneratedWorkload] {
        // The largest machine, whose capacity was never published, is taken as 32 cores and 128 GiB.
        func google(_ name: String, _ quantiles: PresetQuantiles) -> GeneratedWorkload {
            quantiles.workload(name, largestCores: 32, largestGibibytes: 128)
        }
        return switch self {
        case .google2011BatchService: [google("batch", .google2011Batch), google("service", .google2011Service)]
        case .google2011Priority: [google("batch", .google2011NonProduction), google("service", .google2011Production)]
        case .alibabaGPU2023:
            [
                PresetQuantiles.alibabaGPU2023Batch.workload("batch"),
                PresetQuantiles.alibabaGPU2023Service.workload("service"),
            ]
        case .omegaA, .omegaB, .omegaC: omegaWorkloads
        }
    }

    /// Share of the cell's CPU that runs at the start, unless a config sets another.
    ///
    /// Google's cell: 0.6, to which the Omega paper fills its cells (Schwarzkopf et al., EuroSys 2013). The tasks that
    /// ran there when the trace began had asked for 115 % of the cell's CPU, which no scheduler here would place.
    /// Alibaba's cell: 0, because at most 56 pods ran at once, less than 1 % of the cell.
    public var initialUtilization: Double {
        switch self {
        case .google2011BatchService, .google2011Priority, .omegaA, .omegaB, .omegaC: 0.6
        case .alibabaGPU2023: 0
        }
    }

    /// Source of the data, and its licence.
    public var source: String {
        switch self {
        case .google2011BatchService, .google2011Priority: "Google clusterdata-2011-2, CC-BY 4.0"
        case .alibabaGPU2023: "Alibaba cluster-trace-gpu-v2023, for research and study"
        case .omegaA, .omegaB, .omegaC: "cellbench, after Schwarzkopf et al., EuroSys 2013"
        }
    }
}
