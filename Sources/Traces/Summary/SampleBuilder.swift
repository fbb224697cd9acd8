/// Gathers values in any order.
///
/// They wait until there are many, are sorted and merged with those before. So memory is that of the sample, and a
/// quarter more at most.
struct SampleBuilder {
    /// Values that wait, at least, before they are merged: as few as stay in the fastest cache.
    private static let leastMerged = 1024

    private var sample = SortedSample()
    /// What is not merged yet.
    private var waiting: [Double] = []
    private var mergedFrom = leastMerged
    /// The sum of the values as they came: in another order it would be another, in the last digits.
    private var sum = 0.0

    /// Whether there are no values.
    var isEmpty: Bool { waiting.isEmpty && sample.isEmpty }

    /// Adds a value.
    ///
    /// - Complexity: O(log *n*) for each of *n*.
    mutating func append(_ value: Double) {
        sum += value
        waiting.append(value)
        if waiting.count >= mergedFrom { merge() }
    }

    /// The values, which are gone then: those of millions of jobs are not held twice.
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
        // The more there are, the rarer they are gone through: that is O(1) for each value.
        mergedFrom = max(SampleBuilder.leastMerged, sample.keptCount / 4)
    }
}
