internal import CellbenchConfig
internal import CellbenchFiles

/// Reads an expression by recursive descent, from the loosest operator: `or`, `and`, `not`, comparisons, `+ -`, `* /`,
/// signs.
struct ClaimParser {
    private typealias Node = ClaimExpression.Node
    private let tokens: [ClaimToken]
    private let names: [String]
    private var position = 0
    private var depth = 0

    /// Largest depth of nested parentheses.
    private static let deepest = 100
    private static let keywords = ["and", "or", "not", "true", "false", "never"]

    /// A parser of tokens; `names` are the names of values.
    init(_ tokens: [ClaimToken], names: [String]) {
        self.tokens = tokens
        self.names = names
    }

    /// True if a value may have the name `name`.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !keywords.contains(name), ClaimFunction(rawValue: name) == nil else {
            return false
        }
        let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }
        return isLetter(first) && name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    /// The expression of all tokens.
    mutating func whole() throws(ClaimProblem) -> ClaimExpression.Node {
        let node = try disjunction()
        guard position == tokens.count else { throw unexpected("the end") }
        return node
    }

    private mutating func disjunction() throws(ClaimProblem) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw ClaimProblem("nested too deeply; accepted: \(Self.deepest) levels") }
        var node = try conjunction()
        while take(.name("or")) { node = .or(node, try conjunction()) }
        return node
    }

    private mutating func conjunction() throws(ClaimProblem) -> Node {
        var node = try negation()
        while take(.name("and")) { node = .and(node, try negation()) }
        return node
    }

    private mutating func negation() throws(ClaimProblem) -> Node {
        var count = 0
        while take(.name("not")) { count += 1 }
        let node = try comparison()
        return count.isMultiple(of: 2) ? node : .not(node)
    }

    private mutating func comparison() throws(ClaimProblem) -> Node {
        var operands = [try sum()]
        var relations: [ClaimExpression.Relation] = []
        while let relation: ClaimExpression.Relation = takeOperator() {
            relations.append(relation)
            operands.append(try sum())
        }
        return relations.isEmpty ? operands[0] : .comparison(operands, relations)
    }

    private mutating func sum() throws(ClaimProblem) -> Node {
        var node = try product()
        while let sign = takeArithmetic([.plus, .minus]) { node = .arithmetic(sign, node, try product()) }
        return node
    }

    private mutating func product() throws(ClaimProblem) -> Node {
        var node = try signed()
        while let sign = takeArithmetic([.times, .over]) { node = .arithmetic(sign, node, try signed()) }
        return node
    }

    private mutating func signed() throws(ClaimProblem) -> Node {
        var count = 0
        while take(.sign("-")) { count += 1 }
        let node = try primary()
        return count.isMultiple(of: 2) ? node : .negated(node)
    }

    private mutating func primary() throws(ClaimProblem) -> Node {
        guard position < tokens.count else { throw unexpected("a value") }
        let token = tokens[position]
        switch token {
        case .number(let number):
            position += 1
            return .number(number)
        case .sign("("):
            position += 1
            let node = try disjunction()
            try expect(")")
            return node
        case .name("never"):
            position += 1
            return .number(.infinity)
        case .name(let name) where !Self.keywords.contains(name):
            position += 1
            return take(.sign("(")) ? try call(name) : try value(name)
        default: throw unexpected("a value")
        }
    }

    private func value(_ name: String) throws(ClaimProblem) -> Node {
        guard names.contains(name) else {
            throw ClaimProblem(
                names.isEmpty
                    ? "there is no value \(name.quoted) yet; accepted: values named before"
                    : Name.unknown(name, "value", among: names))
        }
        return .name(name)
    }

    private mutating func call(_ name: String) throws(ClaimProblem) -> Node {
        guard let function = ClaimFunction(rawValue: name) else {
            throw ClaimProblem(Name.unknown(name, "function", among: ClaimFunction.allCases.map(\.rawValue)))
        }
        var arguments: [Node] = []
        if !take(.sign(")")) {
            repeat { arguments.append(try disjunction()) } while take(.sign(","))
            try expect(")")
        }
        guard function.arguments.contains(arguments.count) else {
            throw ClaimProblem("\(name) of \(arguments.count) values; accepted: \(function.usage)")
        }
        return .call(function, arguments)
    }

    private mutating func take(_ token: ClaimToken) -> Bool {
        guard position < tokens.count, tokens[position] == token else { return false }
        position += 1
        return true
    }

    private mutating func takeOperator<Operator: RawRepresentable<String>>() -> Operator? {
        guard position < tokens.count, case .sign(let sign) = tokens[position], let found = Operator(rawValue: sign)
        else {
            return nil
        }
        position += 1
        return found
    }

    private mutating func takeArithmetic(_ signs: [ClaimExpression.Arithmetic]) -> ClaimExpression.Arithmetic? {
        guard position < tokens.count, case .sign(let sign) = tokens[position],
            let found = signs.first(where: { $0.rawValue == sign })
        else { return nil }
        position += 1
        return found
    }

    private mutating func expect(_ sign: String) throws(ClaimProblem) {
        guard take(.sign(sign)) else { throw unexpected(sign.quoted) }
    }

    private func unexpected(_ wanted: String) -> ClaimProblem {
        let found = position < tokens.count ? tokens[position].text.quoted : "the end"
        return ClaimProblem("\(found) in an expression where \(wanted) is wanted")
    }
}
