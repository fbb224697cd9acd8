import Synchronization

/// Counters that one thread each writes and all threads read: a row for each writer, on cache lines of its own.
struct CounterRows: ~Copyable {
    /// Two lines of 64 bytes, because processors fetch them in pairs.
    private static let alignment = 128

    private let base: UnsafeMutablePointer<Atomic<Int>>
    private let stride: Int

    /// `rows` × `columns` zeros.
    init(rows: Int, columns: Int) {
        let perLine = CounterRows.alignment / MemoryLayout<Atomic<Int>>.stride
        stride = (columns + perLine - 1) / perLine * perLine
        base = UnsafeMutableRawPointer.allocate(
            byteCount: rows * stride * MemoryLayout<Atomic<Int>>.stride, alignment: CounterRows.alignment
        ).bindMemory(to: Atomic<Int>.self, capacity: rows * stride)
        for counter in 0..<(rows * stride) { (base + counter).initialize(to: Atomic(0)) }
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    /// Value of a counter; the reader also sees all writes of its writer before the value was set.
    @inline(__always)
    func load(row: Int, column: Int = 0) -> Int { base[row &* stride &+ column].load(ordering: .acquiring) }

    /// Sets a counter; a thread that reads the value also sees all earlier writes of this thread.
    @inline(__always)
    func store(_ value: Int, row: Int, column: Int = 0) {
        base[row &* stride &+ column].store(value, ordering: .releasing)
    }
}
