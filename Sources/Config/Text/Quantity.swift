internal import CellbenchFiles
public import CellbenchSimulator

/// A kind of number in a config: its units, base unit and limits.
package struct Quantity: Sendable {
    /// A unit, and its size in base units as a fraction, so that 100 ms is exactly 0.1 s.
    package struct Unit: Sendable {
        package var name: String
        var times: Double = 1
        var over: Double = 1
    }

    /// Name of a value in messages: `a time`.
    var name: String
    /// Accepted values, for messages.
    var accepted: String
    /// The units, of which the first is the base unit; empty for numbers without a unit.
    ///
    /// A bare number is in the base unit.
    package var units: [Unit]
    /// The largest value in base units.
    var largest: Double
    /// The largest value, for messages.
    var largestText: String

    /// Least value above 0; smaller ones are refused, because their logarithms and quotients overflow.
    private static let smallest = 1e-30

    /// A span of simulated time in seconds.
    package static let time = Quantity(
        name: "a time",
        accepted: "a number with ns, us, ms, s, min, h or d, such as 250ms (a bare number is seconds)",
        units: [
            Unit(name: "s"), Unit(name: "ns", over: 1e9), Unit(name: "us", over: 1e6), Unit(name: "ms", over: 1e3),
            Unit(name: "min", times: 60), Unit(name: "h", times: 3600), Unit(name: "d", times: 86_400),
        ],
        largest: Nanoseconds.longestSpan.inSeconds, largestText: "36500d")

    /// Memory in GiB.
    package static let memory = Quantity(
        name: "an amount of memory",
        accepted: "a number with KiB, MiB, GiB or TiB, such as 512MiB (a bare number is GiB)",
        units: [
            Unit(name: "GiB"), Unit(name: "KiB", over: 1_048_576), Unit(name: "MiB", over: 1024),
            Unit(name: "TiB", times: 1024),
        ],
        largest: Double(Resources.largestOfOneMachine) / 1024, largestText: "2097151GiB")

    /// Processor cores.
    static let cores = Quantity(
        name: "a number of cores", accepted: "a bare number of cores, such as 0.5", units: [],
        largest: Double(Resources.largestOfOneMachine) / 1000, largestText: "2147483")

    /// Accelerators.
    static let devices = Quantity(
        name: "a number of GPUs", accepted: "a bare number of devices, such as 2", units: [],
        largest: Double(Resources.largestOfOneMachine) / 1000, largestText: "2147483")

    /// Tasks of a job.
    static let tasks = Quantity(
        name: "a number of tasks", accepted: "a bare number, such as 10", units: [],
        largest: Double(JobSpec.mostTasks), largestText: "\(JobSpec.mostTasks)")

    /// A number without a quantity: a weight, a share, an exponent.
    package static let number = Quantity(
        name: "a number", accepted: "a bare number, such as 0.5", units: [], largest: 1e15, largestText: "1e15")

    /// The units and limits of a quantity.
    static func of(_ quantity: SettingQuantity) -> Quantity {
        switch quantity {
        case .time: time
        case .memory: memory
        case .cores: cores
        case .devices: devices
        case .tasks: tasks
        case .number: number
        }
    }

    /// Value of a text in base units.
    ///
    /// - Throws: the problem and what is accepted.
    func value(of text: String) throws(QuantityError) -> Double {
        guard let parts = NumberText(text) else { throw QuantityError("\(text.quoted) is not \(name)", accepted) }
        var value = parts.value
        if !parts.unit.isEmpty {
            guard let unit = units.first(where: { $0.name == parts.unit }) else {
                let problem = "\(text.quoted) has the unit \(parts.unit.quoted), which is none of \(name)"
                throw QuantityError(problem, accepted)
            }
            value = value * unit.times / unit.over
        }
        guard value >= 0 else { throw QuantityError("\(text.quoted) is negative", "\(name) of at least 0") }
        guard value == 0 || value >= Quantity.smallest else {
            throw QuantityError("\(text.quoted) is too small", "0, or at least \(Quantity.smallest)")
        }
        guard value <= largest else {
            throw QuantityError("\(text.quoted) is too large", "at most \(largestText)")
        }
        return value
    }
}

/// The problem of a number, and what is accepted.
struct QuantityError: Error, Equatable {
    /// The problem and what is accepted.
    var message: String

    init(_ problem: String, _ accepted: String) {
        message = "\(problem); accepted: \(accepted)"
    }
}

/// A decimal number and its unit, as they are written.
package struct NumberText {
    /// The number: never NaN; infinite where it is too large for the type.
    package var value: Double
    /// The text behind the number, without the spaces between.
    package var unit: String
    /// True if the number has neither a fraction nor an exponent.
    var isWhole: Bool

    /// Reads digits, with or without a sign, a fraction, an exponent, and a unit behind.
    ///
    /// Other spellings are refused: hexadecimals, octals, underscores, infinities, and minutes behind a colon.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        var end = 0
        func skipDigits() -> Int {
            let start = end
            while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
            return end - start
        }
        func skip(anyOf characters: String) -> Bool {
            guard end < bytes.count, characters.utf8.contains(bytes[end]) else { return false }
            end += 1
            return true
        }
        _ = skip(anyOf: "+-")
        let integerStart = end
        let integerDigits = skipDigits()
        // A leading zero means octal in YAML 1.1 and decimal in YAML 1.2, so it is refused.
        if integerDigits > 1, bytes[integerStart] == 0x30 { return nil }
        isWhole = true
        if skip(anyOf: ".") {
            isWhole = false
            guard skipDigits() + integerDigits > 0 else { return nil }
        } else if integerDigits == 0 {
            return nil
        }
        let mantissaEnd = end
        if skip(anyOf: "eE") {
            _ = skip(anyOf: "+-")
            if skipDigits() > 0 { isWhole = false } else { end = mantissaEnd }
        }
        guard let value = Double(String(decoding: bytes[..<end], as: UTF8.self)) else { return nil }
        self.value = value
        let rest = bytes[end...].drop { $0 == 0x20 }
        unit = String(decoding: rest, as: UTF8.self)
        guard unit.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || "%µ$€".unicodeScalars.contains($0) })
        else { return nil }
    }
}

extension Nanoseconds {
    /// Span of time in the spelling of configs: `250ms`, or a bare number of seconds; nil for other texts.
    public init?(withUnit text: String) {
        guard let seconds = try? Quantity.time.value(of: text) else { return nil }
        self.init(clampingSeconds: seconds)
    }
}
