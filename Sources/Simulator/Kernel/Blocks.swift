/// Lists of any length, in one growing buffer.
///
/// A list takes a block of the next power of two: 5 elements take a block of 8. A freed block serves the next list of
/// its size, so that memory follows the lists alive and steady state allocates nothing.
struct Blocks<Element: BitwiseCopyable>: ~Copyable {
    /// The start that stands for no list.
    static var none: UInt32 { UInt32.max }
    private var elements: GrowableBuffer<Element>
    /// By the logarithm of the block's size, the first vacant block; each vacant block holds the start of the next one
    /// in its first bytes.
    private var vacant = GrowableBuffer<UInt32>(repeating: none, count: 32)

    /// No lists, with room for `capacity` elements.
    init(capacity: Int) {
        invariant(MemoryLayout<Element>.size >= MemoryLayout<UInt32>.size, "a vacant block has room for a number")
        elements = GrowableBuffer(capacity: capacity)
    }

    /// Stores a copy of the elements of `source`, and returns the list's start.
    ///
    /// - Precondition: `source` is not empty.
    mutating func store(_ source: UnsafeBufferPointer<Element>) -> UInt32 {
        guard let base = source.baseAddress, !source.isEmpty else { invariantBroken("a list has elements") }
        return store(base, count: source.count)
    }

    /// Stores a copy of the `count` elements at `source`, and returns the list's start.
    ///
    /// - Precondition: `count` is positive.
    mutating func store(_ source: UnsafePointer<Element>, count: Int) -> UInt32 {
        let sizeClass = Blocks.sizeClass(count)
        var start = vacant[sizeClass]
        if start == Blocks.none {
            let fresh = elements.extend(by: 1 << sizeClass)
            invariant(fresh + (1 << sizeClass) < Int(Blocks.none), "lists are limited to fewer than 2³¹ elements")
            start = UInt32(fresh)
        } else {
            vacant[sizeClass] = UnsafeRawPointer(elements.base + Int(start)).load(as: UInt32.self)
        }
        (elements.base + Int(start)).update(from: source, count: count)
        return start
    }

    /// The elements of the list at `start`; valid until the next change.
    @inline(__always)
    func list(at start: UInt32) -> UnsafeMutablePointer<Element> { elements.base + Int(start) }

    /// Frees the list of `count` elements at `start`.
    mutating func free(_ start: UInt32, count: Int) {
        let sizeClass = Blocks.sizeClass(count)
        UnsafeMutableRawPointer(elements.base + Int(start)).storeBytes(of: vacant[sizeClass], as: UInt32.self)
        vacant[sizeClass] = start
    }

    @inline(__always)
    private static func sizeClass(_ count: Int) -> Int { Int.bitWidth - (count - 1).leadingZeroBitCount }
}
