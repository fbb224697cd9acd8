/// Lists of machine numbers of any length, in one growing buffer.
///
/// A list takes a block of the next power of two; a freed block serves the next list of its size, so that memory follows the
/// lists alive and steady state allocates nothing.
struct IDBlocks: ~Copyable {
    private static let none = UInt32.max
    private var words = GrowableBuffer<UInt32>(capacity: 4096)
    /// By the logarithm of the block's size, the first vacant block; each vacant block holds the next in its first word.
    private var vacant = GrowableBuffer<UInt32>(repeating: none, count: 32)

    /// A copy of the `count` numbers at `source`; returns where it is.
    ///
    /// - Precondition: `count` is positive.
    mutating func store(_ source: UnsafePointer<UInt32>, count: Int) -> UInt32 {
        let sizeClass = IDBlocks.sizeClass(count)
        var start = vacant[sizeClass]
        if start == IDBlocks.none {
            let fresh = words.extend(by: 1 << sizeClass)
            invariant(fresh + (1 << sizeClass) < Int(IDBlocks.none), "running tasks are limited to fewer than 2³¹")
            start = UInt32(fresh)
        } else {
            vacant[sizeClass] = words[Int(start)]
        }
        (words.base + Int(start)).update(from: source, count: count)
        return start
    }

    /// The numbers of the list at `start`, until the next change.
    @inline(__always)
    func numbers(at start: UInt32) -> UnsafePointer<UInt32> { UnsafePointer(words.base + Int(start)) }

    /// Frees the list of `count` numbers at `start`.
    mutating func free(_ start: UInt32, count: Int) {
        let sizeClass = IDBlocks.sizeClass(count)
        words[Int(start)] = vacant[sizeClass]
        vacant[sizeClass] = start
    }

    @inline(__always)
    private static func sizeClass(_ count: Int) -> Int { Int.bitWidth - (count - 1).leadingZeroBitCount }
}
