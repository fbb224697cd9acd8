/// Statically partitioned schedulers: the machines are split once, and each workload's scheduler owns its part.
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
        /// By class, the number of machines that have an owner so far.
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

    /// Splits `count` machines by `shares`, in whole machines by largest remainder; of equal remainders the first wins.
    ///
    /// 10 machines by shares of 0.5, 0.25 and 0.25 are split into 5, 3 and 2.
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
    /// By workload, the share of every machine class that the workload's scheduler owns; at most 1 in sum.
    public var shares: [Double]

    /// Settings with the given shares, by workload.
    public init(shares: [Double]) { self.shares = shares }
}

extension PartitionedSettings: DescribedArchitecture {
    /// The kind's name in configs.
    public static let kind = "partitioned"
    /// One sentence that says what the kind is, for `explain`.
    public static let meaning = "One scheduler a workload, each with machines of its own, which are split once."

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .amountByWorkload(
            "shares", .number, \.shares, "Share of the machines of every class that each workload's scheduler owns.",
            .share, noun: "share"
        ).required
    ]

    /// Settings without shares, which configs must give.
    public init(workloads: Int) { self.init(shares: []) }

    /// Checks that the shares add up to 1 at most.
    ///
    /// - Throws: an error that names the sum.
    public mutating func check(workloads: [String]) throws(SettingError) {
        // Rounding may lift the sum of shares such as three times 0.3333333333 above 1.
        let sum = shares.reduce(0, +)
        guard sum <= 1 + 1e-9 else {
            throw SettingError(of: "shares", "the shares add up to \(sum); accepted: at most 1")
        }
    }
}

extension ArchitectureSettings {
    /// A competitor of this kind with the given settings.
    public static func partitioned(_ settings: PartitionedSettings) -> ArchitectureSettings {
        ArchitectureSettings(kind: ArchitectureKind(builtIn: Partitioned.self), settings: settings)
    }
}
