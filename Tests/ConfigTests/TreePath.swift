internal import Yams

@testable import CellbenchConfig
@testable import CellbenchFiles

/// A place in a config's tree, for tests that change what is there.
struct TreePath: CustomStringConvertible {
    enum Step: Equatable {
        case key(String)
        case index(Int)
    }

    var steps: [Step]

    var description: String {
        steps.map { step in
            switch step {
            case .key(let key): key
            case .index(let index): "\(index)"
            }
        }.joined(separator: "/")
    }

    /// All places of a tree but its root.
    static func all(in tree: ConfigNode) -> [TreePath] {
        var result: [TreePath] = []
        func visit(_ node: ConfigNode, _ steps: [Step]) {
            if !steps.isEmpty { result.append(TreePath(steps: steps)) }
            for entry in node.entries ?? [] { visit(entry.value, steps + [.key(entry.key)]) }
            for (index, element) in (node.elements ?? []).enumerated() { visit(element, steps + [.index(index)]) }
        }
        visit(tree, [])
        return result
    }

    /// The node at this place.
    func node(in tree: ConfigNode) -> ConfigNode? {
        var node: ConfigNode? = tree
        for step in steps {
            switch step {
            case .key(let key): node = node?[key]
            case .index(let index): node = node?.elements?[index]
            }
        }
        return node
    }

    /// True if the last key is one of the program's, and not a name of the user's.
    var isKnownKey: Bool {
        guard case .key = steps.last else { return false }
        let parent = steps.dropLast().last
        let own: [Step] = ["workloads", "decisionTime", "schedulers", "shares", "choice", "sweep"].map { .key($0) }
        return !own.contains { $0 == parent }
    }

    /// The tree with an entry changed or removed.
    func replacing(
        in tree: ConfigNode, _ change: ((key: String?, node: ConfigNode)) -> (key: String?, node: ConfigNode)?
    ) -> ConfigNode {
        replacing(in: tree, steps[...], change)
    }

    private func replacing(
        in node: ConfigNode, _ rest: ArraySlice<Step>,
        _ change: ((key: String?, node: ConfigNode)) -> (key: String?, node: ConfigNode)?
    ) -> ConfigNode {
        guard let step = rest.first else { return node }
        let isLast = rest.count == 1
        var node = node
        switch (step, node.content) {
        case (.key(let key), .mapping(let entries)):
            node.content = .mapping(
                entries.compactMap { entry in
                    guard entry.key == key else { return entry }
                    var entry = entry
                    guard isLast else {
                        entry.value = replacing(in: entry.value, rest.dropFirst(), change)
                        return entry
                    }
                    guard let changed = change((entry.key, entry.value)) else { return nil }
                    entry.key = changed.key ?? entry.key
                    entry.value = changed.node
                    return entry
                })
        case (.index(let index), .sequence(let elements)):
            node.content = .sequence(
                elements.enumerated().compactMap { number, element in
                    guard number == index else { return element }
                    return isLast ? change((nil, element))?.node : replacing(in: element, rest.dropFirst(), change)
                })
        default: break
        }
        return node
    }
}

/// Writes a tree as YAML.
enum YAMLText {
    static func of(_ node: ConfigNode) throws -> String { try serialize(node: Node(node), width: -1) }
}
