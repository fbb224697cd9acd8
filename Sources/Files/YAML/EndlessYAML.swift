/// What is small to write in YAML and keeps its library busy without end.
///
/// The library hashes a mapping's keys in full to find duplicates. Aliases within aliases used as a key ("billion laughs") double with each.
/// Both an alias and a key that is not a plain text are needed for that: such a key is never of use in a config. Directives are looked
/// up one by one, for each of them.
enum EndlessYAML {
    /// The most aliases a config may have that also has keys which are not plain texts.
    ///
    /// Those of three aliases each triple what they stand for, and *n* make 3^(*n*/3) values at most: two million.
    private static let mostAliasesWithComplexKeys = 40
    /// The most lines that may begin with a percent sign.
    private static let mostDirectives = 100

    /// What is wrong with a document that would take forever; nil if nothing is.
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

    /// Reads a document byte by byte, as far as aliases, directives and keys go.
    ///
    /// It knows neither quotation marks nor comments, which what is hidden in them could not be told from: rather it finds a key too many.
    private struct Scanner {
        var aliases = 0
        var directives = 0
        var hasComplexKey = false
        private var previous = UInt8(ascii: "\n")
        /// The last byte of the line that is no space, and not of an anchor or a tag; a line end where there was none.
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
            // Where a mapping in flow style may have a key: `{[*a]}`, `{k: v, {a: *b}}`, and on lines of their own.
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
