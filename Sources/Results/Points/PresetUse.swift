internal import CellbenchFiles

/// A preset that an experiment used, as a results file says it.
public struct PresetUse: Codable, Equatable, Sendable {
    /// Whether it is of the `cell` or the `workloads`.
    public var part: String
    /// Its name, as configs write it.
    public var name: String
    /// Whose data it is, and under which licence.
    public var source: String

    package init(part: String, name: String, source: String) {
        self.part = part
        self.name = name
        self.source = source
    }
}
