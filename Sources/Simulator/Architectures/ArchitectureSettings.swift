/// A competitor of a scenario: its kind and its settings.
public struct ArchitectureSettings: Sendable {
    /// The kind, which simulates a scenario.
    public let kind: ArchitectureKind
    /// The settings, whose type is that of ``kind``.
    public let settings: any DescribedArchitecture

    /// A competitor of a kind.
    ///
    /// - Precondition: `settings` is of the kind's type.
    init(kind: ArchitectureKind, settings: any DescribedArchitecture) {
        self.kind = kind
        self.settings = settings
    }
}

extension ArchitectureSettings {
    /// True if the competitor places by a policy of its own in a scenario, whatever the scenario's placement is.
    package func hasOwnPlacement(in scenario: Scenario) -> Bool { kind.hasOwnPlacement(settings, scenario) }
}

extension ArchitectureSettings: Equatable {
    /// True if both have equal settings of one type.
    public static func == (a: ArchitectureSettings, b: ArchitectureSettings) -> Bool { a.settings.equals(b.settings) }
}

extension DescribedSettings {
    /// True if `other` is of this type, and equal.
    fileprivate func equals(_ other: any DescribedSettings) -> Bool { other as? Self == self }
}
