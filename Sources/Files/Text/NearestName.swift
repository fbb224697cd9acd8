/// Finds the name that a misspelt one may stand for.
package enum NearestName {
    /// Candidate that the fewest keystrokes lead to, in capitals or not; the first of several.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        // No known name is longer by far, so the rest cannot matter.
        let typed = Array(name.lowercased().unicodeScalars.prefix(100))
        return candidates.min { a, b in
            keystrokes(from: typed, to: Array(a.lowercased().unicodeScalars))
                < keystrokes(from: typed, to: Array(b.lowercased().unicodeScalars))
        }
    }

    /// The Levenshtein distance: insertions, deletions and replacements.
    package static func keystrokes(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let replaced = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
