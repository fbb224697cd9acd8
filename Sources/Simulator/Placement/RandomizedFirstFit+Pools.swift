// Pools from which randomized first fit draws, and rules that refuse a drawn machine. Both are types, so that the loop
// is compiled for each pair of them.

// MARK: Pools

/// Places to draw from, until the pool's limit is spent.
///
/// A pool decides what is spent: a pool of all machines counts misses in a row, a pool of fitting machines counts
/// dropped places.
protocol CandidatePool: BitwiseCopyable {
    /// Values that are computed once for many draws.
    associatedtype PreparedDraw

    /// True if every place fits at the beginning.
    static var holdsOnlyFitting: Bool { get }
    var preparedDraw: PreparedDraw { get }
    /// Amount that may be spent before the pool is exhausted.
    var limit: Int { get }

    /// Draws a position.
    func position(_ draw: PreparedDraw, spent: Int, _ stream: inout RandomStream) -> Int

    func place(at position: Int) -> Int

    func machine(at place: Int) -> Int

    /// Notes that the place drawn got a task.
    func noteClaim(at position: Int, leavesRoom: Bool, _ spent: inout Int)

    /// Notes that the place drawn could not have a task.
    func noteMiss(at position: Int, _ spent: inout Int)
}

/// All candidates on a table; misses in a row are spent.
struct MachinePool<Order: MachineOrder>: CandidatePool {
    private let order: Order

    @inline(__always)
    init(_ order: Order) { self.order = order }

    @inline(__always)
    static var holdsOnlyFitting: Bool { false }
    @inline(__always)
    var preparedDraw: IndexBound { IndexBound(order.count) }
    @inline(__always)
    var limit: Int { RandomizedFirstFit.mostMisses(among: order.count) }
    @inline(__always)
    func position(_ draw: IndexBound, spent: Int, _ stream: inout RandomStream) -> Int { stream.index(draw) }
    @inline(__always)
    func place(at position: Int) -> Int { order.machine(at: position) }
    @inline(__always)
    func machine(at place: Int) -> Int { place }
    @inline(__always)
    func noteClaim(at position: Int, leavesRoom: Bool, _ spent: inout Int) { spent = 0 }
    @inline(__always)
    func noteMiss(at position: Int, _ spent: inout Int) { spent &+= 1 }
}

/// The candidates that were found to fit; places that fill up are dropped, and dropped places are spent.
struct ListPool: CandidatePool {
    private let places: UnsafeMutablePointer<UInt32>
    private let names: UnsafeMutablePointer<UInt32>?
    let limit: Int

    @inline(__always)
    init(_ lists: UnsafeMutablePointer<CandidateLists>, names: UnsafeMutablePointer<UInt32>?) {
        places = lists.pointee.fitting.base
        limit = lists.pointee.fitting.count
        self.names = names
    }

    @inline(__always)
    static var holdsOnlyFitting: Bool { true }
    @inline(__always)
    var preparedDraw: Void { () }
    @inline(__always)
    func position(_ draw: Void, spent: Int, _ stream: inout RandomStream) -> Int {
        stream.index(IndexBound(limit &- spent))
    }
    @inline(__always)
    func place(at position: Int) -> Int { Int(places[position]) }
    @inline(__always)
    func machine(at place: Int) -> Int {
        if let names { Int(names[place]) } else { place }
    }
    @inline(__always)
    func noteClaim(at position: Int, leavesRoom: Bool, _ spent: inout Int) {
        if !leavesRoom { noteMiss(at: position, &spent) }
    }
    @inline(__always)
    func noteMiss(at position: Int, _ spent: inout Int) {
        spent &+= 1
        places[position] = places[limit &- spent]
    }
}

/// Numbers the candidates on a table from 0.
protocol MachineOrder: BitwiseCopyable {
    var count: Int { get }

    func machine(at position: Int) -> Int
}

struct RangeOrder: MachineOrder {
    private let first: Int
    let count: Int

    @inline(__always)
    init(_ range: Range<Int>) {
        first = range.lowerBound
        count = range.count
    }

    @inline(__always)
    func machine(at position: Int) -> Int { first &+ position }
}

/// The machines of several ranges, or those that suit a picky job.
struct SuitableOrder: MachineOrder {
    private let ranges: UnsafeBufferPointer<Range<Int>>
    /// The first machine of the only range; nil where there are several.
    private let only: Int?
    private let pickiness: Pickiness?
    let count: Int

    /// Numbers the machines of `suitable`; `ranges` points to its ranges and outlives this value.
    init(_ suitable: SuitableMachines, _ ranges: UnsafeBufferPointer<Range<Int>>) {
        self.ranges = ranges
        only = ranges.count == 1 ? ranges[0].lowerBound : nil
        pickiness = suitable.pickiness
        count = suitable.count
    }

    @inline(__always)
    func machine(at position: Int) -> Int {
        let offset = pickiness?.machine(at: position) ?? position
        return only.map { $0 + offset } ?? SuitableMachines.machine(at: offset, in: ranges)
    }
}

// MARK: Rules

/// Rule by which the tasks placed so far refuse a machine.
protocol Admission: BitwiseCopyable {
    /// True if a machine with room may still be refused.
    ///
    /// Places that were found to fit are then checked at every draw,
    /// and not dropped beforehand.
    static var checksEveryDraw: Bool { get }
    /// True if every machine is known to be refused.
    var admitsNone: Bool { get }

    func admits(_ machine: Int) -> Bool

    func noteClaim(on machine: Int)
}

/// The rule that refuses no machine.
struct Anywhere: Admission {
    @inline(__always)
    static var checksEveryDraw: Bool { false }
    @inline(__always)
    var admitsNone: Bool { false }
    @inline(__always)
    func admits(_ machine: Int) -> Bool { true }
    @inline(__always)
    func noteClaim(on machine: Int) {}
}

/// The rule that refuses a machine with as many tasks as the level's limits.
struct Apart: Admission {
    private let lists: UnsafeMutablePointer<CandidateLists>

    @inline(__always)
    init(_ lists: UnsafeMutablePointer<CandidateLists>) { self.lists = lists }

    @inline(__always)
    static var checksEveryDraw: Bool { true }
    @inline(__always)
    var admitsNone: Bool { lists.pointee.admitNone }
    @inline(__always)
    func admits(_ machine: Int) -> Bool { lists.pointee.admits(machine) }
    @inline(__always)
    func noteClaim(on machine: Int) { lists.pointee.tally.add(machine) }
}
