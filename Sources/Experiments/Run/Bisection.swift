/// Where among ordered values a condition that changes once changes.
struct Bisection {
    private var low = 0
    private var high: Int
    private var isLowAbove: Bool?
    private var isHighAbove: Bool?

    /// Over so many values, two at least.
    init(count: Int) {
        precondition(count >= 2, "a search has two ends")
        high = count - 1
    }

    /// The values to look at next: both ends, then one between; none when it is over.
    var wanted: [Int] {
        guard let isLowAbove, let isHighAbove else { return [low, high] }
        guard isLowAbove != isHighAbove, high - low > 1 else { return [] }
        return [low + (high - low) / 2]
    }

    /// Takes in whether the condition holds at a value that is wanted.
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

    /// The neighbours between which the condition changes: without a lower one it holds everywhere, without an upper one nowhere.
    var bracket: (lower: Int?, upper: Int?) {
        guard let isLowAbove, isLowAbove == isHighAbove else { return (low, high) }
        return isLowAbove ? (nil, low) : (high, nil)
    }
}
