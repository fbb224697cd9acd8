internal import CellbenchFiles
internal import CellbenchResults

/// Shares of a whole as configs write them, in per cent: `5%`.
enum Percentage {
    /// Accepted shares, for messages.
    static let accepted = "a share above 0%, at most 100%, such as 5%"

    /// Share that a text states: 0.05 for `5%`; nil for any other text.
    static func share(of text: String) -> Double? {
        guard let number = NumberText(text), number.unit == "%", number.value > 0, number.value <= 100 else {
            return nil
        }
        let share = number.value / 100
        return share > 0 ? share : nil
    }

    /// The shortest text that states a share: `7%` for 0.07, though 0.07 × 100 is a little more than 7.
    static func text(of share: Double) -> String {
        let percent = share * 100
        let near = [percent, percent.nextDown, percent.nextUp].filter { $0 / 100 == share }
        let texts = near.map(shortest)
        return (texts.min { $0.utf8.count < $1.utf8.count } ?? shortest(percent)) + "%"
    }
}

extension Field {
    /// A share of a whole, in per cent: 0.05 for `5%`.
    func percentage() throws(ConfigError) -> Double {
        let text = try text()
        guard let share = Percentage.share(of: text) else {
            throw error("\(text.quoted) is not a share; accepted: \(Percentage.accepted)")
        }
        // Two spellings of one share are one value of a sweep.
        context.note(.keyword(Percentage.text(of: share)), of: node)
        return share
    }
}
