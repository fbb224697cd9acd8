internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension Field {
    /// Attributes of machines: values by name, in the spelling of the config.
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

    /// Spread of a job's tasks: a text, or a mapping of places to forms (`{ machine: hard, rack: soft }`).
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

    /// Refuses a spread over racks if the racks of some machines are unknown.
    func checkRacks(of machines: [MachineClass], for requirements: [Requirements]) throws(ConfigError) {
        guard requirements.contains(where: { $0.spread.rack != nil }) else { return }
        guard let first = machines.first(where: { $0.count > 0 && !$0.knowsRacks }) else { return }
        throw error(
            "tasks in different racks, and nobody says in which the machines of class \(first.name.quoted) are; "
                + "accepted: with racks or attributes.rack of the class, or cell.machinesPerRack")
    }

    /// Constraints of jobs on machines: a text, or a list of texts of which all must hold.
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
