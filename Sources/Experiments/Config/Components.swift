public import Simulator

/// What configs may name beside what is built in: the architectures of this program.
public struct Components: Sendable {
    /// The kinds of architectures, in the order in which they are listed.
    public let architectures: [ArchitectureKind]
    /// The settings that configs then have.
    let settings: SettingTree

    /// What is built in, and further architectures.
    public init(adding architectures: [ArchitectureKind] = []) {
        self.architectures = ArchitectureKind.all + architectures
        settings = SettingTree(ConfigSettings.root(architectures: self.architectures))
    }

    /// What is built in.
    public static let standard = Components()
}
