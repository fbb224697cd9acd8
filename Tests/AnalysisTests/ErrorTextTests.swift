import CellbenchResults
import Testing

@testable import CellbenchAnalysis

@Suite struct ErrorTextTests {
    @Test func `Errors are one line, whatever they name`() {
        let evil = "\u{1B}[2J\n\u{202E}x"
        let descriptions = [
            ResultsError.unreadable(file: evil, reason: evil).description,
            ResultsError.malformed(file: evil, position: nil, path: evil, problem: evil).description,
            ComparisonError.unknownArchitecture(evil, known: [evil]).description,
        ]
        for text in descriptions {
            #expect(text.allSatisfy { $0.isASCII && !$0.isNewline && $0 != "\u{1B}" })
            #expect(text.contains("\\u{1B}[2J\\n\\u{202E}x"))
        }
    }
}
