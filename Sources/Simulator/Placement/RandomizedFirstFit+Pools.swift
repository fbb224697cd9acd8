// What randomized first fit draws from, and what rules a drawn machine out: types, so that the loop is compiled for each pair of them.

// MARK: What is drawn from

/// Places to draw from: once its limit is spent, it is no use to draw on.
protocol CandidatePool: BitwiseCopyable {
    /// What is worked out once for many draws.
    associatedtype PreparedDraw

    /// Whether it starts with places that fit.
    static var holdsOnlyFitting: Bool { get }
    var preparedDraw: PreparedDraw { get }
    /// How much of it can be spent.
    var limit: Int { get }

    /// Draws a position.
    func position(_ draw: PreparedDraw, spent: Int, _ stream: inout RandomStream) -> Int

    func place(at position: Int) -> Int

    func machine(at place: Int) -> Int

    /// The place drawn has got a task.
    func noteClaim(at position: Int, leavesRoom: Bool, _ spent: inout Int)

    /// The place drawn could not have a task.
    func noteMiss(at position: Int, _ spent: inout Int)
}

/// All candidates on a table: misses in a row are what is spent.
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

/// The candidates that were found to fit: those that come not to are dropped, which spends them.
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

/// Numbers the candidates on a table, from 0.
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

/// The machines of several ranges, or those that a picky job takes.
struct SuitableOrder: MachineOrder {
    private let ranges: UnsafeBufferPointer<Range<Int>>
    /// The first machine, where there is one range, whose machines follow one another.
    private let only: Int?
    private let pickiness: Pickiness?
    let count: Int

    /// The machines of `suitable`, whose ranges are at `ranges` for as long as this is used.
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

// MARK: What rules machines out

/// Whether the tasks placed so far rule a machine out.
protocol Admission: BitwiseCopyable {
    /// Whether a machine that fits may still be ruled out; then even places that were found to fit are checked when they are drawn,
    /// and not dropped before.
    static var checksEveryDraw: Bool { get }
    /// Whether every machine is ruled out, if that is known.
    var admitsNone: Bool { get }

    func admits(_ machine: Int) -> Bool

    func noteClaim(on machine: Int)
}

/// Nothing rules a machine out.
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

/// As many tasks as the limits of the level rule a machine out.
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
