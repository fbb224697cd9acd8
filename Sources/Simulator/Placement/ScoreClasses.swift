/// The machines of a range by what they have free, for scores that depend on nothing else.
///
/// Machines with the same amounts free are a class, which has one score and a list of them. This is the equivalence class of Borg (Verma
/// et al., EuroSys 2015, §3.4), of machines instead of tasks.
///
///     best fit of 1 core     score   machines
///     1 core free            75      2 17
///     2 cores free           50      –
///     4 cores free            0      0 1 3 5 …
///
/// - Complexity: O(1) to move a machine; O(*classes*) to find the best class once it is empty.
struct ScoreClasses: ~Copyable {
    /// The most classes; where machines differ more than that, a ``ScoreTree`` serves better.
    static let most = 64

    /// Machines with the same amounts free.
    struct Class: ~Copyable {
        /// What each of the machines has free, without its version.
        fileprivate(set) var amounts: MachineWord
        /// The score of each of the machines.
        fileprivate(set) var score: Double
        /// The machines, in the order in which removals have left them.
        fileprivate(set) var machines = GrowableBuffer<UInt32>()
        /// Where it stands among the classes, the best being the first.
        fileprivate var rank = 0
        /// True if the next class in that order has the same score.
        fileprivate(set) var tiesWithNext = false
        /// Tasks that go to a machine of it one after another, and the class it is in thereafter; no tasks where that is not known.
        var run = (tasks: 0, next: 0)

        /// Number of machines.
        @inline(__always)
        var count: Int { machines.count }

        fileprivate init(_ amounts: MachineWord, score: Double) {
            self.amounts = amounts
            self.score = score
        }
    }

    /// Where a machine is.
    private struct Place: BitwiseCopyable {
        /// Its class; ``lacking`` where the task does not fit.
        var number: UInt32 = 0
        /// Its position in the list of the class.
        var position: UInt32 = 0
    }

    /// The class of machines on which the task does not fit; they are not listed.
    static let lacking = 0
    private static let slotCount = 256

    /// By number, ``lacking`` the first.
    let classes: UnsafeMutablePointer<Class>
    /// How many classes there are, ``lacking`` included.
    private var count = 0
    /// Numbers of the classes by rank.
    private let order: UnsafeMutablePointer<UInt8>
    /// Numbers of the classes by hash of their amounts; ``lacking`` where there is none.
    private let slots: UnsafeMutablePointer<UInt8>
    private var places: UnsafeMutablePointer<Place>
    private var placeCapacity = 0
    private var first = 0
    /// Rank of the best class that has machines, or a lower one.
    private var bestRank = 0
    /// Number of machines on which the task fits.
    private(set) var fitting = 0
    /// False once there were too many classes.
    private(set) var suffice = true

    /// No machines.
    init() {
        classes = .allocate(capacity: ScoreClasses.most + 1)
        order = .allocate(capacity: ScoreClasses.most)
        slots = .allocate(capacity: ScoreClasses.slotCount)
        places = .allocate(capacity: 1)
        slots.initialize(repeating: 0, count: ScoreClasses.slotCount)
        classes.initialize(to: Class(MachineWord(repeating: -1), score: ScoreTree.nothing))
        count = 1
    }

    deinit {
        classes.deinitialize(count: count)
        classes.deallocate()
        order.deallocate()
        slots.deallocate()
        places.deallocate()
    }

    /// Begins anew with the machines of a range, the task fitting on none.
    mutating func begin(with range: Range<Int>) {
        (classes + 1).deinitialize(count: count - 1)
        (count, bestRank, fitting, first, suffice) = (1, 0, 0, range.lowerBound, true)
        slots.update(repeating: 0, count: ScoreClasses.slotCount)
        if range.count > placeCapacity {
            places.deallocate()
            placeCapacity = range.count
            places = .allocate(capacity: placeCapacity)
        }
        places.initialize(repeating: Place(), count: range.count)
    }

    /// Notes that there are too many classes.
    mutating func giveUp() { suffice = false }

    /// The class of machines that have these amounts free, whose score `score` returns; a new one where there is none, and nil if there
    /// are too many.
    @inline(__always)
    mutating func number(of amounts: MachineWord, _ score: () -> Double) -> Int? {
        var slot = ScoreClasses.slot(of: amounts)
        while true {
            let number = Int(slots[slot])
            if number == ScoreClasses.lacking { return add(amounts, score(), in: slot) }
            if classes[number].amounts == amounts { return number }
            slot = (slot &+ 1) & (ScoreClasses.slotCount &- 1)
        }
    }

    @inline(__always)
    private static func slot(of amounts: MachineWord) -> Int {
        let mixed = UInt32(bitPattern: amounts.x ^ amounts.y &<< 9 ^ amounts.z &<< 18) &* 0x9E37_79B9
        return Int(mixed >> 24)
    }

    @inline(never)
    private mutating func add(_ amounts: MachineWord, _ score: Double, in slot: Int) -> Int? {
        guard count <= ScoreClasses.most else { return nil }
        let number = count
        (classes + number).initialize(to: Class(amounts, score: score))
        slots[slot] = UInt8(number)
        // Those with a lower score move on by one rank.
        var rank = number - 1
        while rank > 0, classes[Int(order[rank - 1])].score < score {
            order[rank] = order[rank - 1]
            classes[Int(order[rank])].rank = rank
            rank -= 1
        }
        order[rank] = UInt8(number)
        classes[number].rank = rank
        if rank > 0 { tie(rank - 1, of: number) }
        if rank < number - 1 { tie(rank, of: number) }
        if rank <= bestRank, count > 1 { bestRank += 1 }
        count += 1
        return number
    }

    private func tie(_ rank: Int, of count: Int) {
        let kind = classes + Int(order[rank])
        kind.pointee.tiesWithNext = classes[Int(order[rank + 1])].score == kind.pointee.score
    }

    /// The class with the best score of those that have machines.
    ///
    /// - Precondition: the task fits somewhere.
    var best: UnsafeMutablePointer<Class> {
        @inline(__always)
        mutating get {
            while classes[Int(order[bestRank])].count == 0 { bestRank &+= 1 }
            return classes + Int(order[bestRank])
        }
    }

    /// The class after another in the order of scores, with or without machines.
    @inline(__always)
    func next(after kind: UnsafeMutablePointer<Class>) -> UnsafeMutablePointer<Class> {
        classes + Int(order[kind.pointee.rank &+ 1])
    }

    /// Number of machines in a class and those after it that have the same score.
    @inline(__always)
    func countOfTied(with kind: UnsafeMutablePointer<Class>) -> Int {
        var count = kind.pointee.count
        var kind = kind
        while kind.pointee.tiesWithNext {
            kind = next(after: kind)
            count &+= kind.pointee.count
        }
        return count
    }

    /// True if a machine is in the class of these amounts.
    @inline(__always)
    func has(_ machine: Int, in amounts: MachineWord) -> Bool {
        classes[Int(places[machine &- first].number)].amounts == amounts
    }

    /// Moves a machine into a class.
    @inline(__always)
    mutating func move(_ machine: Int, to number: Int) {
        let place = places + (machine &- first)
        let old = classes + Int(place.pointee.number)
        if Int(place.pointee.number) != ScoreClasses.lacking {
            let last = old.pointee.machines[old.pointee.count &- 1]
            old.pointee.machines[Int(place.pointee.position)] = last
            places[Int(last) &- first].position = place.pointee.position
            old.pointee.machines.truncate(to: old.pointee.count &- 1)
            fitting &-= 1
        }
        place.pointee.number = UInt32(truncatingIfNeeded: number)
        guard number != ScoreClasses.lacking else { return }
        let new = classes + number
        place.pointee.position = UInt32(truncatingIfNeeded: new.pointee.count)
        new.pointee.machines.append(UInt32(truncatingIfNeeded: machine))
        fitting &+= 1
        if new.pointee.rank < bestRank { bestRank = new.pointee.rank }
    }

    /// True if machines of a class that get a task have a worse score thereafter, so that the others of the class stay the best.
    @inline(__always)
    func falls(_ kind: UnsafeMutablePointer<Class>, to number: Int) -> Bool {
        number == ScoreClasses.lacking || classes[number].rank > kind.pointee.rank
    }

    /// Moves machines of a class that are drawn uniformly into another class.
    ///
    /// A loop of its own for ``move(_:to:)`` of many machines, which keeps lists and generator in registers.
    ///
    /// - Parameters:
    ///   - number: how many machines, those of the class at most.
    ///   - kind: their class.
    ///   - next: number of another class.
    ///   - stream: draws; nothing is drawn where there is one machine.
    ///   - body: called with each machine.
    @inline(__always)
    mutating func take(
        _ number: Int, from kind: UnsafeMutablePointer<Class>, to next: Int, drawing stream: inout RandomStream,
        _ body: (Int) -> Void
    ) {
        let (first, places, machines) = (first, places, kind.pointee.machines.base)
        let other = classes + next
        let isListed = next != ScoreClasses.lacking
        var count = kind.pointee.count
        var otherCount = isListed ? other.pointee.machines.extend(by: number) : 0
        let others = other.pointee.machines.base
        var generator = stream
        for _ in 0..<number {
            let position = count == 1 ? 0 : generator.index(below: count)
            let machine = Int(machines[position])
            count &-= 1
            let last = machines[count]
            machines[position] = last
            places[Int(last) &- first].position = UInt32(truncatingIfNeeded: position)
            places[machine &- first] = Place(
                number: UInt32(truncatingIfNeeded: next), position: UInt32(truncatingIfNeeded: otherCount))
            if isListed {
                others[otherCount] = UInt32(truncatingIfNeeded: machine)
                otherCount &+= 1
            }
            body(machine)
        }
        stream = generator
        kind.pointee.machines.truncate(to: count)
        if isListed { bestRank = min(bestRank, other.pointee.rank) } else { fitting &-= number }
    }
}
