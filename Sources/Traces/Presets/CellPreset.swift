public import CellbenchSimulator

/// The machines of real clusters, class by class.
public enum CellPreset: String, CaseIterable, Sendable {
    /// Google's cell of May 2011, cluster C of the Omega paper: 12,583 machines.
    case google2011 = "google-2011"
    /// Alibaba's GPU cluster of 2023: 1,523 machines with 6,212 GPUs.
    case alibabaGPU2023 = "alibaba-gpu-2023"
    /// A stand-in for cluster A of the Omega paper: 4,000 equal machines. See ``WorkloadPreset/omegaA``.
    case omegaA = "omega-a"
    /// A stand-in for cluster B of the Omega paper: 15,000 equal machines.
    case omegaB = "omega-b"
    /// A stand-in for cluster C of the Omega paper: 12,583 equal machines, as many as Google's cell of May 2011 has.
    case omegaC = "omega-c"
    /// The mix of the shipped head-to-head: 1,000 machines, 50 % standard, 30 % with more cores, 15 % with GPUs, 5 %
    /// large.
    case seedMix = "seed-mix"

    /// The machine classes, with `scale` times as many machines each, rounded to a whole number.
    public func machines(scale: Double = 1) -> [MachineClass] {
        table.map { name, count, cores, gibibytes, gpus in
            // Names of classes with GPUs begin with their model, in lower case.
            let model = self == .alibabaGPU2023 && gpus > 0 ? name.prefix { $0 != "-" }.uppercased() : nil
            return MachineClass(
                name: name, count: Int((Double(count) * scale).rounded()),
                capacity: Resources(cores: cores, gibibytes: gibibytes, gpus: gpus),
                attributes: model.map { [AlibabaGPU2023Nodes.modelAttribute: AttributeValue($0)] } ?? [:])
        }
    }

    /// Source of the data, and its licence.
    public var source: String {
        switch self {
        case .google2011: "Reiss et al., SoCC 2012, table 1, of Google clusterdata-2011-2, CC-BY 4.0"
        case .alibabaGPU2023: "Alibaba cluster-trace-gpu-v2023, for research and study"
        case .seedMix, .omegaA, .omegaB, .omegaC: "cellbench"
        }
    }

    /// The workloads that belong to the cell; nil where there are none.
    public var workloads: WorkloadPreset? {
        switch self {
        case .google2011: .google2011BatchService
        case .alibabaGPU2023: .alibabaGPU2023
        case .omegaA: .omegaA
        case .omegaB: .omegaB
        case .omegaC: .omegaC
        case .seedMix: nil
        }
    }

    private typealias Row = (name: String, count: Int, cores: Double, gibibytes: Double, gpus: Double)

    private var table: [Row] {
        switch self {
        case .google2011: CellPreset.google2011Machines
        case .alibabaGPU2023: CellPreset.alibabaGPU2023Machines
        case .omegaA: [("standard", 4000, 16, 64, 0)]
        case .omegaB: [("standard", 15_000, 16, 64, 0)]
        case .omegaC: [("standard", 12_583, 16, 64, 0)]
        case .seedMix:
            [
                ("standard", 500, 8, 16, 0), ("high-cpu", 300, 16, 32, 0), ("gpu", 150, 8, 32, 2),
                ("large", 50, 32, 128, 0),
            ]
        }
    }

    /// The paper's table has fractions of the largest machine, which is taken as 32 cores and 128 GiB.
    private static let google2011Machines: [Row] = [
        ("half-half", 6732, 16, 64, 0), ("half-quarter", 3863, 16, 32, 0), ("half-three-quarters", 1001, 16, 96, 0),
        ("whole", 795, 32, 128, 0), ("quarter-quarter", 126, 8, 32, 0), ("half-eighth", 52, 16, 15.36, 0),
        ("half-thirtieth", 5, 16, 3.84, 0), ("half-whole", 5, 16, 124.16, 0), ("whole-half", 3, 32, 64, 0),
        ("half-sixteenth", 1, 16, 7.68, 0),
    ]

    /// A name has the model and number of GPUs, the cores and the GiB.
    private static let alibabaGPU2023Machines: [Row] = [
        ("g2-8-96c-384g", 549, 96, 384, 8),
        ("t4-2-104c-512g", 387, 104, 512, 2),
        ("cpu-32c-256g", 129, 32, 256, 0),
        ("p100-2-16c-120g", 107, 16, 120, 2),
        ("cpu-96c-512g", 59, 96, 512, 0),
        ("g3-8-128c-768g", 39, 128, 768, 8),
        ("cpu-96c-384g", 30, 96, 384, 0),
        ("v100m16-4-32c-128g", 28, 32, 128, 4),
        ("cpu-32c-128g", 23, 32, 128, 0),
        ("cpu-64c-512g", 22, 64, 512, 0),
        ("p100-2-64c-256g", 22, 64, 256, 2),
        ("v100m32-8-96c-768g", 21, 96, 768, 8),
        ("cpu-104c-512g", 20, 104, 512, 0),
        ("v100m16-1-8c-32g", 19, 8, 32, 1),
        ("t4-4-96c-384g", 17, 96, 384, 4),
        ("cpu-32c-64g", 10, 32, 64, 0),
        ("v100m32-4-48c-368g", 9, 48, 368, 4),
        ("cpu-64c-256g", 8, 64, 256, 0),
        ("v100m16-8-64c-256g", 7, 64, 256, 8),
        ("cpu-64c-128g", 4, 64, 128, 0),
        ("cpu-104c-768g", 3, 104, 768, 0),
        ("p100-1-8c-60g", 3, 8, 60, 1),
        ("a10-1-128c-1024g", 2, 128, 1024, 1),
        ("p100-2-8c-60g", 2, 8, 60, 2),
        ("cpu-104c-192g", 1, 104, 192, 0),
        ("cpu-96c-768g", 1, 96, 768, 0),
        ("v100m16-8-82c-336g", 1, 82, 336, 8),
    ]
}
