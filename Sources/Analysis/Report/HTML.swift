internal import CellbenchFiles
internal import CellbenchResults

/// A piece of a page, in which text from elsewhere is escaped.
///
///     let cell: HTML = "<td>\(architecture)</td>"
///
/// Literals are markup. An interpolated string is text and never becomes markup, whatever a results file contains.
/// Interpolated pieces of this type stay markup.
struct HTML: Equatable, ExpressibleByStringInterpolation {
    /// The markup.
    private(set) var text: String

    /// An empty piece.
    init() { text = "" }

    /// Markup from a text that this program made.
    init(markup text: String) { self.text = text }

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text: String

        init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        /// Escaped text, for content and for attributes in quotation marks.
        mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value.printable) }

        /// Escaped text of several lines, with its line ends and tabs.
        mutating func appendInterpolation(lines value: String) {
            for (number, line) in value.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { text += "\n" }
                let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
                text += parts.map { HTML.escaped(String($0).printable) }.joined(separator: "\t")
            }
        }

        mutating func appendInterpolation(_ html: HTML) { text += html.text }

        mutating func appendInterpolation(_ number: Int) { text += "\(number)" }

        /// A coordinate in units of the drawing, rounded to tenths.
        mutating func appendInterpolation(_ coordinate: Double) {
            let rounded = FigureFormat.fixed(coordinate, decimals: 1)
            text += rounded.hasSuffix(".0") ? String(rounded.dropLast(2)) : rounded
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { special.contains($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let special = Array("&<>\"'".utf8)

    static func + (first: HTML, second: HTML) -> HTML { HTML(markup: first.text + second.text) }

    static func += (first: inout HTML, second: HTML) { first.text += second.text }
}

extension Sequence<HTML> {
    /// The pieces one after the other.
    func joined(separator: String = "") -> HTML { HTML(markup: map(\.text).joined(separator: separator)) }
}

extension String {
    /// The start of a text, shortened to `limit` characters.
    func shortened(to limit: Int) -> String {
        let text = printable
        return text.count <= limit ? text : text.prefix(max(0, limit - 1)) + "…"
    }

    /// The text without its middle, shortened to `limit` characters; both ends of a path say which it is.
    func middleShortened(to limit: Int) -> String {
        let text = printable
        return text.count <= limit
            ? text : text.prefix(max(0, limit / 3)) + "…" + text.suffix(max(0, limit - 1 - limit / 3))
    }
}
