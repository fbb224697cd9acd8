/// A setting as its users see it: how configs call it, what it takes, and what it means.
///
/// Reading, `config.yaml`, `--set`, sweeps, `cellbench explain`, the JSON Schema and the reference page follow from it.
public struct SettingDescription: Sendable {
    /// The key: `offerInterval`.
    public var key: String
    /// What it takes.
    public var shape: SettingShape
    /// One sentence: what is set.
    public var meaning: String
    /// What holds where it is not set.
    public var absent: AbsentSetting
    /// What it makes of the values that stand beside it, by names of the user's own.
    public var company = SettingCompany.usual

    /// A setting, by default one that configs must have.
    public init(_ key: String, _ shape: SettingShape, _ meaning: String, absent: AbsentSetting = .required) {
        self.key = key
        self.shape = shape
        self.meaning = meaning
        self.absent = absent
    }

    /// The same, which makes this of the values beside it.
    public func among(_ company: SettingCompany) -> SettingDescription {
        var result = self
        result.company = company
        return result
    }

    /// Whether configs must have it.
    public var isRequired: Bool { if case .required = absent { true } else { false } }
}

/// What a setting makes of the values that stand beside it in a ``SettingShape/named(what:_:beside:)``.
public enum SettingCompany: Sendable {
    /// Nothing.
    case usual
    /// None of their settings need be set.
    case optional
    /// There are none.
    case excluded
}

/// What holds where a setting is not set.
public enum AbsentSetting: Sendable {
    /// Nothing: it must be set.
    case required
    /// This value.
    case value(SettingValue)
    /// What these words say: `no constraints`.
    case said(String)
}

/// The value of a setting, by its shape.
public indirect enum SettingValue: Sendable, Equatable {
    /// Of ``SettingShape/span(excludesZero:)``.
    case span(Nanoseconds)
    /// Of ``SettingShape/amount(_:_:)``, in base units.
    case amount(Double)
    /// Of ``SettingShape/count(_:)``.
    case count(Int)
    /// Of ``SettingShape/word(_:)``, a name or a text.
    case word(String)
    /// Of ``SettingShape/workload``: its number.
    case workload(Int)
    /// Of ``SettingShape/byWorkload(_:beside:)``: by workload, nil where none is said.
    case byWorkload([SettingValue?])
    /// Of ``SettingShape/section(_:)``: what is set, in order.
    case section([Entry])

    /// A setting of a section.
    public struct Entry: Sendable, Equatable {
        /// The key.
        public var key: String
        /// The value.
        public var value: SettingValue

        /// A key and its value.
        public init(key: String, value: SettingValue) {
            self.key = key
            self.value = value
        }
    }
}

extension SettingValue {
    /// The span of time, if it is one.
    public var span: Nanoseconds? { if case .span(let span) = self { span } else { nil } }

    /// The amount, if it is one.
    public var amount: Double? { if case .amount(let amount) = self { amount } else { nil } }

    /// The whole number, if it is one.
    public var count: Int? { if case .count(let count) = self { count } else { nil } }

    /// The word, name or text, if it is one.
    public var word: String? { if case .word(let word) = self { word } else { nil } }

    /// The sum of whole numbers by workload, if it is of those.
    public var sumOfCounts: Int? {
        if case .byWorkload(let values) = self { values.reduce(0) { $0 + ($1?.count ?? 0) } } else { nil }
    }
}

/// What is wrong between settings that are sound each by itself.
public struct SettingError: Error, Equatable {
    /// The setting that is to blame; nil for the section.
    public var key: String?
    /// What is wrong and what is accepted: `the shares add up to 1.2; accepted: at most 1`.
    public var message: String

    /// An error of the setting `key`, or of the whole section.
    public init(of key: String? = nil, _ message: String) {
        self.key = key
        self.message = message
    }
}

extension SettingError {
    /// Names for a message: all of them, unless there are very many.
    public static func list(_ names: [String]) -> String {
        let most = 30
        let shown = names.prefix(most).joined(separator: ", ")
        return names.count > most ? "\(shown) and \(names.count - most) more" : shown
    }
}
