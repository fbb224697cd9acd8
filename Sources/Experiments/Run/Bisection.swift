/// Search for the neighbours between which a condition over ordered values changes, if it changes at most once.
///
/// 1. ``wanted`` names the values to look at.
/// 2. ``learn(_:isAbove:)`` takes each answer.
/// 3. When ``wanted`` is empty, ``bracket`` has the result.
struct Bisection {
    private var low = 0
    private var high: Int
    private var isLowAbove: Bool?
    private var isHighAbove: Bool?

    /// A search among `count` values, at least two.
    init(count: Int) {
        precondition(count >= 2, "a search has two ends")
        high = count - 1
    }

    /// Values to look at next: both ends, then one between; empty at the end.
    var wanted: [Int] {
        guard let isLowAbove, let isHighAbove else { return [low, high] }
        guard isLowAbove != isHighAbove, high - low > 1 else { return [] }
        return [low + (high - low) / 2]
    }

    /// Takes the answer for a value of ``wanted``.
    mutating func learn(_ index: Int, isAbove: Bool) {
        if index == low {
            isLowAbove = isAbove
        } else if index == high {
            isHighAbove = isAbove
        } else if isAbove == isLowAbove {
            low = index
        } else {
            high = index
        }
    }

    /// The neighbours between which the condition changes; no lower one if it always holds, no upper one if it never
    /// holds.
    var bracket: (lower: Int?, upper: Int?) {
        guard let isLowAbove, isLowAbove == isHighAbove else { return (low, high) }
        return isLowAbove ? (nil, low) : (high, nil)
    }
}
