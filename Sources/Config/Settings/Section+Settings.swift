internal import CellbenchFiles
internal import CellbenchSimulator

/// Settings of a section and their keys, made once for all decodings.
final class SettingsTable: Sendable {
    /// The settings, in order.
    let settings: [SettingDescription]
    /// Their keys.
    let keys: [String]

    /// A table of settings.
    init(_ settings: [SettingDescription]) {
        self.settings = settings
        keys = settings.map(\.key)
    }

    /// Setting of a key.
    ///
    /// - Precondition: the table has the key.
    subscript(key: String) -> SettingDescription {
        guard let position = keys.firstIndex(of: key) else {
            preconditionFailure("the setting \(key) is read and described")
        }
        return settings[position]
    }
}

/// A section of described settings that is being read.
///
/// A key's shape, bounds and default come from its description, so that no reader repeats them.
struct SettingsSection {
    /// The fields by key.
    private let section: Section
    private let table: SettingsTable

    /// The section as a whole.
    var field: Field { section.field }

    fileprivate init(_ section: Section, _ table: SettingsTable) {
        self.section = section
        self.table = table
    }

    /// Field of a key; nil where the section has none.
    func optional(_ key: String) -> Field? { section.optional(key) }

    /// Field of a key that the section must have.
    func required(_ key: String) throws(ConfigError) -> Field { try section.required(key) }

    /// A span of time; nil where it is not set.
    func spanIfSet(_ key: String) throws(ConfigError) -> Nanoseconds? { try valueIfSet(key, \.span) }

    /// A span of time; the default where it is not set.
    func span(_ key: String) throws(ConfigError) -> Nanoseconds { try value(key, \.span) }

    /// An amount in base units; nil where it is not set.
    func amountIfSet(_ key: String) throws(ConfigError) -> Double? { try valueIfSet(key, \.amount) }

    /// An amount in base units; the default where it is not set.
    func amount(_ key: String) throws(ConfigError) -> Double { try value(key, \.amount) }

    /// A whole number; nil where it is not set.
    func countIfSet(_ key: String) throws(ConfigError) -> Int? { try valueIfSet(key, \.count) }

    /// A whole number; the default where it is not set.
    func count(_ key: String) throws(ConfigError) -> Int { try value(key, \.count) }

    /// A name or a text; nil where it is not set.
    func textIfSet(_ key: String) throws(ConfigError) -> String? { try valueIfSet(key, \.word) }

    /// A name or a text that must be set.
    func text(_ key: String) throws(ConfigError) -> String { try value(key, \.word) }

    /// One of the words of an enumeration; nil where it is not set.
    func wordIfSet<Word: RawRepresentable<String>>(_ key: String, _: Word.Type) throws(ConfigError) -> Word? {
        try valueIfSet(key) { $0.word.flatMap(Word.init(rawValue:)) }
    }

    /// One of the words of an enumeration; the default where it is not set.
    func word<Word: RawRepresentable<String>>(_ key: String, _: Word.Type) throws(ConfigError) -> Word {
        try value(key) { $0.word.flatMap(Word.init(rawValue:)) }
    }

    /// A truth value; the default where it is not set.
    func isTrue(_ key: String) throws(ConfigError) -> Bool { try text(key) == "true" }

    /// A distribution that must be set.
    func distribution(_ key: String) throws(ConfigError) -> Distribution {
        guard case .distribution(let quantity) = table[key].shape else { mismatch(key) }
        return try required(key).distribution(of: quantity)
    }

    /// Result of `take` for the value of a key; nil where the key is not set.
    private func valueIfSet<Value>(_ key: String, _ take: (SettingValue) -> Value?) throws(ConfigError) -> Value? {
        guard let field = optional(key) else { return nil }
        return taken(try field.value(of: table[key].shape, called: key, workloads: []), key, take)
    }

    /// Result of `take` for the value of a key, or for the key's default.
    private func value<Value>(_ key: String, _ take: (SettingValue) -> Value?) throws(ConfigError) -> Value {
        if let value = try valueIfSet(key, take) { return value }
        switch table[key].absent {
        case .value(let value): return taken(value, key, take)
        case .required:
            return taken(try required(key).value(of: table[key].shape, called: key, workloads: []), key, take)
        case .said: preconditionFailure("the setting \(key) has a default")
        }
    }

    private func taken<Value>(_ value: SettingValue, _ key: String, _ take: (SettingValue) -> Value?) -> Value {
        guard let taken = take(value) else { mismatch(key) }
        return taken
    }

    private func mismatch(_ key: String) -> Never {
        preconditionFailure("the setting \(key) is read as it is described")
    }
}

extension Field {
    /// This value as a section of described settings; messages call the section `what`.
    func section(_ what: String, _ table: SettingsTable) throws(ConfigError) -> SettingsSection {
        SettingsSection(try section(what, keys: table.keys), table)
    }

    /// This value as a section of settings that are described for one reading; messages call the section `what`.
    func section(_ what: String, _ settings: [SettingDescription]) throws(ConfigError) -> SettingsSection {
        try section(what, SettingsTable(settings))
    }
}
