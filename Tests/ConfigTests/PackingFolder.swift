@testable import CellbenchConfig
@testable import CellbenchFiles

/// A list of pods and one of nodes in a folder, and a config that packs them.
struct PackingFolder: ~Copyable {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let nodes = """
        sn,cpu_milli,memory_mib,gpu,model
        n-3,8000,1000,2,T4
        n-1,8000,1000,2,T4
        n-4,4000,1000,0,
        n-2,16000,2000,4,A10

        """
    /// Pod c was never scheduled, and pod a names models.
    static let pods = """
        name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
        c,1000,10,1,500,,BE,Pending,30,,
        a,1000,10,1,1000,T4|A10,LS,Running,20,90,25
        b,2000,20,2,1000,,LS,Succeeded,10,80,11

        """
    static let order = "2 1 0\nb\na\nc\nb\n"
    static let config = """
        name: pods
        cell: { from: { alibaba-gpu-2023: nodes.csv }, where: gpu > 0 }
        workloads: { from: { alibaba-gpu-2023: pods.csv } }
        packing:
          policies: [best-fit, fgd]

        """

    func load(
        _ config: String = Self.config, nodes: String = Self.nodes, pods: String = Self.pods,
        order: String = Self.order,
        _ settings: [String] = []
    ) throws -> PackingExperiment {
        _ = try folder.write("nodes.csv", nodes.utf8)
        _ = try folder.write("pods.csv", pods.utf8)
        _ = try folder.write("order.txt", order.utf8)
        let file = try folder.write("config.yaml", config.utf8)
        let overrides = ConfigOverrides(settings: try settings.map { try ConfigOverrides.Setting(argument: $0) })
        return try PackingExperiment.load(file: file, overrides: overrides)
    }

    /// The error line of loading, with names of files in place of their paths; nil if loading succeeds.
    func failure(
        _ config: String = Self.config, pods: String = Self.pods, order: String = Self.order, _ settings: [String] = []
    ) throws -> String? {
        do {
            _ = try load(config, pods: pods, order: order, settings)
            return nil
        } catch let error as ConfigError {
            let text = error.description
            return ["config.yaml", "pods.csv", "order.txt", "nodes.csv"].reduce(text) { text, name in
                guard let range = text.firstRange(of: name), text[..<range.lowerBound].allSatisfy({ $0 != " " }) else {
                    return text
                }
                return String(text[range.lowerBound...])
            }
        }
    }
}

extension PackingFolder {
    func load(_ settings: [String]) throws -> PackingExperiment { try load(Self.config, settings) }

    func failure(_ settings: [String]) throws -> String? { try failure(Self.config, settings) }

    func failure(pods: String, order: String = Self.order, _ settings: [String]) throws -> String? {
        try failure(Self.config, pods: pods, order: order, settings)
    }

    func failure(order: String, _ settings: [String]) throws -> String? {
        try failure(Self.config, order: order, settings)
    }
}
