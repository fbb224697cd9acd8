internal import CCellbenchPrefetch

/// A growable array of plain values in raw storage, with one owner.
///
/// It has array semantics without reference counting, uniqueness checks or exclusivity checks: an access is one load.
/// It grows by doubling and never shrinks, so a simulation in steady state allocates nothing.
struct GrowableBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    // Both counts in eight bytes, so that a transaction fits one cache line.
    private var used: UInt32 = 0
    private var room: UInt32

    /// An empty buffer with room for `capacity` elements.
    init(capacity: Int = 16) {
        room = UInt32(Swift.max(capacity, 1))
        base = .allocate(capacity: Int(room))
    }

    /// Number of elements.
    @inline(__always)
    var count: Int { Int(used) }

    /// A buffer of `count` copies of `value`.
    init(repeating value: Element, count: Int) {
        self.init(capacity: count)
        base.initialize(repeating: value, count: count)
        used = UInt32(count)
    }

    deinit { base.deallocate() }

    subscript(position: Int) -> Element {
        @inline(__always) get {
            assert(position >= 0 && position < count, "buffer index out of range")
            return base[position]
        }
        @inline(__always) _modify {
            assert(position >= 0 && position < count, "buffer index out of range")
            yield &base[position]
        }
    }

    /// Adds `value` at the end.
    ///
    /// - Complexity: O(1) amortised.
    @inline(__always)
    mutating func append(_ value: Element) {
        if used == room { grow(to: count + 1) }
        base[count] = value
        used &+= 1
    }

    /// Removes the elements from `newCount` on.
    @inline(__always)
    mutating func truncate(to newCount: Int) {
        assert(newCount <= count, "a buffer is truncated, never extended")
        used = UInt32(truncatingIfNeeded: newCount)
    }

    /// Makes room for `extra` more elements.
    @inline(__always)
    mutating func reserve(extra: Int) {
        if count + extra > Int(room) { grow(to: count + extra) }
    }

    /// Adds `extra` elements of unspecified value at the end, and returns the position of the first.
    mutating func extend(by extra: Int) -> Int {
        reserve(extra: extra)
        defer { used &+= UInt32(truncatingIfNeeded: extra) }
        return count
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        invariant(needed <= UInt32.max, "a buffer has at most 2³² - 1 elements")
        let newRoom = Swift.min(Swift.max(Int(room) * 2, needed), Int(UInt32.max))
        let newBase = UnsafeMutablePointer<Element>.allocate(capacity: newRoom)
        newBase.update(from: base, count: count)
        base.deallocate()
        base = newBase
        room = UInt32(newRoom)
    }
}

/// Records of plain values with stable numbers; the number of a removed record is given to a later one.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
    private var elements: GrowableBuffer<Element>
    private var vacant: GrowableBuffer<UInt32>

    init(capacity: Int = 16) {
        elements = GrowableBuffer(capacity: capacity)
        vacant = GrowableBuffer(capacity: capacity)
    }

    /// Number of records.
    var count: Int { elements.count - vacant.count }

    /// Bound of all numbers: the records there are, and the vacant ones.
    var recordCount: Int { elements.count }

    subscript(number: UInt32) -> Element {
        @inline(__always) get { elements[Int(number)] }
        @inline(__always) _modify { yield &elements[Int(number)] }
    }

    /// Prefetches a record into the cache.
    @inline(__always)
    func prefetch(_ number: UInt32) {
        let record = UnsafeRawPointer(elements.base + Int(number))
        prefetch_to_read(record)
        // The record may reach into the next cache line.
        prefetch_to_read(record + MemoryLayout<Element>.size - 1)
    }

    /// Adds a record and returns its number.
    ///
    /// - Complexity: O(1) amortised.
    mutating func insert(_ element: Element) -> UInt32 {
        guard vacant.count > 0 else {
            elements.append(element)
            return UInt32(elements.count - 1)
        }
        let number = vacant[vacant.count - 1]
        vacant.truncate(to: vacant.count - 1)
        elements[Int(number)] = element
        return number
    }

    /// Removes a record.
    mutating func remove(_ number: UInt32) {
        vacant.append(number)
    }

    /// Calls `body` with every record, vacant ones too: the element must tell which are vacant.
    func forEachRecord(_ body: (Element) -> Void) {
        for number in 0..<elements.count { body(elements[number]) }
    }
}

/// A fixed number of values, which need not be copyable.
public struct FixedArray<Element: ~Copyable>: ~Copyable {
    private let base: UnsafeMutablePointer<Element>
    /// Number of values.
    public let count: Int

    /// An array of the values that `make` returns for 0 ..< `count`.
    public init(count: Int, make: (Int) -> Element) {
        self.count = count
        base = .allocate(capacity: count)
        for position in 0..<count { (base + position).initialize(to: make(position)) }
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    /// The value at a position.
    public subscript(position: Int) -> Element {
        @inline(__always) _read {
            assert(position >= 0 && position < count, "array index out of range")
            yield base[position]
        }
        @inline(__always) _modify {
            assert(position >= 0 && position < count, "array index out of range")
            yield &base[position]
        }
    }
}
