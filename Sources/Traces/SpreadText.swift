public import CellbenchSimulator

/// The text of a spread as users write it: `none`, `machine`, `rack soft`, `machine; rack soft`.
///
/// A place is `machine` or `rack`, with a form after it, `hard` or `soft`; without a form it is hard.
public enum SpreadText {
    /// Accepted texts, for messages.
    public static let accepted =
        "none, machine or rack, with hard or soft behind it, or one of each as in machine; rack soft"
    private static let none = "none"

    /// Reads a spread; nil for a text that spells none.
    public static func spread(_ text: String) -> Spread? {
        var spread = Spread()
        if text == none { return spread }
        for part in text.split(separator: ";") {
            let words = part.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard (1...2).contains(words.count), let form = words.count == 2 ? Spread.Form(rawValue: words[1]) : .hard
            else {
                return nil
            }
            switch words[0] {
            case "machine" where spread.machine == nil: spread.machine = form
            case "rack" where spread.rack == nil: spread.rack = form
            default: return nil
            }
        }
        return spread.isEmpty ? nil : spread
    }

    /// Writes a spread as a text that reads back as the same.
    public static func text(_ spread: Spread) -> String {
        guard !spread.isEmpty else { return none }
        return [("machine", spread.machine), ("rack", spread.rack)]
            .compactMap { place, form in form.map { $0 == .hard ? place : "\(place) \($0.rawValue)" } }
            .joined(separator: "; ")
    }
}
