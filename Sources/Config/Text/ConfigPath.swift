internal import CellbenchFiles

/// A dotted path to a setting, such as `architectures.omega.schedulers.batch`: where `--set` and sweeps write.
///
/// Architectures and machine classes are named by their names. Names may contain dots: of the keys that a config has,
/// the longest that fits is meant.
struct ConfigPath: Equatable {
    /// The path as written.
    let text: String
    /// Where it is written.
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

    /// The config with a value at this path; mappings on the way that are missing are added.
    func writing(_ value: ConfigNode, into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        try changing(root) { _ in value }
    }

    /// The config with a value at this path, unless it has one there.
    func filling(_ value: ConfigNode, into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        try changing(root) { $0 ?? value }
    }

    private func changing(
        _ root: ConfigNode, _ change: (ConfigNode?) -> ConfigNode
    ) throws(ConfigError) -> ConfigNode {
        // A workload may be named here for the first time, as in decisionTime, and its name may contain dots.
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

    /// The key that names the elements of a list, which the part of the path before `rest` leads to.
    private func label(ofListBefore rest: Substring) throws(ConfigError) -> String {
        guard let label = SettingTree.standard.labels[String(text[..<rest.startIndex].dropLast())] else {
            throw error("a path cannot go into a list; accepted: into architectures and cell.machines, by name")
        }
        return label
    }

    /// The next key and what follows it.
    private func split(_ rest: Substring, names: [String]) -> (key: String, rest: Substring) {
        let fitting = names.filter { rest == $0 || rest.hasPrefix($0 + ".") }
        let first = String(rest.prefix { $0 != "." })
        // What is swept is a path itself, dots and all.
        let isSwept = text.hasPrefix("sweep.") && rest.startIndex > text.startIndex
        let key = fitting.max { $0.utf8.count < $1.utf8.count } ?? (isSwept ? String(rest) : first)
        return (key, rest.dropFirst(key.count).drop { $0 == "." })
    }
}
