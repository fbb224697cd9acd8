internal import CellbenchFiles
internal import CellbenchSimulator

extension Field {
    /// Settings of a type that describes them; a key that is not set has the type's default.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - besides: keys of the same section that another reader takes.
    ///   - workloads: the names of the workloads.
    /// - Returns: the settings.
    /// - Throws: an error of the config at the place of the wrong setting.
    func settings<Owner: DescribedSettings>(
        _ type: Owner.Type, besides: [String] = [], workloads: [String] = []
    ) throws(ConfigError) -> Owner {
        // A closure: a key path of a generic type would be made anew by every decoding.
        let section = try section(Owner.what, keys: besides + Owner.settings.map { $0.key })
        var owner = Owner(workloads: workloads.count)
        for setting in Owner.settings {
            guard let field = try section.field(setting.key, isRequired: setting.isRequired) else { continue }
            let value = try field.value(of: setting.shape, called: setting.key, workloads: workloads)
            if let noun = setting.nounByWorkload { try field.checkAll(value, noun, workloads) }
            setting.set(&owner, value)
            if let most = setting.mostInAll, let sum = setting.get(owner)?.sumOfCounts, sum > most {
                throw field.error("\(sum) \(setting.key); accepted: at most \(most) in all")
            }
        }
        do {
            try owner.check(workloads: workloads)
        } catch {
            throw (error.key.flatMap(section.optional) ?? self).error(error.message)
        }
        return owner
    }

    /// Refuses values by workload of which one is missing: a share for `batch` and none for `service`.
    private func checkAll(_ value: SettingValue, _ noun: String, _ workloads: [String]) throws(ConfigError) {
        guard case .byWorkload(let values) = value else { return }
        for (name, value) in zip(workloads, values) where value == nil {
            throw error("\(name.quoted) has no \(noun); accepted: a \(noun) for every workload")
        }
    }

    /// Value of a setting of a shape; messages call the setting `key`.
    func value(of shape: SettingShape, called key: String, workloads: [String]) throws(ConfigError) -> SettingValue {
        switch shape {
        case .span(let excludesZero): return .span(try time(mustBePositive: excludesZero))
        case .amount(let quantity, let bounds): return .amount(try amount(quantity, bounds))
        case .percentage: return .amount(try percentage())
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
                guard let field = try section.field(setting.key, isRequired: setting.isRequired) else { continue }
                let value = try field.value(of: setting.shape, called: setting.key, workloads: workloads)
                entries.append(SettingValue.Entry(key: setting.key, value: value))
            }
            return .section(entries)
        case .distribution, .named, .list, .oneOf, .variants, .either:
            preconditionFailure("\(key) has a reader of its own")
        }
    }

    /// Amount in base units, within the bounds that the setting's description has.
    ///
    /// - Precondition: the setting is an amount.
    func amount(of setting: SettingDescription) throws(ConfigError) -> Double {
        guard case .amount(let quantity, let bounds) = setting.shape else {
            preconditionFailure("\(setting.key) is read as it is described")
        }
        return try amount(quantity, bounds)
    }

    /// Amount in base units, within bounds: `512MiB` as 0.5.
    func amount(_ quantity: SettingQuantity, _ bounds: SettingBounds = .any) throws(ConfigError) -> Double {
        let value = try number(in: Quantity.of(quantity), mustBePositive: bounds.excludesZero)
        guard bounds.contains(value) else {
            throw error("\(node.asFound) \(bounds.problem); accepted: \(bounds.accepted ?? "an amount")")
        }
        return value
    }
}

extension Section {
    /// Field of a key; nil where an optional key is absent.
    fileprivate func field(_ key: String, isRequired: Bool) throws(ConfigError) -> Field? {
        isRequired ? try required(key) : optional(key)
    }
}

extension String {
    /// A key in words: `minimum offer` for `minimumOffer`.
    var inWords: String { reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) } }
}
