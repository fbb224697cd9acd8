/// The shape of the values that a setting takes.
///
/// Configs are read and written by shape, and the JSON Schema and `explain` print it: a setting of a known shape needs
/// no code of its own. Example: `offerInterval: 250ms` is a ``span(excludesZero:)``.
public indirect enum SettingShape: Sendable {
    /// A span of simulated time, to the nanosecond: `250ms`.
    case span(excludesZero: Bool = false)
    /// A number with the units of its quantity: `512MiB`, `0.5`.
    case amount(SettingQuantity, SettingBounds = .any)
    /// A share of a whole in per cent, above 0 % and at most 100 %: `5%`.
    case percentage
    /// A whole number: `4`.
    case count(ClosedRange<Int>)
    /// A whole number that changes how points are made, not what is simulated, such as `replications`; no sweep changes
    /// it.
    case fixedCount(ClosedRange<UInt64>)
    /// One of some words: `coarse`.
    case word([SettingWord])
    /// `true` or `false`.
    case truth
    /// A name of the user's choice: letters, digits, dots, underscores and hyphens.
    case name
    /// A text, which messages call `what`: `a path`; sweeps change a text only where `isParameter`.
    case text(what: String, isParameter: Bool = false)
    /// The name of one of the config's workloads.
    case workload
    /// A distribution of a quantity, `{ exponential: { mean: 10s } }`, or a constant, `10s`.
    case distribution(SettingQuantity)
    /// A section of settings, each with its key.
    case section([SettingDescription])
    /// A value for some or all workloads, and settings that may stand beside those values.
    case byWorkload(SettingShape, beside: [SettingDescription] = [])
    /// A value for each key of the user's choice, which messages call `what`, and settings that may stand beside those
    /// values.
    case named(what: String, SettingShape, beside: [SettingDescription] = [])
    /// A list of values; a path names an element by its value of the key `label`, such as `cell.machines.gpu`.
    case list(SettingShape, label: String? = nil)
    /// Exactly one of some settings, and others that may stand beside that one: `{ csv: jobs.csv, limit: 1000 }`.
    case oneOf([SettingDescription], beside: [SettingDescription] = [])
    /// A section in which the word of `key` decides which other settings there are: `kind: two-level`.
    case variants(key: String, common: [SettingDescription], [SettingVariant])
    /// Any one of several shapes.
    case either([SettingShape])
}

extension SettingShape {
    /// Whether every value of it is a ``SettingValue``; the others are read by code of their own.
    var hasValue: Bool {
        switch self {
        case .span, .amount, .percentage, .count, .fixedCount, .word, .truth, .name, .text, .workload: true
        case .section(let settings): settings.allSatisfy(\.shape.hasValue)
        case .byWorkload(let inner, let beside): inner.hasValue && beside.isEmpty
        case .distribution, .named, .list, .oneOf, .variants, .either: false
        }
    }
}

/// A section of the kind that ``SettingShape/variants(key:common:_:)`` chooses among.
public struct SettingVariant: Sendable {
    /// The word that chooses the section: `two-level`.
    public let word: String
    /// One sentence that says what the section describes.
    public let meaning: String
    /// The settings of the section, without the common ones.
    public let settings: [SettingDescription]

    /// A variant with a word, a sentence and settings.
    public init(_ word: String, _ meaning: String, _ settings: [SettingDescription]) {
        self.word = word
        self.meaning = meaning
        self.settings = settings
    }
}

/// The quantity that a number in a config is an amount of; values are stored in its base unit.
public enum SettingQuantity: Int, CaseIterable, Sendable {
    /// Time in seconds: `250ms` is 0.25.
    case time
    /// Memory in GiB: `512MiB` is 0.5.
    case memory
    /// Processor cores.
    case cores
    /// Accelerators.
    case devices
    /// Tasks of a job.
    case tasks
    /// A number without a unit: a weight, a share, a factor.
    case number
}

/// The range of numbers that a setting accepts, in base units.
public struct SettingBounds: Sendable {
    /// True if 0 is refused.
    public var excludesZero = false
    /// The least and the greatest number.
    public var range: ClosedRange<Double> = 0 ... .infinity
    /// True if the greatest number itself is refused.
    public var excludesGreatest = false
    /// Words about a number outside the range: `is out of range`.
    public var problem = "is out of range"
    /// The accepted range in words: `from 0.001 to 1000`; nil where every amount of the quantity is accepted.
    public var accepted: String?

    /// Numbers from 0.
    public static let any = SettingBounds()
    /// Numbers above 0.
    public static let positive = SettingBounds(excludesZero: true)

    /// Numbers from 0, or above 0.
    public init(excludesZero: Bool = false) { self.excludesZero = excludesZero }

    /// Numbers above 0 and within a range; `accepted` states the range in words.
    public static func within(
        _ range: ClosedRange<Double>, accepted: String, problem: String = "is out of range"
    ) -> SettingBounds {
        var bounds = SettingBounds(excludesZero: true)
        (bounds.range, bounds.accepted, bounds.problem) = (range, accepted, problem)
        return bounds
    }

    /// Shares of a whole: above 0, at most 1.
    public static let share = within(0...1, accepted: "above 0, at most 1", problem: "is more than everything")

    /// Shares from 0 to below 1.
    public static let shareBelowOne: SettingBounds = {
        var bounds = SettingBounds()
        (bounds.range, bounds.excludesGreatest) = (0...1, true)
        (bounds.problem, bounds.accepted) = ("is not a share below 1", "from 0 to below 1")
        return bounds
    }()

    /// Shares from 0 to 1.
    public static let shareOrNone: SettingBounds = {
        var bounds = SettingBounds()
        bounds.range = 0...1
        (bounds.problem, bounds.accepted) = ("is more than everything", "from 0 to 1")
        return bounds
    }()

    /// True if a number lies within the range; whether 0 is refused does not count.
    public func contains(_ value: Double) -> Bool {
        range.contains(value) && !(excludesGreatest && value == range.upperBound)
    }
}

/// A word that a setting takes, and its meaning.
public struct SettingWord: Sendable {
    /// The word in configs.
    public let word: String
    /// Meaning of the word, in a few words.
    public let meaning: String

    /// A word and its meaning.
    public init(_ word: String, _ meaning: String) {
        self.word = word
        self.meaning = meaning
    }
}

/// An enumeration whose cases are the words of a setting, such as ``CommitMode``.
public protocol DescribedWords: RawRepresentable<String>, CaseIterable, Sendable {
    /// Meaning of the word, in a few words.
    var meaning: String { get }
}

extension DescribedWords {
    /// The words of all cases, in order.
    public static var words: [SettingWord] { allCases.map { SettingWord($0.rawValue, $0.meaning) } }
}
