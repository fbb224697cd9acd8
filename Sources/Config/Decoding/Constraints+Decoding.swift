internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension Field {
    /// What machines have beside capacity: texts by name, as they are written.
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
            attributes[entry.key] = AttributeValue(text)
        }
        return attributes
    }

    /// How tasks are to be apart: a text, or a mapping of places to forms.
    func spread() throws(ConfigError) -> Spread {
        guard node.entries != nil else {
            let text = try text()
            guard let spread = SpreadText.spread(text) else {
                throw error("\(text.quoted) does not say how tasks are apart; accepted: \(SpreadText.accepted)")
            }
            context.note(.keyword(SpreadText.text(spread)), of: node)
            return spread
        }
        let section = try section("how tasks are apart", ConfigSettings.spread)
        return Spread(
            machine: try section.wordIfSet("machine", Spread.Form.self),
            rack: try section.wordIfSet("rack", Spread.Form.self))
    }

    /// Refuses tasks that are to be in different racks, if these are asked for, where nobody says which machines are in one.
    func checkRacks(of machines: [MachineClass], for requirements: [Requirements]) throws(ConfigError) {
        guard requirements.contains(where: { $0.spread.rack != nil }) else { return }
        guard let first = machines.first(where: { $0.count > 0 && !$0.knowsRacks }) else { return }
        throw error(
            "tasks in different racks, and nobody says in which the machines of class \(first.name.quoted) are; "
                + "accepted: with racks or attributes.rack of the class, or cell.machinesPerRack")
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
