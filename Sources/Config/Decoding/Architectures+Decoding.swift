internal import CellbenchFiles
internal import CellbenchSimulator

extension Field {
    /// Architectures with their names; ``ArchitectureNames`` has named those without one.
    func architectures(workloads: [String]) throws(ConfigError) -> [Settings.Architecture] {
        let fields = try elements("the list of architectures")
        guard !fields.isEmpty else { throw error("no architectures; accepted: at least one") }
        let kinds = context.components.architectures
        let words = kinds.map(\.name)
        var result: [Settings.Architecture] = []
        for field in fields {
            guard field.node.entries != nil else {
                throw field.error("\(field.node.asFound) is not an architecture; accepted: a mapping with its kind")
            }
            guard let kindNode = field.node["kind"] else {
                throw field.error("\"kind\" is missing; accepted: \(words.joined(separator: ", "))")
            }
            let kindField = Field(node: kindNode, path: field.path(of: "kind"), context: context)
            let word = try kindField.word(among: words)
            guard let kind = kinds.first(where: { $0.name == word }) else { preconditionFailure("a kind is listed") }
            let settings = try field.architecture(kind.settings, workloads)
            // Every architecture has a name by now, given or derived.
            guard let nameNode = field.node["name"] else { throw field.error("\"name\" is missing") }
            let nameField = Field(node: nameNode, path: field.path(of: "name"), context: context)
            let name = try nameField.name()
            if let first = result.firstIndex(where: { $0.name == name }) {
                throw nameField.error(
                    "\(name.quoted) is the name of \(fields[first].path) already; accepted: a name of its own")
            }
            guard let architecture = kind.architecture(settings) else {
                preconditionFailure("an architecture has settings of its kind")
            }
            result.append(Settings.Architecture(name: name, settings: architecture))
        }
        return result
    }

    private func architecture<Settings: DescribedArchitecture>(
        _: Settings.Type, _ workloads: [String]
    ) throws(ConfigError) -> any DescribedArchitecture {
        try settings(Settings.self, besides: ["kind", "name"], workloads: workloads)
    }
}
