/// Gathers values in any order into a sorted sample.
///
/// New values wait until there are many, and are then sorted and merged into the sample. So memory is that of the
/// sample and at most a quarter more.
struct SampleBuilder {
    /// The least number of waiting values that are merged: few enough for the fastest cache.
    private static let leastMerged = 1024

    private var sample = SortedSample()
    /// Values that are not merged yet.
    private var waiting: [Double] = []
    private var mergedFrom = leastMerged
    /// Sum of the values in the order in which they came; another order would change its last digits.
    private var sum = 0.0

    /// True if there are no values.
    var isEmpty: Bool { waiting.isEmpty && sample.isEmpty }

    /// Adds a value.
    ///
    /// - Complexity: O(log *n*) for each of *n*.
    mutating func append(_ value: Double) {
        sum += value
        waiting.append(value)
        if waiting.count >= mergedFrom { merge() }
    }

    /// Returns the sample and empties the builder, so that millions of values are not held twice.
    mutating func finished() -> SortedSample {
        merge()
        var finished = SortedSample()
        swap(&finished, &sample)
        finished.mean = finished.isEmpty ? 0 : sum / Double(finished.count)
        self = SampleBuilder()
        return finished
    }

    private mutating func merge() {
        guard !waiting.isEmpty else { return }
        waiting.sort()
        sample.merge(waiting)
        waiting.removeAll(keepingCapacity: true)
        // The more values there are, the rarer they are merged: O(1) for each value.
        mergedFrom = max(SampleBuilder.leastMerged, sample.keptCount / 4)
    }
}
