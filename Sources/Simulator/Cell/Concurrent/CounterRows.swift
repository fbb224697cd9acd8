import Synchronization

/// Counters that one thread each writes and all read: a row a writer, on cache lines of its own.
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

    /// A counter, and with it everything its writer did before it set it.
    @inline(__always)
    func load(row: Int, column: Int = 0) -> Int { base[row &* stride &+ column].load(ordering: .acquiring) }

    /// Sets a counter; whoever sees it sees what was done before.
    @inline(__always)
    func store(_ value: Int, row: Int, column: Int = 0) {
        base[row &* stride &+ column].store(value, ordering: .releasing)
    }
}
