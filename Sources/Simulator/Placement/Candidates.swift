/// The machines that tasks of one job may go to, for a policy to choose among.
///
/// They are those of a range, or those that suit a job, on the table of what is free or on an offer's list. A candidate is named
/// by its *place*: the machine's number on a table, the position in an offer's list.
///
///     machines 20..<60 | of which 20..<30 and 50..<60 suit | of which a picky job takes 23, 24, 58 | of which 24, 58 have room
public struct Candidates {
    /// The machines, whether there is room or not.
    enum Machines {
        case range(Range<Int>)
        /// Several ranges, or some of the machines of one.
        case suitable(UnsafePointer<SuitableMachines>)
    }

    /// What is claimed on, unless it is an offer's list.
    ///
    /// Candidates last as long as an attempt places, and own nothing, so that making them costs no reference counting.
    let table: Unmanaged<FreeTable>?
    /// What each place has.
    let words: UnsafeMutablePointer<MachineWord>
    /// The machine of each place in an offer's list; nil where places are machines.
    let names: UnsafeMutablePointer<UInt32>?
    /// How many places there are.
    let placeCount: Int
    let machines: Machines
    /// How the job's tasks are to be apart.
    let spread: Spread
    /// What was found, and where tasks of the job are if they are to be apart.
    let lists: UnsafeMutablePointer<CandidateLists>

    @inline(__always)
    init(
        on target: PlacementTarget, _ machines: Machines, apart spread: Spread = Spread(),
        listedIn lists: UnsafeMutablePointer<CandidateLists>
    ) {
        switch target {
        case .table(let table):
            self.table = Unmanaged.passUnretained(table)
            words = table.words
            names = nil
            placeCount = table.count
        case .list(let list):
            table = nil
            words = list.words.base
            names = list.machines.base
            placeCount = list.words.count
        }
        self.machines = machines
        self.spread = spread
        self.lists = lists
    }

    /// Machines of a table, wherever the tasks go.
    init(
        on table: Unmanaged<FreeTable>, _ machines: Machines, listedIn lists: UnsafeMutablePointer<CandidateLists>
    ) {
        self.table = table
        (words, placeCount) = table._withUnsafeGuaranteedRef { ($0.words, $0.count) }
        names = nil
        self.machines = machines
        spread = Spread()
        self.lists = lists
    }

    /// Calls `body` with the machines of `suitable`, whose tasks are to be so far apart.
    ///
    /// - Precondition: where tasks are to be apart, those that run are counted in the memory's tally.
    static func with(
        _ suitable: SuitableMachines, apart spread: Spread = Spread(), on target: PlacementTarget,
        listedIn lists: UnsafeMutablePointer<CandidateLists>, _ body: (Candidates) -> Void
    ) {
        if suitable.ranges.count <= 1, suitable.pickiness == nil {
            let range = suitable.ranges.first ?? 0..<0
            return body(Candidates(on: target, .range(range), apart: spread, listedIn: lists))
        }
        withUnsafePointer(to: suitable) { suitable in
            body(Candidates(on: target, .suitable(suitable), apart: spread, listedIn: lists))
        }
    }

    /// Whether the tasks placed so far rule machines out.
    @inline(__always)
    var areApart: Bool { !spread.isEmpty }
}

// MARK: What a policy does with them

extension Candidates {
    /// Lists the candidates that may have a further task, in order.
    ///
    /// - Complexity: O(*machines in the list*) on an offer's list; on a table, a search of its index for each range, or less where
    ///   the same was looked for lately.
    func findFitting(_ need: MachineWord) {
        lists.pointee.fitting.truncate(to: 0)
        if let table {
            findFitting(need, on: table.takeUnretainedValue())
        } else {
            switch machines {
            case .range(let range): findFittingInList(need) { range.contains($0) }
            case .suitable(let suitable): findFittingInList(need) { suitable.pointee.contains($0) }
            }
        }
        if areApart { lists.pointee.keepAdmitted(spread, names: names) }
    }

    private func findFitting(_ need: MachineWord, on table: FreeTable) {
        switch machines {
        case .range(let range): table.list(need, within: range, found: &lists.pointee.fitting)
        case .suitable(let suitable):
            for range in suitable.pointee.ranges { table.list(need, within: range, found: &lists.pointee.fitting) }
            if suitable.pointee.pickiness != nil { lists.pointee.keepFitting { suitable.pointee.contains(Int($0)) } }
        }
    }

    @inline(__always)
    private func findFittingInList(_ need: MachineWord, _ isWanted: (Int) -> Bool) {
        guard let names else { return }
        for place in 0..<placeCount where words[place].has(need) && isWanted(Int(names[place])) {
            lists.pointee.fitting.append(UInt32(truncatingIfNeeded: place))
        }
    }

    /// The places that ``findFitting(_:)`` found.
    public var fitting: UnsafeMutableBufferPointer<UInt32> {
        UnsafeMutableBufferPointer(start: lists.pointee.fitting.base, count: lists.pointee.fitting.count)
    }

    /// The number of the machine at a place.
    @inline(__always)
    public func machine(at place: UInt32) -> UInt32 { names?[Int(place)] ?? place }

    /// What the machine at a place has free.
    @inline(__always)
    func word(at place: UInt32) -> MachineWord { words[Int(place)] }

    /// Whether the machine at a place may have a further task, of those that were found.
    func admits(_ need: MachineWord, at place: UInt32) -> Bool {
        word(at: place).has(need) && (!areApart || lists.pointee.admits(Int(machine(at: place))))
    }

    /// Claims for a task of the transaction's demand.
    ///
    /// - Precondition: the candidate admits it.
    public func claim(_ place: UInt32, into transaction: inout Transaction) {
        invariant(word(at: place).has(transaction.demand.need), "a policy claims where there is room")
        words[Int(place)] &-= transaction.demand.claim
        transaction.machines.append(machine(at: place))
        if let table { table._withUnsafeGuaranteedRef { $0.noteChanged(place) } }
        if areApart { lists.pointee.tally.add(Int(machine(at: place))) }
    }

    /// Whether it is known without a search that no candidate has `need`.
    @inline(__always)
    func areKnownExhausted(_ need: MachineWord) -> Bool {
        guard let table = table?._withUnsafeGuaranteedRef({ $0 }) else { return false }
        switch machines {
        case .range(let range): return table.isKnownExhausted(need, within: range)
        case .suitable(let suitable):
            return suitable.pointee.ranges.allSatisfy { table.isKnownExhausted(need, within: $0) }
        }
    }
}

// MARK: The same for policies of other packages

extension Candidates {
    /// What the machine at a place has free.
    public func free(at place: UInt32) -> Resources { word(at: place).free }

    /// Lists in ``fitting`` the candidates that may have a further task of the transaction's demand, in order.
    ///
    /// - Parameter transaction: the transaction.
    public func findFitting(for transaction: borrowing Transaction) { findFitting(transaction.demand.need) }

    /// Whether the machine at a place may have a further task of the transaction's demand.
    public func admits(_ transaction: borrowing Transaction, at place: UInt32) -> Bool {
        admits(transaction.demand.need, at: place)
    }

    /// A candidate drawn uniformly, whether it has room or not; nil where there is none, or where the draw fell on a machine of an
    /// offer that is none.
    ///
    /// - Parameter stream: what to draw with.
    /// - Returns: its place.
    public func draw(_ stream: inout RandomStream) -> UInt32? {
        if let names {
            guard placeCount > 0 else { return nil }
            let place = stream.index(below: placeCount)
            return contains(Int(names[place])) ? UInt32(truncatingIfNeeded: place) : nil
        }
        switch machines {
        case .range(let range):
            guard !range.isEmpty else { return nil }
            return UInt32(truncatingIfNeeded: range.lowerBound + stream.index(below: range.count))
        case .suitable(let suitable):
            guard suitable.pointee.count > 0 else { return nil }
            let position = stream.index(below: suitable.pointee.count)
            return suitable.pointee.ranges.withUnsafeBufferPointer { ranges in
                UInt32(truncatingIfNeeded: SuitableOrder(suitable.pointee, ranges).machine(at: position))
            }
        }
    }

    private func contains(_ machine: Int) -> Bool {
        switch machines {
        case .range(let range): range.contains(machine)
        case .suitable(let suitable): suitable.pointee.contains(machine)
        }
    }
}

// MARK: Memory

/// Memory for the candidates of one who places, used again by every attempt.
package struct CandidateMemory: ~Copyable {
    let lists: UnsafeMutablePointer<CandidateLists>

    /// Memory for a cell of `machineCount` machines.
    package init(machineCount: Int) { self.init(machineCount: machineCount, spreadingOn: nil) }

    /// The same, with a tally of where tasks run on the machines of `layout`, if any job spreads its tasks.
    init(machineCount: Int, spreadingOn layout: Layout?) {
        lists = .allocate(capacity: 1)
        lists.initialize(to: CandidateLists(machineCount: machineCount, spreadingOn: layout))
    }

    deinit {
        lists.deinitialize(count: 1)
        lists.deallocate()
    }
}

/// What candidates note while a policy chooses among them.
struct CandidateLists: ~Copyable {
    /// The places found.
    var fitting: GrowableBuffer<UInt32>
    /// Where tasks of the job are, if they are to be apart.
    var tally: SpreadTally
    /// How many tasks a place may have before a further one, at the level that is being placed.
    var limits = SpreadTally.Limits()
    /// The fewest tasks that are too many in a place that has room, once that is known.
    var fewest: SpreadTally.Limits?

    init(machineCount: Int, spreadingOn layout: Layout?) {
        fitting = GrowableBuffer(capacity: machineCount)
        tally = SpreadTally(layout)
    }

    /// Leaves out what was found to fit and is not wanted.
    @inline(__always)
    mutating func keepFitting(_ isWanted: (UInt32) -> Bool) {
        var kept = 0
        for position in 0..<fitting.count where isWanted(fitting[position]) {
            fitting[kept] = fitting[position]
            kept += 1
        }
        fitting.truncate(to: kept)
    }

    /// Whether a machine may have a further task, as far as the others of the job are concerned.
    @inline(__always)
    func admits(_ machine: Int) -> Bool { tally.admits(machine, limits) }
}
