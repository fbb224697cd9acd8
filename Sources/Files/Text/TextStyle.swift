/// Abilities of the place where a text is shown, which the text's maker does not know.
public struct TextStyle: Equatable, Sendable {
    /// True if escape sequences for colours are understood (ECMA-48, SGR).
    public var hasColor: Bool
    /// True if bars may use only ASCII characters.
    public var isASCII: Bool

    /// A style.
    public init(hasColor: Bool, isASCII: Bool) {
        self.hasColor = hasColor
        self.isASCII = isASCII
    }

    /// Style for files and pipes: no colours.
    public static let plain = TextStyle(hasColor: false, isASCII: false)
    /// Style for terminals: colours.
    public static let ansi = TextStyle(hasColor: true, isASCII: false)

    /// `text` in red, for a reason to doubt the figures beside it; the words must say so without the colour too.
    package func warning(_ text: String) -> String { painted(text, "31") }

    /// `text` in a faint colour, for what a reader may skip.
    func faint(_ text: String) -> String { painted(text, "2") }

    private func painted(_ text: String, _ code: String) -> String {
        hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Text between the two ends of a range: `1…8`.
    package var ellipsis: String { isASCII ? ".." : "…" }
}

extension String {
    /// Number of characters that a terminal shows: all except the escape sequences of ``TextStyle``.
    package var shownCount: Int {
        guard utf8.contains(0x1B) else { return count }
        var shown = 0
        var isEscape = false
        for character in self {
            if character == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                isEscape = character != "m"
            } else {
                shown += 1
            }
        }
        return shown
    }
}
