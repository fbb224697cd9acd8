/// The integral over time of something that changes in steps, within a window; exact.
struct TimeIntegral: BitwiseCopyable {
    private let start: Nanoseconds
    private var lastChange: Nanoseconds
    private(set) var value: Int64 = 0
    private var area: Int128 = 0

    /// The integral of 0, from `start` on.
    init(from start: Nanoseconds) {
        self.start = start
        lastChange = start
    }

    /// The quantity is `newValue` from `time` on.
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

    /// The mean from the start to `end`; nil for an empty window.
    ///
    /// - Precondition: nothing changed after `end`.
    mutating func mean(until end: Nanoseconds) -> Double? {
        invariant(lastChange <= end, "the mean is over all changes")
        advance(to: end)
        return end > start ? Double(area) / Double(end - start) : nil
    }
}
