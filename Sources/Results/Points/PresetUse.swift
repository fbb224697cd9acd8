internal import CellbenchFiles

/// A preset of an experiment, as in a results file.
public struct PresetUse: Codable, Equatable, Sendable {
    /// The part of the config: `cell` or `workloads`.
    public var part: String
    /// Name of the preset in configs.
    public var name: String
    /// Owner and licence of the preset's data.
    public var source: String

    package init(part: String, name: String, source: String) {
        self.part = part
        self.name = name
        self.source = source
    }
}
