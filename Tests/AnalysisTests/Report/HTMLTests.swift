import Testing

@testable import CellbenchAnalysis

@Suite struct HTMLTests {
    @Test func `Text is escaped, markup is not`() {
        let name = "<script>alert(\"x\" & 'y')</script>"
        let inner: HTML = "<b>\(name)</b>"
        let html: HTML = "<p title=\"\(name)\">\(inner)</p>"
        let escaped = "&lt;script&gt;alert(&quot;x&quot; &amp; &#39;y&#39;)&lt;/script&gt;"
        #expect(html.text == "<p title=\"\(escaped)\"><b>\(escaped)</b></p>")
    }

    @Test func `What is invisible shows as what it is`() {
        let html: HTML = "\("a\u{202E}b\u{0}\n")"
        #expect(html.text == #"a\u{202E}b\0\n"#)
    }

    @Test func `Lines stay lines, and nothing else invisible stays`() {
        let html: HTML = "\(lines: "a: <1>\n\tb: \u{7}\n")"
        #expect(html.text.hasPrefix("a: &lt;1&gt;\n\tb: "))
        #expect(html.text.hasSuffix("\n"))
        #expect(!html.text.unicodeScalars.contains("\u{7}"))
    }

    @Test func `Coordinates are short`() {
        let html: HTML = "\(1.0) \(-2.25) \(3.14159) \(-0.01)"
        #expect(html.text == "1 -2.3 3.1 0")
    }

    @Test func `Long texts are cut, as they are shown`() {
        #expect("abcdef".shortened(to: 6) == "abcdef")
        #expect("abcdefg".shortened(to: 6) == "abcde…")
        #expect("a.b.c.d.e.f.g.h".middleShortened(to: 9).count == 9)
        #expect("a.b.c.d.e.f.g.h".middleShortened(to: 9) == "a.b…f.g.h")
        #expect("\u{202E}abcdefgh".shortened(to: 8).count == 8)
    }
}
