internal import CellbenchFiles
internal import CellbenchSimulator

extension SettingTree {
    /// Names of workloads that a config's settings mention, in the order of the descriptions.
    ///
    /// A name is a key of values by workload, or the value of a setting that takes a workload.
    func workloads(namedIn root: ConfigNode) -> [String] {
        var names: [String] = []
        func visit(_ node: ConfigNode, _ shape: SettingShape) {
            switch shape {
            case .workload: if let name = node.text { names.append(name) }
            case .byWorkload(let inner, let beside):
                for entry in node.entries ?? [] where !beside.contains(where: { $0.key == entry.key }) {
                    names.append(entry.key)
                    visit(entry.value, inner)
                }
            case .section(let settings), .oneOf(let settings, _): visit(node, settings)
            case .list(.variants(let key, _, let variants), _):
                for element in node.elements ?? [] {
                    let variant = variants.first { $0.word == element[key]?.text }
                    visit(element, variant?.settings ?? [])
                }
            default: break
            }
        }
        func visit(_ node: ConfigNode, _ settings: [SettingDescription]) {
            for setting in settings {
                if let value = node[setting.key] { visit(value, setting.shape) }
            }
        }
        visit(root, self.settings)
        return names
    }
}
