internal import CellbenchFiles
internal import CellbenchSimulator
internal import Yams

extension ConfigSettings {
    /// Settings of `packing`, which the command `pack` reads.
    static func packing(_ policies: [PlacementKind]) -> [SettingDescription] {
        [
            .init(
                "order",
                .either([
                    .word([
                        SettingWord(listedOrder, "as in the list, or in order of submission"),
                        SettingWord(shuffledOrder, "drawn uniformly for each replication"),
                    ]),
                    .section(orderFile),
                ]), "Order in which tasks arrive.", absent: .value(.word(listedOrder))),
            .init(
                "demand", .amount(.number, .within(1e-6...mostDemand, accepted: "above 0, up to \(Int(mostDemand))")),
                "Demand that arrives, as a share of the cell's capacity: tasks are copied at random, or removed.",
                absent: .said("the list as it is")),
            .init(
                "of", .word(PackingResource.words), "Resource by which demand is measured.",
                absent: .said("gpu in a cell with GPUs, else cpu")),
            .init(
                "policies", .list(.word(policies.map(\.word))),
                "Placement policies that are compared, each with the options of placement that it takes.",
                absent: .said("that of placement")),
            .init(
                "compaction", .section(compaction),
                "Search for the fewest machines that hold the tasks: machines are removed at random.",
                absent: .said("none")),
        ]
    }

    /// The largest demand, as a share of the capacity.
    static let mostDemand = 1000.0

    /// Words for the order of the list, and for one drawn at random.
    static let (listedOrder, shuffledOrder) = ("listed", "shuffled")

    /// Settings of a file of the order.
    static let orderFile: [SettingDescription] = [
        .init(
            "file", .text(what: "a path"),
            "File whose first line ranks the machines among ties; the others name the tasks as they arrive.")
    ]

    /// Settings of the search for the fewest machines, with Borg's defaults.
    static let compaction: [SettingDescription] = [
        .init(
            "trials", .count(1...1000), "Trials, each with its own order of the machines; the 90th percentile counts.",
            absent: .value(.count(11))),
        .init(
            "pending", .amount(.number, .shareOrNone), "Share of the tasks that may find no machine.",
            absent: .value(.amount(0.002))),
    ]

    /// Settings at the top level that `run` requires and `pack` does not.
    static let ofRuns = ["horizon", "architectures"]
}

/// The section `packing`, as a config has it.
struct PackingSettings: Equatable {
    /// Order in which tasks arrive.
    enum Order: Equatable {
        case listed
        case shuffled
        /// That of a file, by its path in the config.
        case file(String)
    }

    /// Order in which tasks arrive.
    var order = Order.listed
    /// Demand that arrives, as a share of the capacity; nil for the list as it is.
    var demand: Double?
    /// Resource by which demand is measured.
    var resource = PackingResource.gpu
    /// Words of the policies.
    var policies: [String] = []
    /// The search for the fewest machines; nil for none.
    var compaction: PackingExperiment.Compaction?

    /// True if a file says in which order tasks arrive.
    var isOfFile: Bool { if case .file = order { true } else { false } }

    /// The section as in `config.yaml`.
    var node: Node {
        var pairs: [(String, Node)] = []
        switch order {
        case .listed: pairs.append(("order", .plain(ConfigSettings.listedOrder)))
        case .shuffled: pairs.append(("order", .plain(ConfigSettings.shuffledOrder)))
        case .file(let path): pairs.append(("order", .flow([("file", .quoted(path))])))
        }
        if let demand { pairs.append(("demand", .number(demand))) }
        pairs.append(("of", .plain(resource.rawValue)))
        pairs.append(("policies", Node(policies.map(Node.plain), .implicit, .flow)))
        if let compaction {
            let settings = [("trials", Node.plain("\(compaction.trials)")), ("pending", .number(compaction.pending))]
            pairs.append(("compaction", .flow(settings)))
        }
        return .block(pairs)
    }
}
