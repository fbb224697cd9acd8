import Testing

@testable import CellbenchAnalysis

@Suite struct ClaimExpressionTests {
    private let values: [String: ClaimValue] = [
        "a": .number(2), "b": .number(5), "zero": .number(0),
        "s": .series([(1, 1), (10, 2), (100, 4)]), "t": .series([(1, 2), (10, 2), (100, 3)]),
        "other": .series([(1, 1), (20, 2)]), "down": .series([(0, 4), (1, 3.9), (2, 1)]),
    ]

    private func value(_ text: String) throws -> ClaimValue {
        try ClaimExpression(text, names: Array(values.keys)).value(values)
    }

    private func problem(_ text: String) -> String {
        do {
            let value = try value(text)
            return "no problem: \(value)"
        } catch let error as ClaimProblem {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("10 - 4 - 3", 3), ("12 / 3 / 2", 2), ("-a + b", 3), ("- - a", 2),
        ("2 * -a", -4), ("1e3 / 1E+2", 10), (".5 + 1.25", 1.75), ("min(a, b)", 2), ("max(a, b, 7)", 7),
        ("min(s)", 1), ("max(s)", 4), ("mean(t)", 7.0 / 3), ("first(s) + last(s)", 5), ("at(s, 10)", 2),
        ("abs(a - b)", 3),
        ("max(s * 2 - t)", 5), ("last(a / s)", 0.5), ("never", .infinity), ("a / never", 0),
    ])
    func `Arithmetic has the usual order`(text: String, expected: Double) throws {
        #expect(try value(text) == .number(expected))
    }

    @Test(arguments: [
        ("a < b", true), ("a > b", false), ("a <= 2 and b >= 5", true), ("a == 2", true), ("a != 2", false),
        ("1 < a < 3", true), ("1 < a < b < 4", false), ("a > b or a == 2 and b == 5", true),
        ("(a > b or a == 2) and b == 4", false), ("not a > b", true), ("not not a > b", false),
        ("not (a < b) or a < b", true),
        ("s < 5", true), ("s < 4", false), ("0 < s", true), ("s <= t * 2", true), ("s < t", false), ("a < never", true),
        ("rising(s)", true), ("rising(t)", true), ("falling(s)", false), ("falling(down)", true),
        ("rising(down)", false),
        ("falling(s * 0 + 1)", true), ("within(a, 2.2, 0.1)", true), ("within(a, 2.3, 0.1)", false),
        ("within(a, b, 9) and never > b", true), ("within(s, s * 1.05, 0.05)", true), ("within(-a, -2.2, 0.1)", true),
    ])
    func `Comparisons hold of series where they hold everywhere`(text: String, expected: Bool) throws {
        #expect(try value(text) == .truth(expected))
    }

    @Test func `Rising and falling let a share go astray, from the greatest or the least before`() throws {
        func series(_ numbers: [Double]) -> [String: ClaimValue] {
            ["s": .series(numbers.enumerated().map { (Double($0), $1) })]
        }
        func holds(_ text: String, _ numbers: [Double]) throws -> Bool {
            try ClaimExpression(text, names: ["s"]).value(series(numbers)) == .truth(true)
        }
        #expect(try holds("rising(s, 0.1)", [1, 0.95, 2, 1.85, 3]))
        // Two small steps down are one that is too large.
        #expect(try !holds("rising(s, 0.1)", [1, 0.95, 0.89, 2]))
        #expect(try holds("falling(s, 0.1)", [2, 1, 1.09, 0.5]))
        #expect(try !holds("falling(s, 0.1)", [2, 1, 1.09, 1.11]))
        #expect(try !holds("rising(s)", [1, 0.999999]))
        #expect(try !holds("rising(s, 0.5)", [1, .infinity, 2]))
        #expect(try holds("rising(s, 0.5)", [1, 2, .infinity, .infinity]))
        #expect(try holds("falling(s)", [.infinity, 2, 1]))
    }

    @Test func `A crossing is between two places, at the first where it is there already, and nowhere if never`() throws
    {
        // Half way on a logarithmic scale from 1 to 10: 1.5 is half way from 1 to 2.
        guard case .number(let place) = try value("crossing(s, 1.5)") else { return }
        #expect(abs(place - 10.0.squareRoot()) < 1e-12)
        #expect(try value("crossing(s, 0.5)") == .number(1))
        #expect(try value("crossing(s, 4)") == .number(.infinity))
        // Places from 0 are not logarithmic.
        guard case .number(let linear) = try value("crossing(0 - down, -3.95)") else { return }
        #expect(abs(linear - 0.5) < 1e-9)
    }

    @Test(arguments: [
        ("", "the end in an expression where a value is wanted"), ("a <", "the end in an expression"),
        ("a b", "\"b\" in an expression where the end is wanted"), ("(a", "where \")\" is wanted"),
        ("a = b", "\"=\" in an expression; accepted"), ("c < 1", "there is no value \"c\""),
        ("rsing(s)", "there is no function \"rsing\"; the nearest is \"rising\""),
        ("rising()", "rising of 0 values; accepted: rising(series)"), ("rising(a)", "rising of a number"),
        ("at(s, 3)", "the series has no value at 3; it has 1, 10, 100"), ("at(s, t)", "at of a series"),
        ("s < other", "not at the same places"), ("zero / zero < 1", "/ of 0 and 0 is no number"),
        ("a / zero > 1", "/ of 2 and 0 is no number"),
        ("within(never, never, 0.1)", "there is no share of never"), ("s / zero > 1", "is no number"),
        ("never - never < 1", "is no number"), ("(a < b) + 1", "+ of a truth value and a number"),
        ("a and a < b", "a number where a condition is wanted"), ("not a", "a number where a condition is wanted"),
        ("1.2.3 < a", "\"1.2.3\" is not a number"), ("a < b and", "the end in an expression"),
        ("and", "where a value is wanted"),
        ("a < 1 $", "\"$\" in an expression"), ("within(a, b)", "within of 2 values"),
        ("a > b and zero / zero < 1", "is no number"),
    ])
    func `What is no expression is told`(text: String, message: String) {
        #expect(problem(text).contains(message), "\(problem(text))")
    }

    @Test func `Deep nesting is refused, not a crash`() {
        #expect(problem(String(repeating: "(", count: 1000)).contains("nested too deeply"))
        for sign in ["(", "not ", "-", "a + ", "a > 0 and "] {
            #expect(problem(String(repeating: sign, count: 200_000) + "a").contains("too long"))
        }
        #expect(problem(String(repeating: "a + ", count: 900) + "a > 0").contains("no problem"))
        #expect(problem(String(repeating: "not ", count: 901) + "a < b").contains("no problem"))
    }

    @Test func `Words of expressions name no value`() {
        for name in ["and", "or", "not", "never", "rising", "at", "2a", "a-b", "", "ä", "a b"] {
            #expect(!ClaimParser.isName(name))
        }
        for name in ["a", "A1", "_x", "wait_a", "tolerance"] { #expect(ClaimParser.isName(name)) }
    }
}
