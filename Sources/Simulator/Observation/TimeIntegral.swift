/// The exact integral over time of a quantity that changes in steps: 3 for 2 s, then 5 for 1 s, is 11.
struct TimeIntegral: BitwiseCopyable {
    private let start: Nanoseconds
    private var lastChange: Nanoseconds
    private(set) var value: Int64 = 0
    private var area: Int128 = 0

    /// The integral from `start` on of a quantity that is 0 there.
    init(from start: Nanoseconds) {
        self.start = start
        lastChange = start
    }

    /// Sets the quantity from `time` on.
    mutating func set(_ newValue: Int64, at time: Nanoseconds) {
        guard newValue != value else { return }
        advance(to: time)
        value = newValue
    }

    private mutating func advance(to time: Nanoseconds) {
        guard time > lastChange else { return }
        area += Int128(value) * Int128(time - lastChange)
        lastChange = time
    }

    /// Mean of the quantity from the start to `end`; nil for an empty span.
    ///
    /// - Precondition: the quantity has not changed after `end`.
    mutating func mean(until end: Nanoseconds) -> Double? {
        invariant(lastChange <= end, "the mean is over all changes")
        advance(to: end)
        return end > start ? Double(area) / Double(end - start) : nil
    }
}
