internal import CellbenchSimulator
internal import Yams

extension SettingValue {
    /// The value as in `config.yaml`.
    ///
    /// - Parameters:
    ///   - shape: the shape of the setting.
    ///   - workloads: the names of the workloads.
    /// - Returns: the value.
    func node(of shape: SettingShape, workloads: [String]) -> Node {
        switch (self, shape) {
        case (.span(let span), _): .time(span)
        case (.amount(let amount), .amount(let quantity, _)), (.amount(let amount), .distribution(let quantity)):
            Node.amount(amount, of: quantity)
        case (.amount(let share), .percentage): .plain(Percentage.text(of: share))
        case (.count(let count), _): .plain("\(count)")
        case (.word(let word), .word), (.word(let word), .truth): .plain(word)
        case (.word(let word), .name): .name(word)
        case (.word(let text), _): .quoted(text)
        case (.workload(let number), _):
            .name(workloads.indices.contains(number) ? workloads[number] : "workload \(number)")
        case (.byWorkload(let values), .byWorkload(let shape, _)):
            .flow(
                zip(workloads, values).compactMap { name, value in
                    value.map { (name, $0.node(of: shape, workloads: workloads)) }
                })
        case (.section(let entries), .section(let settings)):
            .flow(
                entries.compactMap { entry in
                    settings.first { $0.key == entry.key }
                        .map { (entry.key, entry.value.node(of: $0.shape, workloads: workloads)) }
                })
        default: preconditionFailure("a setting is written as it is described")
        }
    }
}

extension DescribedSettings {
    /// The settings as in `config.yaml`, with every default filled in.
    func pairs(workloads: [String] = []) -> [(String, Node)] {
        Self.settings.compactMap { setting in
            setting.get(self).map { (setting.key, $0.node(of: setting.shape, workloads: workloads)) }
        }
    }
}

extension Node {
    /// An amount in base units.
    static func amount(_ value: Double, of quantity: SettingQuantity) -> Node {
        switch quantity {
        case .time: .time(value)
        case .memory: .memory(value)
        case .cores, .devices, .tasks, .number: .number(value)
        }
    }
}
