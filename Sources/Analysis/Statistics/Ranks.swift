/// The ranks of values among each other; equal values share the mean of the ranks they take up.
struct Ranks {
    /// Twice the rank of each value, in the values' order: twice, so that shared ranks are whole numbers too.
    let doubled: [Int]
    /// The sum of t³ - t over the groups of t equal values.
    let tieTerm: Double

    /// - Precondition: every value is a number.
    init(_ values: [Double]) {
        precondition(values.allSatisfy { !$0.isNaN }, "what is not a number has no rank")
        let order = values.indices.sorted { values[$0] < values[$1] }
        var doubled = [Int](repeating: 0, count: values.count)
        var tieTerm = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            // The ranks from start + 1 to end, of which this is the first and the last together.
            for place in start..<end { doubled[order[place]] = start + 1 + end }
            let ties = Double(end - start)
            tieTerm += ties * ties * ties - ties
            start = end
        }
        self.doubled = doubled
        self.tieTerm = tieTerm
    }
}
