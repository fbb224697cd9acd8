internal import CellbenchFiles

/// A dotted path to a setting, to which `--set` and sweeps write: `architectures.omega.schedulers.batch`.
///
/// Architectures and machine classes go by their names. Names may contain dots: the longest key of the config that fits
/// is taken.
struct ConfigPath: Equatable {
    /// The path as written.
    let text: String
    /// Place of the path in the config or the command line.
    let place: Place

    /// A path.
    init(_ text: String, place: Place) throws(ConfigError) {
        self.text = text
        self.place = place
        guard !text.isEmpty, !text.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
            throw error("\(text.quoted) is not a path; accepted: keys with dots between, such as retry.delay")
        }
    }

    static func == (a: ConfigPath, b: ConfigPath) -> Bool { a.text == b.text }

    /// An error about this path.
    func error(_ message: String) -> ConfigError {
        ConfigError(at: place, path: text, message: message)
    }

    /// Config with a value at this path; missing mappings on the way are added.
    func writing(_ value: ConfigNode, into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        try changing(root) { _ in value }
    }

    /// Config with a value at this path; a value that is there stays, and is told to be of an axis of the sweep.
    func filling(_ value: ConfigNode, ofAxis axis: Int, into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        try changing(root) {
            var value = $0 ?? value
            value.axis = axis
            return value
        }
    }

    private func changing(
        _ root: ConfigNode, _ change: (ConfigNode?) -> ConfigNode
    ) throws(ConfigError) -> ConfigNode {
        // A path may be the first to name a workload, as in `decisionTime`, and the name may contain dots.
        let workloads = root["workloads"]?.entries?.map(\.key) ?? []
        return try changing(root, at: text[...], names: workloads, change)
    }

    private func changing(
        _ node: ConfigNode, at rest: Substring, names: [String], _ change: (ConfigNode?) -> ConfigNode
    ) throws(ConfigError) -> ConfigNode {
        guard !rest.isEmpty else { return change(node) }
        var node = node
        switch node.content {
        case .mapping(var entries):
            let (key, rest) = split(rest, names: entries.map(\.key) + names)
            if let index = entries.firstIndex(where: { $0.key == key }) {
                entries[index].value = try changing(entries[index].value, at: rest, names: names, change)
            } else {
                let empty = ConfigNode(.mapping([]), place: place)
                let added = rest.isEmpty ? change(nil) : try changing(empty, at: rest, names: names, change)
                entries.append(.init(key: key, place: place, value: added))
            }
            node.content = .mapping(entries)
        case .sequence(var elements):
            let label = try label(ofListBefore: rest)
            let known = elements.map { $0[label]?.text ?? "" }
            let (name, rest) = split(rest, names: known)
            guard let index = known.firstIndex(of: name) else {
                let what = label == "class" ? "machine class" : "architecture"
                throw error(Name.unknown(name, what, among: known))
            }
            elements[index] = try changing(elements[index], at: rest, names: names, change)
            node.content = .sequence(elements)
        case .scalar:
            guard node.isNull else {
                throw error("there is nothing inside \(node.asFound); accepted: the path of a setting")
            }
            return try changing(ConfigNode(.mapping([]), place: node.place), at: rest, names: names, change)
        }
        return node
    }

    /// Key that names the elements of the list before `rest` in the path.
    private func label(ofListBefore rest: Substring) throws(ConfigError) -> String {
        guard let label = SettingTree.standard.labels[String(text[..<rest.startIndex].dropLast())] else {
            throw error("a path cannot go into a list; accepted: into architectures and cell.machines, by name")
        }
        return label
    }

    /// The next key of the path and the rest after it.
    private func split(_ rest: Substring, names: [String]) -> (key: String, rest: Substring) {
        let fitting = names.filter { rest == $0 || rest.hasPrefix($0 + ".") }
        let first = String(rest.prefix { $0 != "." })
        // Below `sweep` the key is a path itself, with its dots.
        let isSwept = text.hasPrefix("sweep.") && rest.startIndex > text.startIndex
        let key = fitting.max { $0.utf8.count < $1.utf8.count } ?? (isSwept ? String(rest) : first)
        return (key, rest.dropFirst(key.count).drop { $0 == "." })
    }
}
