/// The machines among which a policy chooses for tasks of one job.
///
/// Candidates are the machines of a range, or those that suit a job, on the cell's table or on an offer's list. A
/// candidate is named by its *place*: the machine's number on a table, the position on an offer's list.
///
///     machines 20..<60
///     of which 20..<30 and 50..<60 suit the job
///     of which 23, 24 and 58 suit if the job is picky
///     of which 24 and 58 have room
public struct Candidates {
    /// The machines, with or without room.
    enum Machines {
        case range(Range<Int>)
        /// Several ranges, or some of the machines of one range.
        case suitable(UnsafePointer<SuitableMachines>)
    }

    /// The table from which claims are taken; nil for an offer's list.
    ///
    /// Candidates live while an attempt places and own nothing, so making them costs no reference counting.
    let table: Unmanaged<FreeTable>?
    /// By place, the free resources of its machine.
    let words: UnsafeMutablePointer<MachineWord>
    /// By place on an offer's list, the number of the machine; nil where a place is a machine's number.
    let names: UnsafeMutablePointer<UInt32>?
    /// By place, what the machine's devices have free; nil where GPUs are pooled.
    let devices: DeviceTable?
    /// Number of places.
    let placeCount: Int
    let machines: Machines
    /// Rule by which the job's tasks keep apart.
    let spread: Spread
    /// Memory for the places found, and for the count of the job's tasks by machine and rack.
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
            devices = table.devices
            placeCount = table.count
        case .list(let list):
            table = nil
            words = list.words.base
            names = list.machines.base
            devices = list.devices
            placeCount = list.words.count
        }
        self.machines = machines
        self.spread = spread
        self.lists = lists
    }

    /// Calls `body` with the machines of `suitable` as candidates for tasks that keep apart as `spread` says.
    ///
    /// - Precondition: the running tasks of a job that spreads are counted in the tally of `lists`.
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

    /// True if the machines are those of whole ranges, so that many jobs have the same.
    var areWholeRanges: Bool {
        switch machines {
        case .range: true
        case .suitable(let suitable): suitable.pointee.pickiness == nil
        }
    }

    /// True for a job that spreads its tasks: the tasks placed so far rule machines out.
    @inline(__always)
    var areApart: Bool { !spread.isEmpty }
}

// MARK: What a policy does with them

extension Candidates {
    /// Lists in ``fitting`` the candidates that may have a further task, in order.
    ///
    /// - Complexity: O(*machines in the list*) on an offer's list; on a table, one search of its index for each range,
    ///   or less where the same need was searched lately.
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

    /// Free resources of the machine at a place.
    @inline(__always)
    func word(at place: UInt32) -> MachineWord { words[Int(place)] }

    /// True if the machine at a place has room for `need`, and the job's other tasks do not rule it out.
    func admits(_ need: MachineWord, at place: UInt32) -> Bool {
        word(at: place).has(need) && (!areApart || lists.pointee.admits(Int(machine(at: place))))
    }

    /// Claims the machine at a place for one task of the transaction's demand; of devices, the tightest fit.
    ///
    /// - Precondition: the candidates admit the transaction at the place.
    public func claim(_ place: UInt32, into transaction: inout Transaction) {
        claim(place, on: nil, into: &transaction)
    }

    /// Claims the machine at a place, and devices of it.
    ///
    /// - Parameters:
    ///   - place: the place.
    ///   - set: devices that have room; nil for the tightest fit.
    ///   - transaction: takes the claim.
    func claim(_ place: UInt32, on set: DeviceSet?, into transaction: inout Transaction) {
        invariant(word(at: place).has(transaction.demand.need), "a policy claims where there is room")
        let claim = transaction.demand.claim
        let number = machine(at: place)
        if let devices {
            let set = set ?? devices[Int(place)].devices(for: claim)
            devices.claim(set, at: Int(place), of: Int(number), claim, on: &words[Int(place)])
            transaction.append(number, on: set)
        } else {
            words[Int(place)] &-= claim
            transaction.machines.append(number)
        }
        if let table { table._withUnsafeGuaranteedRef { $0.noteChanged(place) } }
        if areApart { lists.pointee.tally.add(Int(number)) }
    }

    /// True if every candidate is known, without a search, to lack `need`.
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

// MARK: What a policy of another package does with them

extension Candidates {
    /// Free resources of the machine at a place.
    public func free(at place: UInt32) -> Resources {
        var free = word(at: place).free
        if let devices { free.milliGPUs = Int64(devices[Int(place)].sum) }
        return free
    }

    /// Lists in ``fitting`` the candidates that may have a further task of the transaction's demand, in order.
    ///
    /// - Parameter transaction: the transaction of the attempt.
    public func findFitting(for transaction: borrowing Transaction) { findFitting(transaction.demand.need) }

    /// True if the machine at a place may have a further task of the transaction's demand.
    public func admits(_ transaction: borrowing Transaction, at place: UInt32) -> Bool {
        admits(transaction.demand.need, at: place)
    }

    /// Draws a candidate uniformly, with or without room.
    ///
    /// - Parameter stream: the random stream to draw from.
    /// - Returns: the candidate's place; nil where there are no candidates, or where the draw falls on a machine of an
    ///   offer that is none.
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

/// Memory for the candidates of one scheduler or bench, used again by every attempt.
package struct CandidateMemory: ~Copyable {
    let lists: UnsafeMutablePointer<CandidateLists>

    /// Memory for a cell of `machineCount` machines and jobs that do not spread their tasks.
    package init(machineCount: Int) { self.init(machineCount: machineCount, spreadingOn: nil) }

    /// Memory for a cell of `machineCount` machines; with a layout, also a tally for jobs that spread their tasks over
    /// it.
    init(machineCount: Int, spreadingOn layout: Layout?) {
        lists = .allocate(capacity: 1)
        lists.initialize(to: CandidateLists(machineCount: machineCount, spreadingOn: layout))
    }

    deinit {
        lists.deinitialize(count: 1)
        lists.deallocate()
    }
}

/// Notes of candidates while a policy chooses among them.
struct CandidateLists: ~Copyable {
    /// The places found.
    var fitting: GrowableBuffer<UInt32>
    /// Number of the job's tasks by machine and by rack, for a job that spreads them.
    var tally: SpreadTally
    /// Number of tasks that rule a place out at the level being placed.
    var limits = SpreadTally.Limits()
    /// The fewest tasks that rule out a place with room; nil before a search.
    var fewest: SpreadTally.Limits?

    init(machineCount: Int, spreadingOn layout: Layout?) {
        fitting = GrowableBuffer(capacity: machineCount)
        tally = SpreadTally(layout)
    }

    /// Keeps in ``fitting`` the places that are wanted.
    @inline(__always)
    mutating func keepFitting(_ isWanted: (UInt32) -> Bool) {
        var kept = 0
        for position in 0..<fitting.count where isWanted(fitting[position]) {
            fitting[kept] = fitting[position]
            kept += 1
        }
        fitting.truncate(to: kept)
    }

    /// True if the job's other tasks do not rule a machine out.
    @inline(__always)
    func admits(_ machine: Int) -> Bool { tally.admits(machine, limits) }
}

// Functions of their own, as the compiler breaks on such an access through the world under the thread sanitizer.
extension UnsafeMutablePointer<CandidateLists> {
    /// Has `body` count tasks.
    @inline(__always)
    func count(_ body: (inout SpreadTally) -> Void) { body(&pointee.tally) }

    /// Forgets the tasks that were counted.
    @inline(__always)
    func clearTally() { pointee.tally.clear() }
}
