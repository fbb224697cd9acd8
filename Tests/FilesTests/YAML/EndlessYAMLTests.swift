import Testing

@testable import CellbenchFiles

@Suite struct EndlessYAMLTests {
    private static func bomb(_ use: (String) -> String) -> String {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...60 { text += "a\(level): &a\(level) \(use("*a\(level - 1)"))\n" }
        return text
    }

    @Test(arguments: [
        bomb { "{[\($0)]}" }, bomb { "{{k: \($0)}}" }, bomb { "{? \($0)}" }, bomb { "{k: v, [\($0), \($0)]}" },
        bomb { "{&x [\($0)]}" }, bomb { "{ !!seq [\($0)]}" }, bomb { "{ # c\n  [\($0)]}" },
        bomb { "{\"x # y\": 1, [\($0)]}" },
        bomb { "[\($0), \($0)]" } + "{*a60}: 1\n", String(repeating: "%TAG !a! tag:a\n", count: 1000) + "---\na: 1\n",
    ])
    func `What would take forever is an error at once`(text: String) {
        #expect(throws: ConfigError.self) { try YAMLReader.tree(of: Array(text.utf8), file: "c.yaml") }
    }

    @Test func `Many aliases of plain keys are fine`() throws {
        let lines = (0..<100).map { "k\($0): *a\n" }.joined()
        let tree = try YAMLReader.tree(of: Array("a: &a { x: 1 }\n\(lines)list: [*a]\n".utf8), file: "c.yaml")
        #expect(tree["k99"]?["x"]?.text == "1")
    }
}
