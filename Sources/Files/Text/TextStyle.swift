/// What the place where a text is shown can show: the caller knows it, the text's maker does not.
public struct TextStyle: Equatable, Sendable {
    /// Whether escape sequences for colours are understood (ECMA-48, SGR).
    public var hasColor: Bool
    /// Whether bars must do with the characters of ASCII.
    public var isASCII: Bool

    /// A style.
    public init(hasColor: Bool, isASCII: Bool) {
        self.hasColor = hasColor
        self.isASCII = isASCII
    }

    /// For files and pipes: no colours.
    public static let plain = TextStyle(hasColor: false, isASCII: false)
    /// For terminals: with colours.
    public static let ansi = TextStyle(hasColor: true, isASCII: false)

    /// `text` in red, as what makes the figures beside it doubtful; it must say so without its colour too.
    package func warning(_ text: String) -> String { painted(text, "31") }

    /// `text` as what the eye may pass over.
    func faint(_ text: String) -> String { painted(text, "2") }

    private func painted(_ text: String, _ code: String) -> String {
        hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// What stands between two ends.
    package var ellipsis: String { isASCII ? ".." : "…" }
}

extension String {
    /// How many characters a terminal shows of the text: all but the escape sequences of ``TextStyle``.
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
