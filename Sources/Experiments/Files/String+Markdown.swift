extension String {
    /// The text such that none of it is taken for Markdown or HTML.
    var markdownEscaped: String {
        printable.reduce(into: "") { result, character in
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            // A name with an at sign would notify somebody.
            case "@": result += "&#64;"
            case "\\", "|", "`", "*", "_", "[", "]", "~", "#": result += "\\\(character)"
            default: result.append(character)
            }
        }
    }
}
