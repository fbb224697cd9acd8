/// A value of a config with its place: a text, a mapping or a sequence.
///
/// Scalars stay texts, and their readers decide what they mean. So a workload may be called `on`, and `1:30` is not 90.
package struct ConfigNode: Sendable {
    /// A key of a mapping.
    package struct Entry: Sendable {
        /// The key.
        package var key: String
        /// Place of the key.
        package var place: Place
        /// The value.
        package var value: ConfigNode

        package init(key: String, place: Place, value: ConfigNode) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    /// Content of a node.
    package enum Content: Sendable {
        /// A text; one in quotation marks is never a null or a boolean.
        case scalar(String, isQuoted: Bool)
        /// Keys and values in the order of the file.
        case mapping([Entry])
        /// Values.
        case sequence([ConfigNode])
    }

    /// The content.
    package var content: Content
    /// Place of the node.
    package var place: Place
    /// Number of the sweep axis that changes the value; nil where the sweep does not.
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

    /// True for a scalar that YAML reads as null.
    package var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// True for a scalar that YAML reads as a truth value.
    package var isBoolean: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text)
    }

    /// Value of a mapping's key; nil if there is none.
    package subscript(key: String) -> ConfigNode? {
        entries?.first { $0.key == key }?.value
    }

    /// Description for messages: a scalar's text in quotation marks, or the node's kind.
    package var asFound: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a sequence"
        case .scalar(let text, _): isNull ? "nothing" : text.quoted
        }
    }
}
