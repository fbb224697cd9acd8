internal import CellbenchResults

/// A swept value in a claim, as a number and as a text.
///
/// The results decide which of the two is meant: `010` equals a number 10, but not the word `10`.
struct ClaimedParameter: Sendable {
    /// The value as it is written.
    var text: String
    /// The value as a quantity in base units, or else as a word.
    var value: ParameterValue

    /// True if a value of results equals this one.
    func isOf(_ found: ParameterValue) -> Bool {
        switch (found, value) {
        case (.number(let a), .number(let b)): isSame(a, b)
        case (.number, .keyword): false
        case (.keyword(let word), _): word == text
        }
    }
}
