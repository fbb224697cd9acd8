import Foundation
import Testing

@testable import CellbenchFiles

@Suite struct PrintableTests {
    /// Characters that must not reach a terminal, a reader or a forge: controls, direction marks, line ends, characters
    /// without width.
    static let invisible: [Unicode.Scalar] =
        (0x00...0x1F).map { Unicode.Scalar($0) } + (0x7F...0x9F).map { Unicode.Scalar($0) }
        + [
            "\u{61C}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}",
            "\u{202B}",
            "\u{202C}", "\u{202D}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{AD}",
            "\u{FEFF}",
            "\u{115F}", "\u{3164}", "\u{FFA0}", "\u{180E}", "\u{34F}", "\u{FE0F}", "\u{E0001}", "\u{E000}",
            "\u{10FFFF}",
        ]

    @Test func `Nothing invisible is left in a text on a line`() {
        for scalar in Self.invisible {
            let text = "a\(scalar)b".printable
            #expect(!text.unicodeScalars.contains(scalar))
            #expect(text.hasPrefix("a\\") && text.hasSuffix("b"), "\(text)")
        }
        #expect("\u{1B}[2Jevil\u{7}\n\u{9B}1m\u{202E}".printable == "\\u{1B}[2Jevil\\u{07}\\n\\u{009B}1m\\u{202E}")
    }

    @Test func `In an answer lines end and tabs stand, and nothing else is left`() {
        for scalar in Self.invisible where scalar != "\n" && scalar != "\t" {
            #expect(!"a\(scalar)b\n".printableLines.unicodeScalars.contains(scalar))
        }
        #expect("a\tb\nc\r\nd\r".printableLines == "a\tb\nc\r\nd\\r")
    }

    @Test(arguments: [
        "", "plain text, 0–9", "größer ± 5 µs … ▁▂█ 中文 العربية हिन्दी e\u{301}", "I \u{2764}\u{FE0F} cells \u{1F680}",
        "\u{A0}\u{3000}",
    ])
    func `What can be seen stays as it is`(text: String) {
        #expect(text.printable == text)
        #expect(text.printableLines == text)
        #expect(text.escapedForJSON == text)
    }

    @Test func `Of a terminal's language an answer keeps the colours of its own style, where it has any`() {
        let style = TextStyle.ansi
        let text = style.warning("!") + style.faint("x") + "\n"
        #expect(text.printableLines(keepingColors: true) == text)
        #expect(!text.printableLines.contains("\u{1B}"))
        for other in ["\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}[", "\u{1B}[31", "\u{1B}", "\u{1B}[?25l", "\u{9B}31m"]
        {
            #expect(
                !other.printableLines(keepingColors: true).unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
        }
    }

    @Test func `JSON has none of it raw, and reads back as the same text`() throws {
        for scalar in Self.invisible {
            let value = ["a\(scalar)b\u{1F469}\u{200D}\u{1F4BB}": "\(scalar)\\\"/\(scalar)"]
            let text = try JSONText.encode(value)
            #expect(!text.unicodeScalars.contains { $0 == scalar && $0 != "\n" }, "\(scalar.value)")
            #expect(try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == value)
        }
    }

    @Test func `Errors are one line, whatever they name`() {
        let evil = "\u{1B}[2J\n\u{202E}x"
        let descriptions = [
            ConfigError(file: evil, path: evil, message: evil).description,
            OutputError(POSIXError("write", evil, code: 2)).description,
            OutputError(refusing: evil, because: "it is \(evil.quoted)").description,
        ]
        for text in descriptions { #expect(text == text.printable && text.contains("\\u{1B}[2J\\n\\u{202E}x")) }
    }
}
