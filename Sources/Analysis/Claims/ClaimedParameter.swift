internal import CellbenchResults

/// A swept value that a claim names: of a quantity the number, of a word the text, and the results say which of the two it is.
///
/// `010` may be a number of seconds or what a cluster is called; of words it is not `10`.
struct ClaimedParameter: Sendable {
    /// The text as it is written.
    var text: String
    /// What it is as a quantity, in base units; else the word.
    var value: ParameterValue

    /// Whether a value of results is the one that is meant.
    func isOf(_ found: ParameterValue) -> Bool {
        switch (found, value) {
        case (.number(let a), .number(let b)): isSame(a, b)
        case (.number, .keyword): false
        case (.keyword(let word), _): word == text
        }
    }
}
