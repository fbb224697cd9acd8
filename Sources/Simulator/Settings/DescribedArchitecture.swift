/// The settings of an architecture.
public protocol DescribedArchitecture: DescribedSettings {
    /// What configs call it: `two-level`.
    static var kind: String { get }
    /// One sentence that says what it is.
    static var meaning: String { get }
    /// How many times as long a run takes as a monolithic one's, to begin with the points that take longest.
    static var costFactor: Double { get }
    /// Bytes that it keeps for each machine, beside those of the cell.
    static var bytesPerMachine: Double { get }
    /// How many schedulers it has; nil for one a workload, or fewer.
    var schedulerCount: Int? { get }
}

extension DescribedArchitecture {
    /// What messages call it: `a two-level architecture`.
    public static var what: String { "a \(kind) architecture" }
    /// As long as a monolithic one.
    public static var costFactor: Double { 1 }
    /// None.
    public static var bytesPerMachine: Double { 0 }
    /// As many as its setting `schedulers` says; one a workload where it has none.
    public var schedulerCount: Int? {
        Self.settings.first { $0.key == "schedulers" }?.get(self)?.sumOfCounts
    }

    /// Its settings, for whoever explains them.
    public static var variant: SettingVariant { SettingVariant(kind, meaning, descriptions(workloads: 1)) }
}
