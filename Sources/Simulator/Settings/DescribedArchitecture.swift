/// The settings of an architecture, with the kind's name and what a run of it costs.
public protocol DescribedArchitecture: DescribedSettings {
    /// The kind's name in configs: `two-level`.
    static var kind: String { get }
    /// One sentence that says what the kind is, for `explain`.
    static var meaning: String { get }
    /// Run time as a multiple of a monolithic run's; the points that take longest are run first.
    static var costFactor: Double { get }
    /// Bytes that the architecture keeps for each machine, beside those of the cell.
    static var bytesPerMachine: Double { get }
    /// Number of schedulers; nil for one for each workload, or fewer.
    var schedulerCount: Int? { get }
}

extension DescribedArchitecture {
    /// Noun phrase for messages: `a two-level architecture`.
    public static var what: String { "a \(kind) architecture" }
    /// 1: the run time of a monolithic run.
    public static var costFactor: Double { 1 }
    /// 0 bytes.
    public static var bytesPerMachine: Double { 0 }
    /// The sum of the setting `schedulers`; nil where there is no such setting.
    public var schedulerCount: Int? {
        Self.settings.first { $0.key == "schedulers" }?.get(self)?.sumOfCounts
    }

    /// The variant of ``SettingShape/variants(key:common:_:)`` that describes this kind.
    public static var variant: SettingVariant { SettingVariant(kind, meaning, descriptions(workloads: 1)) }
}
