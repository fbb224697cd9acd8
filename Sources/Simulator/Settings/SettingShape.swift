/// What a setting takes.
///
/// Configs are read and written by shape, and the JSON Schema and `explain` say it: a setting of a known shape needs no code of its
/// own. Example: `offerInterval: 250ms` is a ``span(excludesZero:)``.
public indirect enum SettingShape: Sendable {
    /// A span of simulated time, to the nanosecond: `250ms`.
    case span(excludesZero: Bool = false)
    /// A number with the units of its quantity: `512MiB`, `0.5`.
    case amount(SettingQuantity, SettingBounds = .any)
    /// A whole number: `4`.
    case count(ClosedRange<Int>)
    /// A whole number that says how points are made, not what is simulated; no sweep changes it.
    case fixedCount(ClosedRange<UInt64>)
    /// One of some words: `coarse`.
    case word([SettingWord])
    /// `true` or `false`.
    case truth
    /// A name of the user's own: letters, digits, dots, underscores and hyphens.
    case name
    /// A text; `what` says which: `a path`. A sweep changes it where it is a parameter of what is simulated.
    case text(what: String, isParameter: Bool = false)
    /// The name of one of the config's workloads.
    case workload
    /// A distribution of a quantity, or a value that is drawn always: `{ exponential: { mean: 10s } }`.
    case distribution(SettingQuantity)
    /// Settings by key.
    case section([SettingDescription])
    /// A value for some or all workloads, and settings that may stand beside them.
    case byWorkload(SettingShape, beside: [SettingDescription] = [])
    /// A value for each key of the user's own, which `what` calls, and settings that may stand beside them.
    case named(what: String, SettingShape, beside: [SettingDescription] = [])
    /// Values in order; a path enters the list by the elements' values of `label`.
    case list(SettingShape, label: String? = nil)
    /// Exactly one of some settings, and others that may stand beside it: `{ csv: jobs.csv, limit: 1000 }`.
    case oneOf([SettingDescription], beside: [SettingDescription] = [])
    /// Settings of which `key` says which others there are: `kind: two-level`.
    case variants(key: String, common: [SettingDescription], [SettingVariant])
    /// One of several shapes.
    case either([SettingShape])
}

extension SettingShape {
    /// Whether every value of it is a ``SettingValue``; the others are read by code of their own.
    var hasValue: Bool {
        switch self {
        case .span, .amount, .count, .fixedCount, .word, .truth, .name, .text, .workload: true
        case .section(let settings): settings.allSatisfy(\.shape.hasValue)
        case .byWorkload(let inner, let beside): inner.hasValue && beside.isEmpty
        case .distribution, .named, .list, .oneOf, .variants, .either: false
        }
    }
}

/// One of the sections that a ``SettingShape/variants(key:common:_:)`` chooses among.
public struct SettingVariant: Sendable {
    /// The word that chooses it: `two-level`.
    public let word: String
    /// One sentence that says what it is.
    public let meaning: String
    /// Its settings, without the common ones.
    public let settings: [SettingDescription]

    /// A variant.
    public init(_ word: String, _ meaning: String, _ settings: [SettingDescription]) {
        self.word = word
        self.meaning = meaning
        self.settings = settings
    }
}

/// What a number in a config is an amount of.
public enum SettingQuantity: Int, CaseIterable, Sendable {
    /// Seconds: `250ms`.
    case time
    /// GiB: `512MiB`.
    case memory
    /// Processor cores.
    case cores
    /// Accelerators.
    case devices
    /// Tasks of a job.
    case tasks
    /// Nothing: a weight, a share, a factor.
    case number
}

/// Where a number may lie, in base units.
public struct SettingBounds: Sendable {
    /// Whether 0 is refused.
    public var excludesZero = false
    /// The least and the greatest that are accepted.
    public var range: ClosedRange<Double> = 0 ... .infinity
    /// Whether the greatest is refused itself.
    public var excludesGreatest = false
    /// What is said of a number outside the range: `is out of range`.
    public var problem = "is out of range"
    /// What is accepted, in words: `from 0.001 to 1000`; nil where every amount of the quantity is.
    public var accepted: String?

    /// From 0.
    public static let any = SettingBounds()
    /// Above 0.
    public static let positive = SettingBounds(excludesZero: true)

    /// From 0, or above it.
    public init(excludesZero: Bool = false) { self.excludesZero = excludesZero }

    /// Above 0, and within a range; `accepted` says the range in words.
    public static func within(
        _ range: ClosedRange<Double>, accepted: String, problem: String = "is out of range"
    ) -> SettingBounds {
        var bounds = SettingBounds(excludesZero: true)
        (bounds.range, bounds.accepted, bounds.problem) = (range, accepted, problem)
        return bounds
    }

    /// A share of all: above 0, at most 1.
    public static let share = within(0...1, accepted: "above 0, at most 1", problem: "is more than everything")

    /// A share below 1, or 0.
    public static let shareBelowOne: SettingBounds = {
        var bounds = SettingBounds()
        (bounds.range, bounds.excludesGreatest) = (0...1, true)
        (bounds.problem, bounds.accepted) = ("is not a share below 1", "from 0 to below 1")
        return bounds
    }()

    /// Whether a number lies within the range.
    public func contains(_ value: Double) -> Bool {
        range.contains(value) && !(excludesGreatest && value == range.upperBound)
    }
}

/// A word that a setting takes, and what it means.
public struct SettingWord: Sendable {
    /// The word, as configs write it.
    public let word: String
    /// What it means, in a few words.
    public let meaning: String

    /// A word.
    public init(_ word: String, _ meaning: String) {
        self.word = word
        self.meaning = meaning
    }
}

/// An enumeration whose cases are the words of a setting.
public protocol DescribedWords: RawRepresentable<String>, CaseIterable, Sendable {
    /// What the word means, in a few words.
    var meaning: String { get }
}

extension DescribedWords {
    /// The words.
    public static var words: [SettingWord] { allCases.map { SettingWord($0.rawValue, $0.meaning) } }
}
