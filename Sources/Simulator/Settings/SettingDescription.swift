/// A setting as users see it: its key, the values it takes, its meaning and its default.
///
/// Reading, `config.yaml`, `--set`, sweeps, `cellbench explain`, the JSON Schema and the reference page follow from the
/// description.
public struct SettingDescription: Sendable {
    /// Key in configs: `offerInterval`.
    public var key: String
    /// Shape of the values that configs may give.
    public var shape: SettingShape
    /// One sentence that says what the setting sets.
    public var meaning: String
    /// Value, or words, for a config without the setting.
    public var absent: AbsentSetting
    /// Effect of the setting on the user's named values beside it.
    public var company = SettingCompany.usual

    /// A description, by default of a setting that configs must give.
    public init(_ key: String, _ shape: SettingShape, _ meaning: String, absent: AbsentSetting = .required) {
        self.key = key
        self.shape = shape
        self.meaning = meaning
        self.absent = absent
    }

    /// This description, with an effect on the values beside the setting.
    public func among(_ company: SettingCompany) -> SettingDescription {
        var result = self
        result.company = company
        return result
    }

    /// True if configs must give a value.
    public var isRequired: Bool { if case .required = absent { true } else { false } }
}

/// Effect of a setting on the values beside it in a ``SettingShape/named(what:_:beside:)``, such as a preset beside
/// workloads.
public enum SettingCompany: Sendable {
    /// No effect.
    case usual
    /// No setting of the values beside it is required.
    case optional
    /// Values beside it are an error.
    case excluded
}

/// Value, or words, for a config without a setting.
public enum AbsentSetting: Sendable {
    /// None: the setting is required.
    case required
    /// A default value.
    case value(SettingValue)
    /// Words for what happens without the setting: `no constraints`.
    case said(String)
}

/// The value of a setting; the case is that of its shape.
public indirect enum SettingValue: Sendable, Equatable {
    /// A value of ``SettingShape/span(excludesZero:)``.
    case span(Nanoseconds)
    /// A value of ``SettingShape/amount(_:_:)``, in base units, or of ``SettingShape/percentage``: 0.05 for `5%`.
    case amount(Double)
    /// A value of ``SettingShape/count(_:)``.
    case count(Int)
    /// A value of ``SettingShape/word(_:)``, a name or a text.
    case word(String)
    /// A value of ``SettingShape/workload``: the workload's number.
    case workload(Int)
    /// A value of ``SettingShape/byWorkload(_:beside:)``, by workload; nil for a workload without one.
    case byWorkload([SettingValue?])
    /// A value of ``SettingShape/section(_:)``: the settings given, in order.
    case section([Entry])

    /// A setting of a section, and its value.
    public struct Entry: Sendable, Equatable {
        /// Key of the setting.
        public var key: String
        /// Value of the setting.
        public var value: SettingValue

        /// An entry of a key and its value.
        public init(key: String, value: SettingValue) {
            self.key = key
            self.value = value
        }
    }
}

extension SettingValue {
    /// The span of a span of time; nil for other values.
    public var span: Nanoseconds? { if case .span(let span) = self { span } else { nil } }

    /// The amount of an amount; nil for other values.
    public var amount: Double? { if case .amount(let amount) = self { amount } else { nil } }

    /// The number of a whole number; nil for other values.
    public var count: Int? { if case .count(let count) = self { count } else { nil } }

    /// The text of a word, name or text; nil for other values.
    public var word: String? { if case .word(let word) = self { word } else { nil } }

    /// The sum of whole numbers by workload; nil for other values.
    public var sumOfCounts: Int? {
        if case .byWorkload(let values) = self { values.reduce(0) { $0 + ($1?.count ?? 0) } } else { nil }
    }
}

/// An error between settings each of which is sound by itself.
public struct SettingError: Error, Equatable {
    /// Key of the setting to blame; nil for the section.
    public var key: String?
    /// Text that says what is wrong and what is accepted: `the shares add up to 1.2; accepted: at most 1`.
    public var message: String

    /// An error of the setting `key`; of the whole section without one.
    public init(of key: String? = nil, _ message: String) {
        self.key = key
        self.message = message
    }
}

extension SettingError {
    /// A list of names for a message: `batch, service`; beyond 30 names, the first 30 and the number of the others.
    public static func list(_ names: [String]) -> String {
        let most = 30
        let shown = names.prefix(most).joined(separator: ", ")
        return names.count > most ? "\(shown) and \(names.count - most) more" : shown
    }
}
