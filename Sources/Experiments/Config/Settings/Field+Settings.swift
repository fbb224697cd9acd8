internal import CellbenchSimulator

extension Field {
    /// The settings of a type that describes them; those that are not set are as in its defaults.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - besides: keys that stand beside them and are read by others.
    ///   - workloads: the names of the workloads.
    /// - Returns: the settings.
    /// - Throws: an error of the config at the place of the setting that is to blame.
    func settings<Owner: DescribedSettings>(
        _ type: Owner.Type, besides: [String] = [], workloads: [String] = []
    ) throws(ConfigError) -> Owner {
        let section = try section(Owner.what, keys: besides + Owner.settings.map(\.key))
        var owner = Owner(workloads: workloads.count)
        var given: [String] = []
        for setting in Owner.settings {
            guard let field = setting.isRequired ? try section.required(setting.key) : section.optional(setting.key)
            else { continue }
            let value = try field.value(of: setting.shape, called: setting.key, workloads: workloads)
            if let noun = setting.nounByWorkload { try field.checkAll(value, noun, workloads) }
            if let most = setting.mostInAll { try field.checkSum(value, setting.key, most) }
            setting.set(&owner, value)
            given.append(setting.key)
        }
        do {
            try owner.check(given: given, workloads: workloads)
        } catch {
            throw (error.key.flatMap(section.optional) ?? self).error(error.message)
        }
        return owner
    }

    /// Refuses counts by workload that come to more than `most`; workloads that are not named have one each.
    private func checkSum(_ value: SettingValue, _ key: String, _ most: Int) throws(ConfigError) {
        guard case .byWorkload(let counts) = value else { return }
        let sum = counts.reduce(0) { sum, count in if case .count(let count)? = count { sum + count } else { sum + 1 } }
        guard sum <= most else { throw error("\(sum) \(key); accepted: at most \(most) in all") }
    }

    /// Refuses values by workload of which one is missing.
    private func checkAll(_ value: SettingValue, _ noun: String, _ workloads: [String]) throws(ConfigError) {
        guard case .byWorkload(let values) = value else { return }
        for (name, value) in zip(workloads, values) where value == nil {
            throw error("\(name.quoted) has no \(noun); accepted: a \(noun) for every workload")
        }
    }

    /// The value of a setting of this shape; `key` is what messages call it.
    func value(of shape: SettingShape, called key: String, workloads: [String]) throws(ConfigError) -> SettingValue {
        switch shape {
        case .span(let excludesZero): return .span(try time(mustBePositive: excludesZero))
        case .amount(let quantity, let bounds): return .amount(try amount(quantity, bounds))
        case .count(let range): return .count(try count(range))
        case .fixedCount(let range):
            return .count(try countThatIsNoParameter(Int(range.lowerBound)...Int(clamping: range.upperBound)))
        case .word(let words): return .word(try word(among: words.map(\.word)))
        case .truth: return .word(try word(among: ["true", "false"]))
        case .name: return .word(try name())
        case .text: return .word(try text())
        case .workload: return .workload(try workload(among: workloads))
        case .byWorkload(let shape, _):
            let values = try byWorkload("the \(key.inWords)", workloads, default: nil as SettingValue?) {
                field throws(ConfigError) in
                try field.value(of: shape, called: key, workloads: workloads)
            }
            return .byWorkload(values)
        case .section(let settings):
            let section = try section("a \(key.inWords)", keys: settings.map(\.key))
            var entries: [SettingValue.Entry] = []
            for setting in settings {
                guard let field = setting.isRequired ? try section.required(setting.key) : section.optional(setting.key)
                else { continue }
                let value = try field.value(of: setting.shape, called: setting.key, workloads: workloads)
                entries.append(SettingValue.Entry(key: setting.key, value: value))
            }
            return .section(entries)
        case .distribution, .named, .list, .oneOf, .variants, .either:
            preconditionFailure("\(key) has a reader of its own")
        }
    }

    /// An amount in base units, within bounds.
    func amount(_ quantity: SettingQuantity, _ bounds: SettingBounds = .any) throws(ConfigError) -> Double {
        let value = try number(in: Quantity.of(quantity), mustBePositive: bounds.excludesZero)
        guard bounds.contains(value) else {
            throw error("\(node.asFound) \(bounds.problem); accepted: \(bounds.accepted ?? "an amount")")
        }
        return value
    }
}

extension String {
    /// A key in words: `minimum offer` for `minimumOffer`.
    var inWords: String { reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) } }
}
