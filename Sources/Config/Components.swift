public import CellbenchSimulator

/// The architectures and placement policies that configs may name.
public struct Components: Sendable {
    /// The kinds of architectures, in the order of listings.
    public let architectures: [ArchitectureKind]
    /// The placement policies, in the order of listings.
    public let policies: [PlacementKind]
    /// The settings of configs with these components.
    package let settings: SettingTree
    /// The settings of a workload.
    let workload: SettingsTable
    /// The settings of a placement.
    let placement: SettingsTable
    /// The settings of a packing.
    let packing: SettingsTable
    /// The weights of a placement.
    let weights: SettingsTable

    /// The built-in components, and further architectures and policies.
    public init(adding architectures: [ArchitectureKind] = [], policies: [PlacementKind] = []) {
        self.architectures = ArchitectureKind.all + architectures
        self.policies = PlacementKind.all + policies
        let (kinds, words) = (self.architectures.map(\.name), self.policies.map(\.word.word))
        for name in kinds + words {
            precondition(Name.isValid(name) && !name.contains("."), "a name is one that configs can have: \(name)")
        }
        precondition(Set(kinds).count == kinds.count, "every kind of architecture has a name of its own: \(kinds)")
        precondition(Set(words).count == words.count, "every placement policy has a name of its own: \(words)")
        for kind in self.architectures {
            let keys = ["kind", "name"] + kind.settings.variant.settings.map(\.key)
            precondition(Set(keys).count == keys.count, "every setting of \(kind.name) has a key of its own: \(keys)")
        }
        settings = SettingTree(ConfigSettings.root(architectures: self.architectures, policies: self.policies))
        workload = SettingsTable(ConfigSettings.workload(self.policies))
        placement = SettingsTable(ConfigSettings.placement(self.policies))
        packing = SettingsTable(ConfigSettings.packing(self.policies))
        weights = SettingsTable(ConfigSettings.weights(self.policies))
    }

    /// The built-in components.
    public static let standard = Components()
}
