internal import CellbenchSimulator

/// A section of described settings, being read.
///
/// What a key takes, its bounds and its default are those of its description: no reader says them again.
struct SettingsSection {
    /// The keys and what stands at them.
    private let section: Section
    private let settings: [SettingDescription]

    /// The section as a whole.
    var field: Field { section.field }

    init(_ section: Section, _ settings: [SettingDescription]) {
        self.section = section
        self.settings = settings
    }

    private func setting(_ key: String) -> SettingDescription {
        guard let setting = settings.first(where: { $0.key == key }) else {
            preconditionFailure("the setting \(key) is read and described")
        }
        return setting
    }

    /// The value of a key, if the section has it.
    func optional(_ key: String) -> Field? { section.optional(key) }

    /// The value of a key the section must have.
    func required(_ key: String) throws(ConfigError) -> Field { try section.required(key) }

    /// A span of time; nil where it is not set.
    func spanIfSet(_ key: String) throws(ConfigError) -> Nanoseconds? {
        guard let value = try value(key) else { return nil }
        guard case .span(let span) = value else { mismatch(key) }
        return span
    }

    /// A span of time; the default where it is not set.
    func span(_ key: String) throws(ConfigError) -> Nanoseconds {
        guard case .span(let span) = try valueOrDefault(key) else { mismatch(key) }
        return span
    }

    /// An amount in base units; nil where it is not set.
    func amountIfSet(_ key: String) throws(ConfigError) -> Double? {
        guard let value = try value(key) else { return nil }
        guard case .amount(let amount) = value else { mismatch(key) }
        return amount
    }

    /// An amount in base units; the default where it is not set.
    func amount(_ key: String) throws(ConfigError) -> Double {
        guard case .amount(let amount) = try valueOrDefault(key) else { mismatch(key) }
        return amount
    }

    /// A whole number; nil where it is not set.
    func countIfSet(_ key: String) throws(ConfigError) -> Int? {
        guard let value = try value(key) else { return nil }
        guard case .count(let count) = value else { mismatch(key) }
        return count
    }

    /// A whole number; the default where it is not set.
    func count(_ key: String) throws(ConfigError) -> Int {
        guard case .count(let count) = try valueOrDefault(key) else { mismatch(key) }
        return count
    }

    /// One of the words of an enumeration; nil where it is not set.
    func wordIfSet<Word: RawRepresentable<String>>(_ key: String, _: Word.Type) throws(ConfigError) -> Word? {
        guard let value = try value(key) else { return nil }
        return word(value, key)
    }

    /// One of the words of an enumeration; the default where it is not set.
    func word<Word: RawRepresentable<String>>(_ key: String, _: Word.Type) throws(ConfigError) -> Word {
        word(try valueOrDefault(key), key)
    }

    private func word<Word: RawRepresentable<String>>(_ value: SettingValue, _ key: String) -> Word {
        guard case .word(let text) = value, let word = Word(rawValue: text) else { mismatch(key) }
        return word
    }

    /// A name or a text; nil where it is not set.
    func textIfSet(_ key: String) throws(ConfigError) -> String? {
        guard let value = try value(key) else { return nil }
        guard case .word(let text) = value else { mismatch(key) }
        return text
    }

    /// A name or a text that must be set.
    func text(_ key: String) throws(ConfigError) -> String {
        guard case .word(let text) = try valueOrDefault(key) else { mismatch(key) }
        return text
    }

    /// A distribution that must be set.
    func distribution(_ key: String) throws(ConfigError) -> Distribution {
        guard case .distribution(let quantity) = setting(key).shape else { mismatch(key) }
        return try required(key).distribution(of: quantity)
    }

    /// A truth value; the default where it is not set.
    func isTrue(_ key: String) throws(ConfigError) -> Bool { try valueOrDefault(key) == .word("true") }

    private func value(_ key: String) throws(ConfigError) -> SettingValue? {
        try optional(key)?.value(of: setting(key).shape, called: key, workloads: [])
    }

    private func valueOrDefault(_ key: String) throws(ConfigError) -> SettingValue {
        if let value = try value(key) { return value }
        switch setting(key).absent {
        case .required: return try required(key).value(of: setting(key).shape, called: key, workloads: [])
        case .value(let value): return value
        case .said: preconditionFailure("the setting \(key) has a default")
        }
    }

    private func mismatch(_ key: String) -> Never {
        preconditionFailure("the setting \(key) is read as it is described")
    }
}

extension Field {
    /// This value as a section with described settings; `what` it is is for messages.
    func section(_ what: String, _ settings: [SettingDescription]) throws(ConfigError) -> SettingsSection {
        SettingsSection(try section(what, keys: settings.map(\.key)), settings)
    }
}
