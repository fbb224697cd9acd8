/// The property that a setting sets.
public typealias SettingPath<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable

/// A setting of an `Owner`: its description, and the property that it sets.
///
///     extension RetryPolicy: DescribedSettings {
///         static let settings: [Setting<Self>] = [
///             .span("delay", \.delay, "Time that a job stays away from the queue.")
///         ]
///     }
public struct Setting<Owner>: Sendable {
    /// The key.
    public let key: String
    /// What it takes.
    public let shape: SettingShape
    /// One sentence: what is set.
    public let meaning: String
    /// Whether configs must have it.
    public var isRequired = false
    /// Whether an architecture that has no name is named after its value: `shared-state-coarse`.
    public var naming = SettingNaming.never
    /// The most that counts by workload may come to in all.
    public var mostInAll: Int?
    /// What stands for the value where it is not said for a workload: `share` in `"batch" has no share`.
    public var nounByWorkload: String?

    /// The value; nil where there is nothing to say.
    public let get: @Sendable (Owner) -> SettingValue?
    /// Sets the value.
    public let set: @Sendable (inout Owner, SettingValue) -> Void

    /// A setting whose value goes where `set` says.
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

    /// The same, and configs must have it.
    public var required: Setting { with { $0.isRequired = true } }

    /// The same, and counts by workload come to `most` in all, or fewer.
    public func atMostInAll(_ most: Int) -> Setting { with { $0.mostInAll = most } }

    /// The same, and architectures are named after it.
    public func naming(_ naming: SettingNaming) -> Setting { with { $0.naming = naming } }

    fileprivate func with(_ change: (inout Setting) -> Void) -> Setting {
        var result = self
        change(&result)
        return result
    }

    /// The description; what holds where it is not set is what `owner` has.
    public func description(defaultOf owner: Owner) -> SettingDescription {
        let absent: AbsentSetting = isRequired ? .required : get(owner).map { .value($0) } ?? .said("none")
        return SettingDescription(key, shape, meaning, absent: absent)
    }
}

/// Whether an architecture that has no name is named after a setting.
public enum SettingNaming: Sendable {
    /// It is not, unless nothing else tells two architectures apart.
    case never
    /// After a word other than the default: `two-level-immediate`.
    case unlessDefault
    /// After whatever it is set to: `monolithic-single`.
    case always
}

/// Settings that describe themselves.
///
/// The defaults are what an instance begins with.
public protocol DescribedSettings: Equatable, Sendable {
    /// What a section of them is, for messages: `a retry policy`.
    static var what: String { get }
    /// The settings, in the order in which configs are written.
    static var settings: [Setting<Self>] { get }

    /// The defaults, for so many workloads: any number from 0, as descriptions have defaults where no config is.
    init(workloads: Int)

    /// Checks what no setting can say by itself, and fills in what follows from the others.
    ///
    /// - Parameter workloads: the names of the workloads.
    /// - Throws: what is wrong.
    mutating func check(workloads: [String]) throws(SettingError)
}

extension DescribedSettings {
    /// By default nothing is wrong.
    public mutating func check(workloads: [String]) throws(SettingError) {}

    /// The descriptions, with the defaults for `workloads` workloads.
    public static func descriptions(workloads: Int = 0) -> [SettingDescription] {
        let defaults = Self(workloads: workloads)
        return settings.map { $0.description(defaultOf: defaults) }
    }
}

private func mismatch(_ key: String) -> Never {
    invariantBroken("the setting \(key) is set to a value of its shape")
}

extension Setting {
    /// A setting of a property; `wrap` and `unwrap` turn its value into one of the shape, and back.
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

    /// A span of simulated time.
    public static func span(
        _ key: String, _ path: SettingPath<Owner, Nanoseconds>, _ meaning: String, excludesZero: Bool = false
    ) -> Setting {
        property(key, .span(excludesZero: excludesZero), path, meaning, wrap: { .span($0) }, unwrap: \.span)
    }

    /// An amount of a quantity, in its base unit.
    public static func amount(
        _ key: String, _ quantity: SettingQuantity, _ path: SettingPath<Owner, Double>, _ meaning: String,
        _ bounds: SettingBounds = .any
    ) -> Setting {
        property(key, .amount(quantity, bounds), path, meaning, wrap: { .amount($0) }, unwrap: \.amount)
    }

    /// A whole number.
    public static func count(
        _ key: String, _ path: SettingPath<Owner, Int>, in range: ClosedRange<Int>, _ meaning: String
    ) -> Setting {
        property(key, .count(range), path, meaning, wrap: { .count($0) }, unwrap: \.count)
    }

    /// One of the words of an enumeration.
    public static func word<Word: DescribedWords>(
        _ key: String, _ path: SettingPath<Owner, Word>, _ meaning: String
    ) -> Setting {
        property(
            key, .word(Word.words), path, meaning, wrap: { .word($0.rawValue) },
            unwrap: { $0.word.flatMap(Word.init(rawValue:)) })
    }

    /// The number of a workload; nil where none is named.
    public static func workload(_ key: String, _ path: SettingPath<Owner, Int?>, _ meaning: String) -> Setting {
        property(
            key, .workload, path, meaning, wrap: { $0.map { .workload($0) } },
            unwrap: { value in if case .workload(let number) = value { .some(number) } else { nil } })
    }

    /// A whole number for each workload; those that are not named keep the default.
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

    /// A number for each workload, all of which must be named; messages call it `noun`.
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

    /// A section of further settings.
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
