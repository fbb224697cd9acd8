import Testing

@testable import CellbenchFiles

@Suite struct MarkdownTests {
    @Test(arguments: [
        "http://a.b", "https://a.b/c", "ftp://a", "HTTP://A.B", "git+ssh://x", "www.example.com", "WWW.example.com",
        "mailto:x",
        "xmpp:a", "a@b.c", "@name", "x@", "#1", "owner/repo#1", "GH-1", "gh-12", "(GH-1)", "owner/repo@0123abc", "!1",
        "group/repo!1",
        "$1", "%1", "%milestone", "~label", "~\"two", "&1", "^alert#1", "[issue:1]", "[[page]]", "CVE-2021-1234",
        "PROJ_2-3",
        "GHSA-abcd-efgh", "0123456789abcdef0123456789abcdef01234567", "deadbee", "1234567", "sha256:0123abc",
        "Deadbeef", "x/0123abc.", ":rocket:", "a:+1:",
    ])
    func `What a forge may link becomes code, in which it links nothing`(word: String) {
        #expect(word.markdownEscaped == "`\(word)`")
        #expect("a \(word) b".markdownCell == "a `\(word)` b")
    }

    @Test(arguments: [
        "plain", "a.b.c", "decisionTime.service.job=10", "shared-state", "high-load", "service-0", "2 × Abacus", "95 %",
        "-7.9%…-6.9%",
        "0.123456", "123456", "deadbe", "défàcé1", "T-x", "1-2", "x-1", "example.com", "a/b", "1:30", "100", "e-mail",
        "high-1", "csv:jobs.csv:", "a::b",
    ])
    func `What nobody links stays text`(word: String) {
        #expect(word.markdownEscaped == word)
    }

    @Test func `What would be Markdown or HTML is escaped`() {
        #expect(
            "a_b *c* <i> & \\ ~ # | $ `".markdownEscaped == "a\\_b \\*c\\* &lt;i&gt; &amp; \\\\ \\~ \\# \\| \\$ \\`")
        #expect("  two  spaces ".markdownEscaped == "  two  spaces ")
        #expect("\u{202E}x\u{200B}".markdownEscaped == "\\\\u{202E}x\\\\u{200B}")
    }

    @Test func `Code spans hold backquotes, and bars of tables are escaped in them`() {
        #expect("#1`".markdownEscaped == "`` #1` ``")
        #expect("`#1``2".markdownEscaped == "``` `#1``2 ```")
        #expect("#1|x".markdownEscaped == "`#1|x`")
        #expect("#1|x".markdownCell == "`#1\\|x`")
        // With an accent behind it, a bar or a backquote is another character in Swift, but not in Markdown.
        #expect("#1|\u{301}".markdownCell == "`#1\\|\u{301}`")
        #expect("#1`\u{301}x".markdownEscaped == "``#1`\u{301}x``")
        #expect("a < b | c".markdownCodeCell == "`a < b \\| c`")
        #expect("".markdownCodeCell == "`  `")
    }
}
