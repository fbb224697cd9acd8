internal import CellbenchFiles

/// A condition or value of a claim: `max(wait) < 2 * base and rising(wait)`.
///
/// Expressions consist of numbers, names, `+ - * /`, comparisons, `and`, `or`, `not`, parentheses and functions of
/// series.
struct ClaimExpression: Sendable {
    /// The expression as it is written.
    let text: String
    private let root: Node

    indirect enum Node: Sendable {
        case number(Double)
        case name(String)
        case call(ClaimFunction, [Node])
        case negated(Node)
        case arithmetic(Arithmetic, Node, Node)
        /// Two or more operands with comparisons between them, all of which must hold: `a < b < c`.
        case comparison([Node], [Relation])
        case not(Node)
        case and(Node, Node)
        case or(Node, Node)
    }

    enum Arithmetic: String, CaseIterable, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
    }

    enum Relation: String, CaseIterable, Sendable {
        case atMost = "<="
        case atLeast = ">="
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case greater = ">"
    }

    /// An expression that may use the given names.
    init(_ text: String, names: [String]) throws(ClaimProblem) {
        self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var parser = ClaimParser(try ClaimToken.all(in: text), names: names)
        root = try parser.whole()
    }

    /// True if the expression holds for given values of its names.
    func holds(_ values: [String: ClaimValue]) throws(ClaimProblem) -> Bool {
        guard case .truth(let holds) = try value(values) else {
            throw ClaimProblem(ofKind: "\(text.quoted) is a number, neither true nor false")
        }
        return holds
    }

    /// Value of the expression for given values of its names.
    func value(_ values: [String: ClaimValue]) throws(ClaimProblem) -> ClaimValue { try root.value(values) }
}

/// A word, number or sign of an expression.
enum ClaimToken: Equatable {
    case number(Double)
    case name(String)
    case sign(String)

    /// The tokens of a text.
    static func all(in text: String) throws(ClaimProblem) -> [ClaimToken] {
        let signs = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ","]
        let most = 2000
        var tokens: [ClaimToken] = []
        var rest = text[...]
        while let first = rest.first {
            // A chain of operators nests as deep as it is long.
            guard tokens.count < most else { throw ClaimProblem("too long; accepted: at most \(most) words and signs") }
            if first.isWhitespace {
                rest.removeFirst()
            } else if let sign = signs.first(where: rest.hasPrefix) {
                tokens.append(.sign(sign))
                rest.removeFirst(sign.count)
            } else if first.isASCII, first.isNumber || first == "." {
                let digits = numberPrefix(of: rest)
                guard let number = Double(String(digits)) else {
                    throw ClaimProblem("\(String(digits).quoted) is not a number; accepted: such as 0.5 or 1e3")
                }
                tokens.append(.number(number))
                rest.removeFirst(digits.count)
            } else if first.isASCII, first.isLetter || first == "_" {
                let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
                tokens.append(.name(String(word)))
                rest.removeFirst(word.count)
            } else {
                throw ClaimProblem(
                    "\(String(first).quoted) in an expression; accepted: numbers, names, \(signs.joined(separator: " "))"
                )
            }
        }
        return tokens
    }

    /// The number at the beginning of a text: digits, a point, an exponent with its sign.
    private static func numberPrefix(of text: Substring) -> Substring {
        var end = text.startIndex
        var last: Character = "0"
        while end < text.endIndex {
            let next = text[end]
            let isSignOfExponent = (next == "-" || next == "+") && (last == "e" || last == "E")
            guard next.isASCII, next.isNumber || next == "." || next == "e" || next == "E" || isSignOfExponent else {
                break
            }
            last = next
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// The token for messages.
    var text: String {
        switch self {
        case .number(let number): shortest(number)
        case .name(let name): name
        case .sign(let sign): sign
        }
    }
}
