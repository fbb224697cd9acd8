/// Which machines changed, in order: the last few thousand changes, each with a position that only grows.
struct ChangeLog: ~Copyable {
    private let ring: UnsafeMutablePointer<UInt32>
    private let mask: Int
    /// The position of the next change.
    private(set) var position = 0

    /// A log that remembers at least `changes` changes.
    init(remembering changes: Int) {
        var capacity = 1024
        while capacity < changes { capacity *= 2 }
        mask = capacity - 1
        ring = .allocate(capacity: capacity)
        ring.initialize(repeating: 0, count: capacity)
    }

    deinit { ring.deallocate() }

    /// Records a change of each of the first `count` of `machines`.
    mutating func append(_ machines: UnsafePointer<UInt32>, count: Int) {
        for change in 0..<count { ring[(position &+ change) & mask] = machines[change] }
        position &+= count
    }

    /// Whether every change from `start` on is still remembered.
    func remembers(from start: Int) -> Bool { position - start <= mask + 1 }

    /// The machine of the change at `position`.
    @inline(__always)
    func machine(at position: Int) -> Int { Int(ring[position & mask]) }
}
