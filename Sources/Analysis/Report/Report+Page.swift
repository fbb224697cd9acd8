internal import CellbenchFiles
internal import CellbenchResults

extension Report {
    /// The whole page.
    public func html() -> String {
        let comparison = Comparison(results)
        let layout = SweepLayout(comparison)
        return Self.page(
            title: "\(results.name): cellbench report",
            """
            \(header(comparison))\(claimsSection())\(saturationSection())\(tableSection(comparison, layout))\
            \(ReportCharts(results, comparison, layout, names).section())\(configSection())\(costSection())
            """)
    }

    /// A page with a title and content, that loads nothing from elsewhere.
    static func page(title: String, _ content: HTML) -> String {
        let style = PageStyle.text
        let script = PageScript.text
        // The policy allows the page's own style and script by their hashes, and no other.
        let policy =
            "default-src 'none'; style-src '\(SHA256.source(style))'; script-src '\(SHA256.source(script))'; "
            + "img-src data:; base-uri 'none'; form-action 'none'"
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="cellbench \(Release.version)">
            <meta name="checksum" content="\(FileChecksum.placeholder)">
            <link rel="icon" href="data:,">
            <title>\(title)</title>
            <style>\(HTML(markup: style))</style>
            </head>
            <body>
            <main>
            \(content)</main>
            <div id="tip" role="status" hidden></div>
            <script>\(HTML(markup: script))</script>
            </body>
            </html>

            """
        return FileChecksum.filled(page.text)
    }

    /// A part of the page under a heading.
    static func section(_ id: HTML, _ title: String, _ content: HTML) -> HTML {
        """
        <section id="\(id)" aria-labelledby="\(id)-title">
        <h2 id="\(id)-title">\(title)</h2>
        \(content)</section>

        """
    }
}

extension SHA256 {
    /// Digest of an inline script or style in the form of a Content-Security-Policy.
    ///
    /// Source: W3C, *Content Security Policy Level 3*, hash-source.
    static func source(_ text: String) -> String {
        let hexadecimal = Array(hexDigest(of: text.utf8))
        let bytes = stride(from: 0, to: hexadecimal.count, by: 2).compactMap { index in
            UInt8(String(hexadecimal[index...index + 1]), radix: 16)
        }
        return "sha256-" + base64(bytes)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return stride(from: 0, to: bytes.count, by: 3).map { start in
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
            let text = (0...group.count).map { digits[bits >> (18 - 6 * $0) & 63] }
            return String(text) + String(repeating: "=", count: 3 - group.count)
        }.joined()
    }
}
