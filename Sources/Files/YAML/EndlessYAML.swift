/// Refuses short YAML texts that would keep the YAML library busy without end.
///
/// - The library hashes the keys of a mapping in full to find duplicates. A key with nested aliases ("billion laughs")
///   doubles with each alias. This takes aliases and a key other than a plain text, which no config needs.
/// - The library compares each directive with all others.
enum EndlessYAML {
    /// Largest number of aliases in a config that has keys other than plain texts.
    ///
    /// A text of *n* aliases, three a level, stands for 3^(*n*/3) values: two million for 40.
    private static let mostAliasesWithComplexKeys = 40
    /// Largest number of lines that begin with a percent sign.
    private static let mostDirectives = 100

    /// Problem of a document that would take forever; nil if there is none.
    static func problem(in bytes: ArraySlice<UInt8>) -> String? {
        var scanner = Scanner()
        for byte in bytes { scanner.take(byte) }
        if scanner.directives > mostDirectives {
            return "\(scanner.directives) lines begin with \"%\"; accepted: at most \(mostDirectives)"
        }
        if scanner.hasComplexKey, scanner.aliases > mostAliasesWithComplexKeys {
            return "too many aliases beside keys that are not plain texts; accepted: plain keys"
        }
        return nil
    }

    /// Counts the aliases, directives and complex keys of a document, byte by byte.
    ///
    /// The scanner does not know quotation marks and comments, so it may find keys that are none, but it misses none.
    private struct Scanner {
        var aliases = 0
        var directives = 0
        var hasComplexKey = false
        private var previous = UInt8(ascii: "\n")
        /// Last byte of the line that is neither a space nor part of an anchor or a tag; a line end at the line's
        /// start.
        private var lastVisible = UInt8(ascii: "\n")
        private var isInAlias = false
        private var isInProperty = false

        mutating func take(_ byte: UInt8) {
            defer { previous = byte }
            let startsToken = " \t\r\n[{,-?:".utf8.contains(previous)
            let isSpace = " \t\r\n".utf8.contains(byte)
            if byte == UInt8(ascii: "%"), "\r\n".utf8.contains(previous) { directives += 1 }
            if isInProperty, !isSpace, !",[]{}".utf8.contains(byte) { return }
            isInProperty = startsToken && "&!".utf8.contains(byte)
            if isInProperty { return }
            // Places where flow style may have a key: `{[*a]}`, `{k: v, {a: *b}}`, and the start of a line.
            let mayBeKey = "{,\n".utf8.contains(lastVisible)
            switch byte {
            case UInt8(ascii: "?") where startsToken: hasComplexKey = true
            case UInt8(ascii: ":") where isInAlias || "]}".utf8.contains(lastVisible): hasComplexKey = true
            case UInt8(ascii: "[") where mayBeKey, UInt8(ascii: "{") where mayBeKey: hasComplexKey = true
            case UInt8(ascii: "*") where startsToken:
                aliases += 1
                isInAlias = true
                if mayBeKey { hasComplexKey = true }
            default: break
            }
            if byte != UInt8(ascii: "*"), "\r\n,[]{}".utf8.contains(byte) { isInAlias = false }
            if "\r\n".utf8.contains(byte) {
                lastVisible = UInt8(ascii: "\n")
            } else if !isSpace {
                lastVisible = byte
            }
        }
    }
}
