/// The machines are split once, and each workload's scheduler owns its part.
///
/// "Statically partitioned schedulers … assume they have complete control over a set of resources" (Omega paper, §3.2).
struct Partitioned: DirectPlacement, ~Copyable {
    var transactions: FixedArray<Transaction>

    static func layout(_ settings: PartitionedSettings, of scenario: Scenario) -> Layout {
        let names = scenario.workloads.names
        var schedulers = Layout.dedicated(names.map { _ in 1 }, names: names)
        let parts = scenario.machines.map { split($0.count, by: settings.shares) }
        var runs: [MachineRun] = []
        var placed = 0
        /// By class, how many of its machines have an owner.
        var owned = scenario.machines.map { _ in 0 }
        func append(_ count: Int, of number: Int) {
            runs.append(MachineRun(scenario.machines[number], number: number, first: owned[number], count: count))
            owned[number] += count
            placed += count
        }
        for scheduler in schedulers.indices {
            let start = placed
            for number in parts.indices { append(parts[number][scheduler], of: number) }
            schedulers[scheduler].machines = start..<placed
        }
        for number in parts.indices { append(scenario.machines[number].count - owned[number], of: number) }
        var layout = Layout(schedulers, on: scenario)
        layout.machines = runs
        layout.separatesState = true
        return layout
    }

    /// Splits `count` machines by `shares`: whole numbers nearest to them by largest remainder, ties to the first.
    static func split(_ count: Int, by shares: [Double]) -> [Int] {
        let exact = shares.map { Double(count) * $0 }
        var parts = exact.map { Int($0.rounded(.down)) }
        let wanted = min(count, Int(exact.reduce(0, +).rounded()))
        let byRemainder = shares.indices.sorted {
            (Double(parts[$0]) - exact[$0], $0) < (Double(parts[$1]) - exact[$1], $1)
        }
        for part in byRemainder.prefix(max(0, wanted - parts.reduce(0, +))) { parts[part] += 1 }
        return parts
    }

    init(_ settings: PartitionedSettings, in world: borrowing World) {
        transactions = FixedArray(count: world.schedulers.count) { _ in Transaction() }
    }
}

/// Settings of statically partitioned schedulers.
public struct PartitionedSettings: Equatable, Sendable {
    /// The share of every machine class that each workload's scheduler owns, by workload; at most 1 in sum.
    public var shares: [Double]

    /// Partitions of the given shares.
    public init(shares: [Double]) { self.shares = shares }
}

extension PartitionedSettings: DescribedArchitecture {
    /// What configs call it.
    public static let kind = "partitioned"
    /// What it is.
    public static let meaning = "One scheduler a workload, each with machines of its own, which are split once."

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .amountByWorkload(
            "shares", .number, \.shares, "Share of the machines of every class that each workload's scheduler owns.",
            .share, noun: "share"
        ).required
    ]

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init(shares: []) }

    /// Checks what no setting can say by itself.
    ///
    /// - Throws: what is wrong.
    public mutating func check(workloads: [String]) throws(SettingError) {
        // Shares such as three times 0.3333333333 and decimal fractions may exceed 1 by their rounding.
        let sum = shares.reduce(0, +)
        guard sum <= 1 + 1e-9 else {
            throw SettingError(of: "shares", "the shares add up to \(sum); accepted: at most 1")
        }
    }
}

extension ArchitectureSettings {
    /// The architecture with these settings.
    public static func partitioned(_ settings: PartitionedSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: Partitioned.self), settings: settings)
    }
}
