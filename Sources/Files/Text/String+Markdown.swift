/// Names, paths and reasons in comments on a forge.
///
/// A forge turns addresses, mentions, references and commits into links: `https://…`, `www.…`, `a@b.c`, `@name`, `#1`,
/// `owner/repo#1`, `!1`, `GH-1`, 7 or more hexadecimal digits. A reader would take such a link for cellbench's, and a
/// mention notifies somebody.
///
/// Links are made from the rendered text, in which a backslash (`\@name`) and an entity (`&#64;name`) already are the
/// character they stand for. So neither prevents a link, on GitHub (github/cmark-gfm issue 181) or on GitLab, whose
/// reference filters read text nodes too. Text within `code` is left alone by both. Hence a word that may be linked
/// becomes a code span, and all other text is escaped.
extension String {
    /// The text for a paragraph, in which no character is Markdown or HTML and no word is linked.
    package var markdownEscaped: String { markdown(inTable: false) }

    /// The text for a cell of a table, in which bars are escaped as well.
    package var markdownCell: String { markdown(inTable: true) }

    /// The text as a code span for a cell of a table.
    package var markdownCodeCell: String { printable.codeSpan(inTable: true) }

    private func markdown(inTable: Bool) -> String {
        printable.split(separator: " ", omittingEmptySubsequences: false).map { word in
            ForgeLinks.mayLink(word) ? String(word).codeSpan(inTable: inTable) : word.escapedForMarkdown
        }.joined(separator: " ")
    }

    /// The text as a code span (CommonMark 0.31, section 6.1), in which only bars of tables can be escaped.
    private func codeSpan(inTable: Bool) -> String {
        let scalars = unicodeScalars
        let longestRun = scalars.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longestRun + 1)
        // Markdown drops one space on both sides; added ones keep backquotes and spaces apart from the
        // fence.
        let ends = [scalars.first, scalars.last]
        let padding = ends.contains("`") || ends == [" ", " "] || isEmpty ? " " : ""
        let text = scalars.reduce(into: "") { $0 += inTable && $1 == "|" ? "\\|" : String($1) }
        return fence + padding + text + padding + fence
    }
}

extension Substring {
    fileprivate var escapedForMarkdown: String {
        unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\\", "|", "`", "*", "_", "[", "]", "~", "#", "$": result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}

/// Words that GitHub and GitLab link, or may be set up to link.
enum ForgeLinks {
    /// True if a part of a word may be linked; a doubtful word counts as linked.
    static func mayLink(_ word: Substring) -> Bool {
        let bytes = Array(word.utf8)
        let small = bytes.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        return marks.contains { small.firstRange(of: $0) != nil } || hasReference(bytes) || hasKey(bytes)
            || hasHash(small) || hasShortcode(bytes)
    }

    /// Parts of words that are links: addresses, mentions, and GitLab's references such as `[epic:1]`.
    private static let marks = ["://", "www.", "mailto:", "xmpp:", "@", "[", "ghsa-"].map { Array($0.utf8) }

    /// True if there is a reference such as `#1`, or GitLab's `!1`, `$1`, `%1`, `~name`, `&1`, `^alert#1`.
    private static func hasReference(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { mark, next in
            "#!$%~&^".utf8.contains(mark) && (isWord(next) || "\"{".utf8.contains(next))
        }
    }

    /// True if there is a tracker's key such as `GH-1`, `CVE-2021-1` or `PROJECT-12`.
    private static func hasKey(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { hyphen in
            guard bytes[hyphen] == UInt8(ascii: "-"), hyphen + 1 < bytes.count, isDigit(bytes[hyphen + 1]) else {
                return false
            }
            let name = Array(bytes[..<hyphen].reversed().prefix(while: isWord).reversed())
            if name.map({ $0 | 0x20 }) == Array("gh".utf8) { return true }
            return name.count > 1 && name.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") || isCapital($0) }
                && name.contains(where: isCapital)
        }
    }

    /// True if there may be the start of a commit's hash.
    private static func hasHash(_ bytes: [UInt8]) -> Bool {
        let shortest = 7
        return bytes.split { !isWord($0) }.contains { word in
            word.count >= shortest && word.allSatisfy { isDigit($0) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }
        }
    }

    /// True if there is the name of an emoji, such as `:rocket:`.
    private static func hasShortcode(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return parts.dropFirst().dropLast().contains { name in
            !name.isEmpty && name.allSatisfy { isWord($0) || "+-".utf8.contains($0) }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
    }
}
