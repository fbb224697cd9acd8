public import CellbenchSimulator

/// What configs may name: the architectures and placement policies of this program.
public struct Components: Sendable {
    /// The kinds of architectures, in the order in which they are listed.
    public let architectures: [ArchitectureKind]
    /// The placement policies, in the order in which they are listed.
    public let policies: [PlacementKind]
    /// The settings that configs then have.
    let settings: SettingTree

    /// What is built in, and further architectures and policies.
    public init(adding architectures: [ArchitectureKind] = [], policies: [PlacementKind] = []) {
        self.architectures = ArchitectureKind.all + architectures
        self.policies = PlacementKind.all + policies
        settings = SettingTree(ConfigSettings.root(architectures: self.architectures, policies: self.policies))
    }

    /// What is built in.
    public static let standard = Components()
}
