/// Key path of the property that a setting reads and writes.
public typealias SettingPath<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable

/// A setting of an `Owner`: its description, and the property that it reads and writes.
///
///     extension RetryPolicy: DescribedSettings {
///         static let settings: [Setting<Self>] = [
///             .span("delay", \.delay, "Time that a job stays away from the queue.")
///         ]
///     }
public struct Setting<Owner>: Sendable {
    /// Key in configs: `delay`.
    public let key: String
    /// Shape of the values that configs may give.
    public let shape: SettingShape
    /// One sentence that says what the setting sets.
    public let meaning: String
    /// True if configs must give a value.
    public var isRequired = false
    /// Values after which an architecture without a name is named: `shared-state-coarse`.
    public var naming = SettingNaming.never
    /// The most that the sum of counts by workload may be; nil for any sum.
    public var mostInAll: Int?
    /// Noun in the message about a workload without a value: `share` in `"batch" has no share`.
    public var nounByWorkload: String?

    /// Reads the value from an owner; nil where there is none to write.
    public let get: @Sendable (Owner) -> SettingValue?
    /// Writes a value of the setting's shape to an owner.
    public let set: @Sendable (inout Owner, SettingValue) -> Void

    /// A setting with code of its own for reading and writing the value.
    ///
    /// - Precondition: every value of the shape is a ``SettingValue``: no distribution, list or choice of settings.
    public init(
        _ key: String, _ shape: SettingShape, _ meaning: String,
        get: @escaping @Sendable (Owner) -> SettingValue?, set: @escaping @Sendable (inout Owner, SettingValue) -> Void
    ) {
        precondition(shape.hasValue, "the setting \(key) has a shape whose values are read")
        self.key = key
        self.shape = shape
        self.meaning = meaning
        self.get = get
        self.set = set
    }

    /// This setting, which configs must give.
    public var required: Setting { with { $0.isRequired = true } }

    /// This setting, with a bound on the sum of its counts by workload.
    public func atMostInAll(_ most: Int) -> Setting { with { $0.mostInAll = most } }

    /// This setting, after whose values architectures without a name are named.
    public func naming(_ naming: SettingNaming) -> Setting { with { $0.naming = naming } }

    fileprivate func with(_ change: (inout Setting) -> Void) -> Setting {
        var result = self
        change(&result)
        return result
    }

    /// The description; its default is the value that `owner` has.
    public func description(defaultOf owner: Owner) -> SettingDescription {
        let absent: AbsentSetting = isRequired ? .required : get(owner).map { .value($0) } ?? .said("none")
        return SettingDescription(key, shape, meaning, absent: absent)
    }
}

/// Values of a setting after which an architecture without a name is named.
public enum SettingNaming: Sendable {
    /// No value, unless nothing else tells two architectures apart.
    case never
    /// Any word but the default: `two-level-immediate`.
    case unlessDefault
    /// Any value: `monolithic-single`.
    case always
}

/// Settings that describe themselves; a new instance has the defaults.
///
/// Reading, writing, checking and explaining follow from ``settings``:
///
///     struct RetryPolicy: DescribedSettings {
///         var delay: Nanoseconds = .perSecond
///
///         static let what = "a retry policy"
///         static let settings: [Setting<Self>] = [
///             .span("delay", \.delay, "Time that a job stays away from the queue.")
///         ]
///
///         init(workloads: Int) {}
///     }
public protocol DescribedSettings: Equatable, Sendable {
    /// Noun phrase for messages about a section of these settings: `a retry policy`.
    static var what: String { get }
    /// The settings, in the order of `config.yaml`.
    static var settings: [Setting<Self>] { get }

    /// The default settings for a number of workloads, which is 0 where descriptions are made without a config.
    init(workloads: Int)

    /// Checks conditions between settings, and sets what follows from other settings.
    ///
    /// - Parameter workloads: names of the workloads.
    /// - Throws: an error that names the key and what is accepted.
    mutating func check(workloads: [String]) throws(SettingError)
}

extension DescribedSettings {
    /// Checks nothing.
    public mutating func check(workloads: [String]) throws(SettingError) {}

    /// The descriptions, with the defaults for a number of workloads.
    public static func descriptions(workloads: Int = 0) -> [SettingDescription] {
        let defaults = Self(workloads: workloads)
        return settings.map { $0.description(defaultOf: defaults) }
    }
}

private func mismatch(_ key: String) -> Never {
    invariantBroken("the setting \(key) is set to a value of its shape")
}

extension Setting {
    /// A setting of a property; `wrap` and `unwrap` convert between the property's type and a value of the shape.
    private static func property<Value>(
        _ key: String, _ shape: SettingShape, _ path: SettingPath<Owner, Value>, _ meaning: String,
        wrap: @escaping @Sendable (Value) -> SettingValue?, unwrap: @escaping @Sendable (SettingValue) -> Value?
    ) -> Setting {
        Setting(key, shape, meaning) {
            wrap($0[keyPath: path])
        } set: {
            guard let value = unwrap($1) else { mismatch(key) }
            $0[keyPath: path] = value
        }
    }

    /// A setting that takes a span of simulated time: `250ms`.
    public static func span(
        _ key: String, _ path: SettingPath<Owner, Nanoseconds>, _ meaning: String, excludesZero: Bool = false
    ) -> Setting {
        property(key, .span(excludesZero: excludesZero), path, meaning, wrap: { .span($0) }, unwrap: \.span)
    }

    /// A setting that takes an amount of a quantity, which is stored in the base unit: `512MiB` as 0.5.
    public static func amount(
        _ key: String, _ quantity: SettingQuantity, _ path: SettingPath<Owner, Double>, _ meaning: String,
        _ bounds: SettingBounds = .any
    ) -> Setting {
        property(key, .amount(quantity, bounds), path, meaning, wrap: { .amount($0) }, unwrap: \.amount)
    }

    /// A setting that takes a whole number of a range: `4`.
    public static func count(
        _ key: String, _ path: SettingPath<Owner, Int>, in range: ClosedRange<Int>, _ meaning: String
    ) -> Setting {
        property(key, .count(range), path, meaning, wrap: { .count($0) }, unwrap: \.count)
    }

    /// A setting that takes one of the words of an enumeration: `coarse`.
    public static func word<Word: DescribedWords>(
        _ key: String, _ path: SettingPath<Owner, Word>, _ meaning: String
    ) -> Setting {
        property(
            key, .word(Word.words), path, meaning, wrap: { .word($0.rawValue) },
            unwrap: { $0.word.flatMap(Word.init(rawValue:)) })
    }

    /// A setting that takes a workload's name, which is stored as its number; nil without a name.
    public static func workload(_ key: String, _ path: SettingPath<Owner, Int?>, _ meaning: String) -> Setting {
        property(
            key, .workload, path, meaning, wrap: { $0.map { .workload($0) } },
            unwrap: { value in if case .workload(let number) = value { .some(number) } else { nil } })
    }

    /// A setting that takes a whole number for each workload: `{ batch: 4 }`; the other workloads keep the default.
    public static func countByWorkload(
        _ key: String, _ path: SettingPath<Owner, [Int]>, in range: ClosedRange<Int>, _ meaning: String
    ) -> Setting {
        Setting(key, .byWorkload(.count(range)), meaning) {
            .byWorkload($0[keyPath: path].map { .count($0) })
        } set: {
            guard case .byWorkload(let values) = $1 else { mismatch(key) }
            for (workload, value) in values.enumerated() {
                guard let value else { continue }
                guard case .count(let count) = value else { mismatch(key) }
                $0[keyPath: path][workload] = count
            }
        }
    }

    /// A setting that takes a number for every workload: `{ batch: 0.7, service: 0.3 }`; `noun` names one in messages.
    public static func amountByWorkload(
        _ key: String, _ quantity: SettingQuantity, _ path: SettingPath<Owner, [Double]>,
        _ meaning: String, _ bounds: SettingBounds = .any, noun: String
    ) -> Setting {
        var setting = Setting(key, .byWorkload(.amount(quantity, bounds)), meaning) {
            $0[keyPath: path].isEmpty ? nil : .byWorkload($0[keyPath: path].map { .amount($0) })
        } set: {
            guard case .byWorkload(let values) = $1 else { mismatch(key) }
            $0[keyPath: path] = values.map { value in
                guard case .amount(let amount)? = value else { mismatch(key) }
                return amount
            }
        }
        setting.nounByWorkload = noun
        return setting
    }

    /// A setting that takes a section of further settings: `{ cpu: 1, memory: 1GiB }`.
    public static func section<Part>(
        _ key: String, _ path: SettingPath<Owner, Part>, _ meaning: String, _ settings: [Setting<Part>],
        defaults: Part
    ) -> Setting {
        Setting(key, .section(settings.map { $0.description(defaultOf: defaults) }), meaning) { owner in
            .section(
                settings.compactMap { part in
                    part.get(owner[keyPath: path]).map { SettingValue.Entry(key: part.key, value: $0) }
                })
        } set: { owner, value in
            guard case .section(let entries) = value else { mismatch(key) }
            for entry in entries {
                guard let part = settings.first(where: { $0.key == entry.key }) else { mismatch(entry.key) }
                part.set(&owner[keyPath: path], entry.value)
            }
        }
    }
}
