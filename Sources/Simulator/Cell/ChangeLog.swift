/// The machines of a table whose word has changed, the latest in a ring; kept from the first time that somebody asks.
///
///     count 5, of a ring of 4:    7 3 9 3 4    what has changed since 2: 9, 3, 4
struct ChangeLog: ~Copyable {
    /// Whether changes of the table are of interest, here or to a sparse table itself.
    private(set) var isWanted: Bool
    /// How many changes were logged; a machine may be among them more than once.
    private(set) var count = 0
    /// Size of the ring less one; a power of two less one.
    let mask: Int
    private(set) var ring: UnsafeMutablePointer<UInt32>?

    init(machineCount: Int, isSparse: Bool) {
        var size = 1024
        while size < machineCount { size *= 2 }
        mask = size - 1
        isWanted = isSparse
    }

    deinit { ring?.deallocate() }

    /// Logs from here on.
    mutating func start() {
        guard ring == nil else { return }
        ring = .allocate(capacity: mask + 1)
        isWanted = true
    }

    /// Whether all changes since `position` are in the ring.
    func covers(_ position: Int) -> Bool { ring != nil && position >= 0 && count - position <= mask }

    /// Logs machines; a machine that follows itself is logged once.
    mutating func append(_ machines: UnsafePointer<UInt32>, count number: Int) {
        guard let ring else { return }
        var last = UInt32.max
        for position in 0..<number where machines[position] != last {
            last = machines[position]
            ring[count & mask] = last
            count &+= 1
        }
    }
}

extension FreeTable {
    /// How many changes were logged.
    var changeCount: Int { changes.pointee.count }

    /// Where a change is in the log: its number and this.
    var changeMask: Int { changes.pointee.mask }

    /// The log, if it has all changes since `position`; it is kept from the first call on.
    func changes(since position: Int) -> UnsafeMutablePointer<UInt32>? {
        changes.pointee.start()
        return changes.pointee.covers(position) ? changes.pointee.ring : nil
    }

    /// Logs that machines have changed, if changes are of interest.
    @inline(__always)
    func noteChanged(_ machines: UnsafePointer<UInt32>, count: Int) {
        if changes.pointee.isWanted { changes.pointee.append(machines, count: count) }
    }

    /// Logs that a machine has changed, if changes are of interest.
    @inline(__always)
    func noteChanged(_ machine: UInt32) {
        if changes.pointee.isWanted { withUnsafePointer(to: machine) { changes.pointee.append($0, count: 1) } }
    }
}
