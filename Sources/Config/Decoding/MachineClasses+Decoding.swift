internal import CellbenchFiles
internal import CellbenchSimulator

extension Field {
    /// The machine classes of a cell.
    func machineClasses() throws(ConfigError) -> [MachineClass] {
        let fields = try elements("the list of machine classes")
        guard !fields.isEmpty else { throw error("no machine classes; accepted: at least one") }
        var classes: [MachineClass] = []
        var machines = 0
        var pathsByName: [String: String] = [:]
        for field in fields {
            let section = try field.section("a machine class", ConfigSettings.machineClass)
            let nameField = try section.required("class")
            let name = try nameField.name()
            if let first = pathsByName.updateValue(field.path, forKey: name) {
                throw nameField.error("\(name.quoted) is the class of \(first) already; accepted: a class of its own")
            }
            let count = try section.count("count")
            machines += count
            guard machines <= Int(Int32.max) else {
                throw ConfigError(
                    at: field.node["count"]?.place ?? field.node.place, path: field.path(of: "count"),
                    message: "\(machines) machines so far; accepted: at most \(Int32.max) in the cell")
            }
            let capacity = Resources(
                cores: try section.amount("cpu"), gibibytes: try section.amount("memory"),
                gpus: try section.amount("gpu"))
            guard capacity.milliCores > 0, capacity.memoryMiB > 0 else {
                throw field.error("less than the smallest machine; accepted: at least 0.001 cores and 1MiB")
            }
            let attributes = try section.optional("attributes")?.attributes() ?? [:]
            let racks = try section.racks(of: count, attributes)
            classes.append(
                MachineClass(name: name, count: count, capacity: capacity, attributes: attributes, racks: racks))
        }
        guard machines > 0 else { throw error("a cell without machines; accepted: at least one machine") }
        return classes
    }

}

extension SettingsSection {
    /// Number of racks that a class of `machines` machines fills; nil where the class does not say.
    fileprivate func racks(of machines: Int, _ attributes: [String: AttributeValue]) throws(ConfigError) -> Int? {
        guard let field = optional("racks") else { return nil }
        guard attributes[MachineClass.rackAttribute] == nil else {
            throw field.error(
                "all machines of the class are in the rack that attributes name; accepted: one of the two")
        }
        guard let racks = try countIfSet("racks") else { return nil }
        guard racks <= machines || machines == 0 else {
            throw field.error("\(racks) racks for \(machines) machines; accepted: at most one each")
        }
        return racks
    }
}
