package import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator

/// State that all steps of one decoding share.
final class DecodingContext {
    /// Decoded values of the swept settings, by number of the axis.
    private(set) var sweptValues: [Int: ParameterValue] = [:]
    /// The traces of the config.
    let traces: TraceCache
    /// The architectures and policies that the config may name.
    let components: Components
    /// The sweep of the config, which knows the other values of a swept setting.
    private let sweep: Sweep?

    init(traces: TraceCache, components: Components = .standard, sweep: Sweep? = nil) {
        self.traces = traces
        self.components = components
        self.sweep = sweep
    }

    /// Texts of all values of a setting that is swept; empty for a setting that is not.
    func sweptTexts(of node: ConfigNode?) -> [String] {
        guard let sweep, let axis = node?.axis else { return [] }
        return sweep.axes[axis].values.compactMap(\.text)
    }

    /// Texts of all values that the sweep has for a path, whether the config that is decoded has one of them or not.
    func sweptTexts(along path: String) -> [String] {
        sweep?.axes.filter { $0.path.text == path }.flatMap(\.values).compactMap(\.text) ?? []
    }

    func note(_ value: ParameterValue, of node: ConfigNode) {
        if let axis = node.axis { sweptValues[axis] = value }
    }
}

/// A value of a config and its path, with which typed values are read and errors are thrown.
package struct Field {
    /// The value.
    package let node: ConfigNode
    /// The path, for messages.
    package let path: String
    /// State of the decoding.
    let context: DecodingContext

    /// A value, its path and the state of its decoding.
    init(node: ConfigNode, path: String, context: DecodingContext) {
        self.node = node
        self.path = path
        self.context = context
    }

    /// The root of a file, from which relative paths start.
    package init(root: ConfigNode, of file: String) {
        self.init(node: root, path: "", context: DecodingContext(traces: TraceCache(config: file)))
    }

    /// An error about this value.
    package func error(_ message: String) -> ConfigError {
        ConfigError(at: node.place, path: path, message: message)
    }

    /// Elements of a list, each with its number in the path; messages call the list `what`.
    package func elements(_ what: String) throws(ConfigError) -> [Field] {
        guard let elements = node.elements else {
            throw error("\(node.asFound) is not \(what); accepted: a list")
        }
        return elements.enumerated().map { index, node in
            Field(node: node, path: "\(path)[\(index)]", context: context)
        }
    }

    /// Text of a scalar other than null.
    private func scalar(_ accepted: @autoclosure () -> String) throws(ConfigError) -> String {
        guard let text = node.text, !node.isNull else {
            throw error("\(node.asFound) where a value is wanted; accepted: \(accepted())")
        }
        return text
    }

    /// Free text.
    package func text() throws(ConfigError) -> String {
        try scalar("a text")
    }

    /// A name: of an experiment, a workload, an architecture or a machine class.
    package func name() throws(ConfigError) -> String {
        let text = try scalar(Name.accepted)
        guard !node.isBoolean else {
            throw error("\(text.quoted) is a truth value, not a name; accepted: the same in quotation marks")
        }
        guard Name.isValid(text) else { throw error("\(text.quoted) is not a name; accepted: \(Name.accepted)") }
        return text
    }

    /// Amount in base units; `mustBePositive` refuses 0.
    package func number(in quantity: Quantity, mustBePositive: Bool = false) throws(ConfigError) -> Double {
        let text = try scalar(quantity.accepted)
        let value: Double
        do {
            value = try quantity.value(of: text)
        } catch {
            throw self.error(error.message)
        }
        guard value > 0 || !mustBePositive else {
            throw error("\(text.quoted) is not above 0; accepted: \(quantity.accepted)")
        }
        context.note(.number(value), of: node)
        return value
    }

    /// Span of time in whole nanoseconds; `mustBePositive` refuses what rounds to 0.
    func time(mustBePositive: Bool = false) throws(ConfigError) -> Nanoseconds {
        let seconds = try number(in: .time, mustBePositive: mustBePositive)
        let span = Nanoseconds(clampingSeconds: seconds)
        guard span > 0 || seconds == 0 else {
            throw error("\(node.asFound) is less than a nanosecond; accepted: at least 1ns")
        }
        return span
    }

    /// A whole number.
    func count(_ range: ClosedRange<Int>) throws(ConfigError) -> Int {
        let value = try countThatIsNoParameter(range)
        context.note(.number(Double(value)), of: node)
        return value
    }

    /// Whole number that says how points are made, such as `replications`, so that no sweep can change it.
    func countThatIsNoParameter(_ range: ClosedRange<Int>) throws(ConfigError) -> Int {
        let accepted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let text = try scalar(accepted)
        guard let number = NumberText(text), number.unit.isEmpty,
            // Shortest forms of large whole numbers have an exponent: 1e+05.
            let value = Int(text) ?? Int(exactly: number.value), range.contains(value)
        else { throw error("\(text.quoted) is not \(accepted)") }
        return value
    }

    /// A seed: any whole number of 64 bits.
    func seed() throws(ConfigError) -> UInt64 {
        let accepted = "a whole number from 0 to \(UInt64.max)"
        let text = try scalar(accepted)
        guard NumberText(text)?.isWhole == true, let value = UInt64(text) else {
            throw error("\(text.quoted) is not \(accepted)")
        }
        return value
    }

    /// One of the words of an enumeration.
    package func keyword<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) throws(ConfigError) -> Word {
        let text = try word(among: Word.allCases.map(\.rawValue))
        guard let word = Word(rawValue: text) else { preconditionFailure("a word is one of its enumeration") }
        return word
    }

    /// One of some words.
    func word(among words: [String]) throws(ConfigError) -> String {
        let accepted = words.joined(separator: ", ")
        let text = try scalar(accepted)
        guard words.contains(text) else {
            let nearest = NearestName.of(text, among: words) ?? ""
            throw error("\(text.quoted) is none of the accepted words: \(accepted); the nearest is \(nearest.quoted)")
        }
        context.note(.keyword(text), of: node)
        return text
    }

    /// Number of the workload that the value names.
    func workload(among names: [String]) throws(ConfigError) -> Int {
        let text = try scalar("the name of a workload")
        guard let index = names.firstIndex(of: text) else { throw error(Name.unknown(text, "workload", among: names)) }
        context.note(.keyword(text), of: node)
        return index
    }
}

/// Rules for names, and messages about unknown ones.
package enum Name {
    /// Accepted names, for messages.
    package static let accepted = "at most \(longest) letters, digits, dots, underscores and hyphens"
    /// Length of the longest name, which becomes the name of a folder.
    private static let longest = 200

    /// True if a text may be a name.
    package static func isValid(_ text: String) -> Bool {
        // The names `.` and `..` are folders that exist already.
        !text.isEmpty && text.utf8.count <= longest && text != "." && text != ".."
            && text.utf8.allSatisfy(isAllowed)
    }

    /// True if a name may contain a byte.
    static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Message about a name that is not among `names`.
    package static func unknown(_ name: String, _ what: String, among names: [String]) -> String {
        let nearest = NearestName.of(name, among: names).map { "; the nearest is \($0.quoted)" } ?? ""
        return "there is no \(what) \(name.quoted)\(nearest); accepted: \(list(names))"
    }

    /// Names for a message; of very many, the first.
    package static func list(_ names: [String]) -> String { SettingError.list(names) }
}
