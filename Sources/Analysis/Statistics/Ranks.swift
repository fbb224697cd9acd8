/// The ranks of values; equal values share the mean of their ranks.
struct Ranks {
    /// Twice the rank of each value, in the order of the values, so that shared ranks are whole numbers.
    let doubled: [Int]
    /// The sum of t³ - t over the groups of t equal values.
    let tieTerm: Double

    /// Ranks values.
    ///
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
            // The ranks are start + 1 to end; twice their mean is the first plus the last.
            for place in start..<end { doubled[order[place]] = start + 1 + end }
            let ties = Double(end - start)
            tieTerm += ties * ties * ties - ties
            start = end
        }
        self.doubled = doubled
        self.tieTerm = tieTerm
    }
}
