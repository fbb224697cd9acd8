package import CellbenchSimulator

/// A list of a real cluster's machines: its format and its path.
public struct MachineTrace: Hashable, Sendable {
    /// The formats, by the words that users write.
    public enum Format: String, CaseIterable, Sendable {
        /// Google's cluster trace of 2011: the folder that has `machine_events`.
        case google2011
        /// Alibaba's GPU cluster trace of 2023: the list of nodes.
        case alibabaGPU2023 = "alibaba-gpu-2023"
    }

    /// Format of the list.
    public var format: Format
    /// Path of the file or folder.
    public var path: String
    /// Options for Google's trace, with the machine of which amounts are fractions.
    public var options: Google2011Options

    /// A list of machines.
    public init(_ format: Format, _ path: String, _ options: Google2011Options = Google2011Options()) {
        self.format = format
        self.path = path
        self.options = options
    }

    /// The machines by class, the class of most machines first.
    ///
    /// - Throws: ``TraceError`` if they cannot be read, or a row is malformed.
    package func machines() throws(TraceError) -> [MachineClass] { try read(tap: nil).machines }

    /// The machines by class, the class of most machines first, and notes about them, a sentence each.
    ///
    /// - Parameter tap: takes the bytes of the files as they are read.
    /// - Returns: the machines and the notes.
    /// - Throws: ``TraceError`` if they cannot be read, or a row is malformed.
    package func read(tap: ByteTap?) throws(TraceError) -> (machines: [MachineClass], notes: [String]) {
        let counts: [MachineKind: Int]
        let notes: [String]
        switch format {
        case .google2011: (counts, notes) = try Google2011Machines.read(path, options, tap: tap)
        case .alibabaGPU2023: (counts, notes) = (try AlibabaGPU2023Nodes.read(path, tap: tap), [])
        }
        guard !counts.isEmpty else {
            let why = notes.map { ": \($0)" }.joined()
            throw TraceError(file: path, message: "no machines\(why); accepted: at least one")
        }
        let machines = counts.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
            .map {
                MachineClass(
                    name: $0.key.name, count: $0.value, capacity: $0.key.capacity, attributes: $0.key.attributes)
            }
        return (machines, notes)
    }

    /// Names of the machines by the name of their class; none for a format whose machines have no names.
    ///
    /// - Parameter tap: takes the bytes of the file as they are read.
    /// - Returns: the names.
    /// - Throws: ``TraceError`` if they cannot be read, or a row is malformed.
    package func names(tap: ByteTap?) throws(TraceError) -> [String: [String]] {
        guard format == .alibabaGPU2023 else { return [:] }
        let names = try AlibabaGPU2023Nodes.names(path, tap: tap)
        return Dictionary(uniqueKeysWithValues: names.map { ($0.key.name, $0.value) })
    }
}

/// Machines that are alike.
struct MachineKind: Hashable {
    var name: String
    var capacity: Resources
    var attributes: [String: AttributeValue] = [:]
}
