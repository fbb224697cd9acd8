internal import CellbenchFiles
internal import CellbenchResults

/// A piece of a page: markup as it is written in this program, and text from elsewhere made harmless.
///
/// In a literal of this type an interpolated string is text: whatever a results file calls an architecture shows as that,
/// and never becomes markup. Only other pieces of this type are taken as they are.
struct HTML: Equatable, ExpressibleByStringInterpolation {
    /// The markup.
    private(set) var text: String

    /// Nothing.
    init() { text = "" }

    /// Markup, as it is: for literals and for what this program has made itself.
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

        /// Text, fit for content and for attributes in quotation marks.
        mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value.printable) }

        /// Text of several lines, whose line ends and tabs stay.
        mutating func appendInterpolation(lines value: String) {
            for (number, line) in value.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { text += "\n" }
                let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
                text += parts.map { HTML.escaped(String($0).printable) }.joined(separator: "\t")
            }
        }

        mutating func appendInterpolation(_ html: HTML) { text += html.text }

        mutating func appendInterpolation(_ number: Int) { text += "\(number)" }

        /// A coordinate, in units of the drawing: a tenth is finer than anybody sees.
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
    /// The beginning of a text that has to fit into so many characters, as they are shown.
    func shortened(to limit: Int) -> String {
        let text = printable
        return text.count <= limit ? text : text.prefix(max(0, limit - 1)) + "…"
    }

    /// Both ends of a text that has to fit into so many characters: of a path both tell what it is.
    func middleShortened(to limit: Int) -> String {
        let text = printable
        return text.count <= limit
            ? text : text.prefix(max(0, limit / 3)) + "…" + text.suffix(max(0, limit - 1 - limit / 3))
    }
}
