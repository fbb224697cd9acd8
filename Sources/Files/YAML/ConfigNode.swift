/// A value of a config with the place it stands at: a text, a mapping or a sequence.
///
/// Scalars are kept as they are written. What they mean is for whoever reads them to say, so that a workload may be
/// called `on` and `1:30` is not 90.
package struct ConfigNode: Sendable {
    /// A key of a mapping.
    package struct Entry: Sendable {
        /// The key.
        package var key: String
        /// Where the key stands.
        package var place: Place
        /// The value.
        package var value: ConfigNode

        package init(key: String, place: Place, value: ConfigNode) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    /// What a node holds.
    package enum Content: Sendable {
        /// A text; one in quotation marks is never a null or a boolean.
        case scalar(String, isQuoted: Bool)
        /// Keys and values in the order of the file.
        case mapping([Entry])
        /// Values.
        case sequence([ConfigNode])
    }

    /// What the node holds.
    package var content: Content
    /// Where it stands.
    package var place: Place
    /// The sweep axis that put this value here.
    package var axis: Int?

    /// A plain scalar.
    package init(scalar text: String, place: Place) {
        self.init(.scalar(text, isQuoted: false), place: place)
    }

    /// A node.
    package init(_ content: Content, place: Place) {
        self.content = content
        self.place = place
    }

    /// The entries of a mapping; nil for anything else.
    package var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The values of a sequence; nil for anything else.
    package var elements: [ConfigNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The text of a scalar; nil for anything else.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether this is a scalar that YAML reads as "no value".
    package var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// Whether this is a scalar that YAML reads as a truth value.
    package var isBoolean: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text)
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> ConfigNode? {
        entries?.first { $0.key == key }?.value
    }

    /// What the node is, for messages: its text in quotation marks, or its kind.
    package var asFound: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a sequence"
        case .scalar(let text, _): isNull ? "nothing" : text.quoted
        }
    }
}
