/// A sample of values in order, as a collection, the least value first.
///
/// A value takes 8 bytes, or a distinct value 16, whichever is less in all. The sample 1, 1, 1, 5 is kept as the values
/// 1, 5 and the ends 3, 4.
public struct SortedSample: RandomAccessCollection, Sendable {
    /// All values, or the distinct ones where ``ends`` counts them; the least first.
    private var values: [Double] = []
    /// By entry of ``values``, the number of values up to it; empty where each entry stands for one value.
    private var ends: [Int] = []
    /// Mean of the values; 0 if there are none.
    public internal(set) var mean = 0.0

    /// An empty sample.
    init() {}

    /// A sample of the values, with their mean.
    init(_ values: [Double]) {
        var builder = SampleBuilder()
        for value in values { builder.append(value) }
        self = builder.finished()
    }

    /// 0, the position of the least value.
    public var startIndex: Int { 0 }

    /// Number of values.
    public var endIndex: Int { ends.last ?? values.count }

    /// Number of entries kept, which is what merging costs.
    var keptCount: Int { values.count }

    /// The value at a position, which so many values precede.
    ///
    /// - Complexity: O(log *n*) in the number of distinct values.
    public subscript(position: Int) -> Double {
        precondition(position >= 0 && position < endIndex, "a value is asked for by its place among them")
        guard !ends.isEmpty else { return values[position] }
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > position { high = middle } else { low = middle + 1 }
        }
        return values[low]
    }

    /// The quantile at `p`: the least value that at least the share `p` of all do not exceed.
    ///
    /// - Precondition: there are values.
    public func quantile(_ p: Double) -> Double {
        let rank = Int((p * Double(count)).rounded(.up))
        return self[Swift.min(Swift.max(rank, 1), count) - 1]
    }
}

extension SortedSample {
    /// Merges values that are in order into the sample; the mean is left as it is.
    ///
    /// - Complexity: O(*n*) in the entries kept, and as many bytes again as they take until it returns.
    mutating func merge(_ added: [Double]) {
        var merged = SortedSample()
        merged.values.reserveCapacity(values.count + (ends.isEmpty ? added.count : added.differentCount))
        if !ends.isEmpty { merged.ends.reserveCapacity(merged.values.capacity) }
        let different = ends.isEmpty ? mergeAll(added, into: &merged) : mergeCounted(added, into: &merged)
        merged.mean = mean
        self = merged
        // Either form takes 8 bytes for each number in it.
        let isCounted = !ends.isEmpty
        if isCounted, different > count / 2 { self = spelledOut() }
        if !isCounted, different <= count / 2 { self = counted(different) }
    }

    /// Merges where each entry stands for one value; returns the number of distinct values.
    private func mergeAll(_ added: [Double], into merged: inout SortedSample) -> Int {
        var (old, new, different) = (0, 0, 0)
        while old < values.count || new < added.count {
            let isOld = new == added.count || (old < values.count && !(added[new] < values[old]))
            let value = isOld ? values[old] : added[new]
            if isOld { old += 1 } else { new += 1 }
            if merged.values.last != value { different += 1 }
            merged.values.append(value)
        }
        return different
    }

    /// Merges where values are counted; returns the number of distinct values.
    private func mergeCounted(_ added: [Double], into merged: inout SortedSample) -> Int {
        var (old, new) = (0, 0)
        while old < values.count || new < added.count {
            let isOld = new == added.count || (old < values.count && !(added[new] < values[old]))
            let value = isOld ? values[old] : added[new]
            if isOld { old += 1 } else { new += 1 }
            while new < added.count, added[new] == value { new += 1 }
            merged.values.append(value)
            merged.ends.append((old == 0 ? 0 : ends[old - 1]) + new)
        }
        return merged.values.count
    }

    /// This sample with an entry for each value.
    private func spelledOut() -> SortedSample {
        var result = SortedSample()
        result.values.reserveCapacity(count)
        for (value, end) in zip(values, ends) {
            result.values.append(contentsOf: repeatElement(value, count: end - result.values.count))
        }
        result.mean = mean
        return result
    }

    /// This sample with counted distinct values; `different` is their number.
    private func counted(_ different: Int) -> SortedSample {
        var result = SortedSample()
        result.values.reserveCapacity(different)
        result.ends.reserveCapacity(different)
        for (position, value) in values.enumerated() {
            if result.values.last == value {
                result.ends[result.ends.count - 1] = position + 1
            } else {
                result.values.append(value)
                result.ends.append(position + 1)
            }
        }
        result.mean = mean
        return result
    }
}

extension [Double] {
    /// Number of distinct values in an ordered array.
    fileprivate var differentCount: Int {
        var different = 0
        for position in indices where position == 0 || self[position] != self[position - 1] { different += 1 }
        return different
    }
}
