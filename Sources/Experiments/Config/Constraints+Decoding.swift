internal import Simulator
internal import Traces

extension Field {
    /// What machines have beside capacity: words and numbers by name.
    func attributes() throws(ConfigError) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        for (entry, field) in try children("the attributes of machines", keys: "names") {
            guard ConstraintText.isName(entry.key) else {
                throw ConfigError(
                    at: entry.place, path: field.path,
                    message:
                        "\(entry.key.quoted) is not a name; accepted: letters, digits, dots, underscores, slashes, hyphens"
                )
            }
            let text = try field.text()
            guard ConstraintText.isWord(text) else {
                throw field.error(
                    "\(text.quoted) is not a word; accepted: a number, or a text without spaces, quotes and any of ; | < > = !"
                )
            }
            attributes[entry.key] = ConstraintText.value(text)
        }
        return attributes
    }

    /// What jobs ask of machines: a text, or a list of them, all of which must hold.
    func constraints() throws(ConfigError) -> [Constraint] {
        let fields = node.elements == nil ? [self] : try elements("a list of constraints")
        var all: [Constraint] = []
        for field in fields {
            let text = try field.text()
            guard let constraints = ConstraintText.constraints(text), !constraints.isEmpty else {
                throw field.error("\(text.quoted) is not a set of constraints; accepted: \(ConstraintText.accepted)")
            }
            all += constraints
        }
        return all
    }
}
