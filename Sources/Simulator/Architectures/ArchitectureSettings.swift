/// A competitor of a scenario: its kind and its settings.
public struct ArchitectureSettings: Sendable {
    /// How it is simulated.
    public let kind: ArchitectureKind
    /// The settings, of the type that the kind has.
    public let settings: any DescribedArchitecture

    /// A competitor; the settings are of the kind's type.
    init(kind: ArchitectureKind, settings: any DescribedArchitecture) {
        self.kind = kind
        self.settings = settings
    }
}

extension ArchitectureSettings: Equatable {
    /// Whether both are of one kind, with equal settings.
    public static func == (a: ArchitectureSettings, b: ArchitectureSettings) -> Bool { a.settings.equals(b.settings) }
}

extension DescribedSettings {
    /// Whether `other` is of this type, and equal.
    fileprivate func equals(_ other: any DescribedSettings) -> Bool { other as? Self == self }
}
