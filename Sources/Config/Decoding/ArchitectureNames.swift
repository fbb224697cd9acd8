internal import CellbenchFiles
internal import CellbenchSimulator

/// Names the architectures that have no name, after their settings: `shared-state-coarse`.
///
/// 1. The kind, and the settings that tell its architectures apart.
/// 2. For equal names, the settings that differ: `two-level-offerInterval-1s`.
/// 3. For names that are still equal, a number: `monolithic-2`.
///
/// Names are given before `--set` and sweeps write into the config, so that an architecture keeps its name through a
/// sweep. Wrong settings are left to the decoder to report.
enum ArchitectureNames {
    /// Config with a `name` in every architecture.
    static func filled(in root: ConfigNode, _ components: Components) -> ConfigNode {
        guard var entries = root.entries,
            let index = entries.firstIndex(where: { $0.key == "architectures" }),
            var architectures = entries[index].value.elements
        else { return root }
        let names = names(of: architectures, components)
        for (number, name) in names.enumerated() {
            guard var settings = architectures[number].entries, architectures[number]["name"] == nil else { continue }
            let place = architectures[number].place
            settings.append(.init(key: "name", place: place, value: ConfigNode(scalar: name, place: place)))
            architectures[number].content = .mapping(settings)
        }
        entries[index].value.content = .sequence(architectures)
        var result = root
        result.content = .mapping(entries)
        return result
    }

    private static func names(of architectures: [ConfigNode], _ components: Components) -> [String] {
        var names = architectures.map { $0["name"]?.text ?? derived(from: $0, components) }
        let isDerived = architectures.map { $0["name"] == nil }
        // Equal names gain the settings in which their architectures differ.
        for (_, numbers) in groups(of: names) {
            let settings = numbers.map { leaves(of: architectures[$0]) }
            for (position, number) in numbers.enumerated() where isDerived[number] {
                var name = names[number]
                for (key, value) in settings[position] where settings.contains(where: { $0[key] != value }) {
                    name += "-" + allowed(key) + "-" + allowed(value)
                }
                if Name.isValid(name) { names[number] = name }
            }
        }
        // Names that are still equal gain a number; names from the config never change.
        for (name, numbers) in groups(of: names) {
            let first = numbers.first { !isDerived[$0] } ?? numbers[0]
            var suffix = 2
            for number in numbers where isDerived[number] && number != first {
                while names.contains("\(name)-\(suffix)") { suffix += 1 }
                names[number] = "\(name)-\(suffix)"
            }
        }
        return names
    }

    private static func allowed(_ text: String) -> String {
        String(decoding: text.utf8.filter(Name.isAllowed), as: UTF8.self)
    }

    private static func derived(from node: ConfigNode, _ components: Components) -> String {
        guard let kind = node["kind"]?.text, Name.isValid(kind) else { return "unknown" }
        guard let known = components.architectures.first(where: { $0.name == kind }) else { return kind }
        return kind + suffix(of: known.settings, from: node)
    }

    /// Suffix of a name, from the settings that tell architectures of a kind apart.
    private static func suffix<Settings: DescribedArchitecture>(of _: Settings.Type, from node: ConfigNode) -> String {
        let defaults = Settings(workloads: 0)
        return Settings.settings.reduce(into: "") { name, setting in
            guard let text = node[setting.key]?.text else { return }
            switch setting.naming {
            case .never: break
            case .always: if Name.isValid(text) { name += "-" + text }
            case .unlessDefault:
                guard case .word(let words) = setting.shape, words.contains(where: { $0.word == text }) else { return }
                if setting.get(defaults) != .word(text) { name += "-" + text }
            }
        }
    }

    /// Numbers of the architectures that share a name, for each name that several have.
    private static func groups(of names: [String]) -> [(name: String, numbers: [Int])] {
        var numbers: [String: [Int]] = [:]
        for (number, name) in names.enumerated() { numbers[name, default: []].append(number) }
        return numbers.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Scalar settings of an architecture by the last key of their path, in the order of the file.
    private static func leaves(of node: ConfigNode) -> Leaves {
        var result = Leaves()
        func visit(_ node: ConfigNode, _ key: String) {
            if let text = node.text { result.append(key, text) }
            for entry in node.entries ?? [] { visit(entry.value, entry.key) }
        }
        for entry in node.entries ?? [] where !["name", "kind"].contains(entry.key) {
            visit(entry.value, entry.key)
        }
        return result
    }

    private struct Leaves: Sequence {
        private var pairs: [(String, String)] = []

        mutating func append(_ key: String, _ value: String) { pairs.append((key, value)) }

        subscript(key: String) -> String? { pairs.first { $0.0 == key }?.1 }

        func makeIterator() -> IndexingIterator<[(String, String)]> { pairs.makeIterator() }
    }
}
