public import CellbenchSimulator

/// The text of constraints as users write it: `gpu_model in A10|T4; zone != b; kernel > 3`.
///
/// A condition is an attribute, a relation (`in`, `not in`, `=`, `!=`, `<`, `>`) and a value; `in` and `not in` take
/// several values between bars, and those of `<` and `>` must spell numbers. Semicolons separate conditions, all of
/// which must hold.
public enum ConstraintText {
    /// Accepted texts, for messages.
    public static let accepted = "conditions such as gpu_model in A10|T4; zone != b; kernel > 3"

    private static let relations: [(text: String, relation: Constraint.Relation, takesSeveral: Bool)] = [
        (" not in ", .notIn, true), (" in ", .in, true), ("!=", .notIn, false), ("=", .in, false), ("<", .less, false),
        (">", .greater, false),
    ]

    /// Reads constraints; nil for a text that spells none.
    public static func constraints(_ text: String) -> [Constraint]? {
        var all: [Constraint] = []
        for part in text.split(separator: ";") {
            let condition = trimmed(part)
            if condition.isEmpty { continue }
            guard let constraint = constraint(condition) else { return nil }
            all.append(constraint)
        }
        return all
    }

    private static func constraint(_ text: String) -> Constraint? {
        for (mark, relation, takesSeveral) in relations {
            guard let range = text.firstRange(of: mark) else { continue }
            let attribute = trimmed(text[..<range.lowerBound])
            let words = text[range.upperBound...].split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
            guard isName(attribute), takesSeveral || words.count == 1, words.allSatisfy(isWord) else { return nil }
            let values = words.map { AttributeValue($0) }
            if relation == .less || relation == .greater {
                guard values[0].number != nil else { return nil }
            }
            return Constraint(attribute, relation, values)
        }
        return nil
    }

    /// True for a text that may name an attribute: letters, digits, dots, underscores, slashes and hyphens.
    public static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    /// True for a text that may be the value of an attribute: one without `;|<>=!"` and blanks.
    public static func isWord(_ text: String) -> Bool {
        !text.isEmpty && !text.contains { ";|<>=!\"".contains($0) || $0.isWhitespace }
    }

    /// Writes constraints as a text that reads back as the same.
    public static func text(_ constraints: [Constraint]) -> String {
        constraints.map { constraint in
            let values = constraint.values.map(\.text).joined(separator: "|")
            let relation =
                switch constraint.relation {
                case .in: "in"
                case .notIn: "not in"
                case .less: "<"
                case .greater: ">"
                }
            return "\(constraint.attribute) \(relation) \(values)"
        }.joined(separator: "; ")
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
