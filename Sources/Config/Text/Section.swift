package import CellbenchFiles

/// A mapping of settings being read.
///
/// Keys that are not accepted are refused before any value is looked at: a misspelt key is better news than the missing
/// one it would have been.
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

    /// The value of a key, if the section has it.
    package func optional(_ key: String) -> Field? {
        precondition(accepted.contains(key), "a key is read that is not accepted")
        return entries.first { $0.key == key }.map { field.child($0) }
    }

    /// The value of a key the section must have.
    package func required(_ key: String) throws(ConfigError) -> Field {
        guard let value = optional(key) else { throw field.error("\(key.quoted) is missing and has no default") }
        return value
    }
}

extension Field {
    /// This value as a section with the given keys; `what` it is is for messages.
    package func section(_ what: String, keys: [String]) throws(ConfigError) -> Section {
        guard let entries = node.entries else {
            throw error("\(node.asFound) is not \(what); accepted: a mapping of \(keys.joined(separator: ", "))")
        }
        return try Section(entries, of: self, accepting: keys)
    }

    /// The keys of this value, which are the user's own, and their values; `what` they are is for messages.
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
