import Testing

@testable import CellbenchFiles

@Suite struct JSONSyntaxTests {
    @Test(arguments: [
        "null", " true ", "-0.5e+3", "[]", "{}", "[[],{}]", #"{"a":[1,2,{"b":null}],"c":"\"\\"}"#, "\n0\r\n\t",
    ])
    func isJSON(text: String) {
        #expect(JSONSyntax.firstProblem(in: Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        ("[1,]", 4, "expected a value"), ("{\"a\":1,}", 8, "expected a key in quotes"),
        ("[1 2]", 4, "expected ',' or ']'"),
        ("{\"a\":1]", 7, "expected ',' or '}'"), ("01", 2, "expected the end of the file"),
        ("1.", 3, "expected a value"),
        ("-", 2, "expected a value"), ("tru", 1, "expected a value"), ("{1:2}", 2, "expected a key in quotes or '}'"),
        ("\"a\tb\"", 3, "expected a value"), ("]", 1, "expected a value"), ("[}", 2, "expected a value or ']'"),
    ])
    func isNoJSON(text: String, column: Int, message: String) {
        let problem = JSONSyntax.firstProblem(in: Array(text.utf8))
        #expect(problem?.line == 1 && problem?.column == column)
        #expect(problem?.message.hasPrefix(message) == true)
    }
}
