package import CellbenchFiles

/// A mapping of settings that is being read.
///
/// Unknown keys are refused before any value is read, so that a misspelt key is reported as such and not as a missing
/// one.
package struct Section {
    /// The section as a whole.
    package let field: Field
    private let entries: [ConfigNode.Entry]
    private let accepted: [String]

    /// A section with the given keys.
    init(_ entries: [ConfigNode.Entry], of field: Field, accepting accepted: [String]) throws(ConfigError) {
        self.field = field
        self.entries = entries
        self.accepted = accepted
        if let unknown = entries.first(where: { !accepted.contains($0.key) }) {
            let nearest = NearestName.of(unknown.key, among: accepted) ?? ""
            throw ConfigError(
                at: unknown.place, path: field.path(of: unknown.key),
                message: "unknown key \(unknown.key.quoted); the nearest known key is \(nearest.quoted); "
                    + "accepted here: \(accepted.joined(separator: ", "))")
        }
    }

    /// Value of a key; nil where the section has none.
    package func optional(_ key: String) -> Field? {
        precondition(accepted.contains(key), "a key is read that is not accepted")
        return entries.first { $0.key == key }.map { field.child($0) }
    }

    /// Value of a key that the section must have.
    package func required(_ key: String) throws(ConfigError) -> Field {
        guard let value = optional(key) else { throw field.error("\(key.quoted) is missing and has no default") }
        return value
    }
}

extension Field {
    /// This value as a section with the given keys; messages call the section `what`.
    package func section(_ what: String, keys: [String]) throws(ConfigError) -> Section {
        guard let entries = node.entries else {
            throw error("\(node.asFound) is not \(what); accepted: a mapping of \(keys.joined(separator: ", "))")
        }
        return try Section(entries, of: self, accepting: keys)
    }

    /// Entries of a mapping with keys of the user's own; messages call the mapping `what`.
    package func children(_ what: String, keys: String) throws(ConfigError) -> [(entry: ConfigNode.Entry, field: Field)]
    {
        guard let entries = node.entries else {
            throw error("\(node.asFound) is not \(what); accepted: a mapping with \(keys) as keys")
        }
        return entries.map { ($0, child($0)) }
    }

    /// The value of an entry of this value.
    fileprivate func child(_ entry: ConfigNode.Entry) -> Field {
        Field(node: entry.value, path: path(of: entry.key), context: context)
    }

    /// The path of a key of this value.
    package func path(of key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
