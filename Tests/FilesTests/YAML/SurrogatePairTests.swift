import Testing

@testable import CellbenchFiles

/// JSON's escapes in configs.
@Suite struct SurrogatePairTests {
    @Test(arguments: [
        ("\"\\ud83d\\ude80\"", "\"\\U0001F680\""), ("\"a\\uD83D\\uDE80b\"", "\"a\\U0001F680b\""),
        ("\"\\\\ud83d\\ude80\"", "\"\\\\ud83d\\ude80\""), ("\\ud83d\\ude80", "\\ud83d\\ude80"),
        ("\"\\ud83d\"", "\"\\ud83d\""), ("\"\\ude80\\ud83d\"", "\"\\ude80\\ud83d\""), ("\"\\", "\"\\"),
        ("\"\\ud83d\\ude8\"", "\"\\ud83d\\ude8\""), ("\"\\\"\\ud83d\\ude80\"", "\"\\\"\\U0001F680\""),
    ])
    func `Pairs in quotation marks become one escape, and nothing else changes`(text: String, expected: String) {
        #expect(SurrogatePairs.joined(text) == expected)
    }

    @Test func `A config in JSON may have them`() throws {
        let tree = try YAMLReader.tree(of: Array("{\"description\": \"\\ud83d\\ude80!\"}".utf8), file: "c.json")
        #expect(tree["description"]?.text == "\u{1F680}!")
    }
}
