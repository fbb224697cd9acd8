/// A cache of the machines that fit a demand, for demands which at most 512 machines fit.
///
/// Finding them takes a search of the index, and in a full cell most attempts are retries that search for the same
/// again. The cache keeps the result of a search, and its position in a log of the machines that got room. Only such a
/// machine comes to fit. So the machines that fit now are those of the result and of the log since then that still fit:
///
///     search at 1:      fits 3 | 7 | 9
///     log since:        4, 7, 5        of which 4 fits
///     known now:        3 | 4 | 7 | 9  of which 9 is full by now: 3 | 4 | 7
///
/// A demand is forgotten when more machines fit it than the cache keeps, when reading the log since would cost more
/// than a search, or when another demand takes its record. While no demand is kept, nothing is logged. The cache
/// changes how long a search takes, never its result.
struct KnownFits: ~Copyable {
    /// A demand within a range of machines.
    private struct Record: BitwiseCopyable {
        var need: MachineWord
        var lowerBound: Int
        var upperBound: Int
        /// Length of the log when the list of machines was last complete.
        var position: Int
        /// Number of machines in the list; negative marks a vacant record.
        var count: Int
    }

    /// The most machines that are kept for a demand.
    static let mostMachines = 512
    /// Number of records that a demand may take, all neighbours.
    private static let ways = 4
    private static let sets = 256

    /// Memory of the records, and ``mostMachines`` machines for each; allocated with the first demand.
    private var records: UnsafeMutablePointer<Record>?
    private var machines: UnsafeMutablePointer<UInt32>?
    /// Machines that got room, in a ring; nil before the first demand.
    private var log: UnsafeMutablePointer<UInt32>?
    private let ringMask: Int
    /// Number of machines logged in all.
    private var logged = 0
    /// Length of the log when a demand was last found or added.
    private var lastUse = 0
    /// True while no demand is kept.
    private(set) var isEmpty = true

    /// An empty cache for `count` machines.
    init(machines count: Int) {
        // Reading as many logged machines costs about as much as a search.
        var size = 256
        while size < count / 4, size < 1 << 16 { size *= 2 }
        ringMask = size - 1
    }

    deinit {
        records?.deallocate()
        machines?.deallocate()
        log?.deallocate()
    }

    /// Logs machines whose free resources have grown.
    ///
    /// - Complexity: O(*count*).
    mutating func noteFreed(_ numbers: UnsafePointer<UInt32>, count: Int) {
        guard let log, !isEmpty else { return }
        for position in 0..<count { log[(logged &+ position) & ringMask] = numbers[position] }
        logged += count
        if logged - lastUse > ringMask { forgetEverything() }
    }

    /// The machines of `range` that have `need`, in order; nil where they are not known.
    ///
    /// The list is valid until the next change.
    ///
    /// - Complexity: O(*kept* + *logged since* × log *kept*), and O(*kept*) for each machine that is new.
    mutating func machines(
        _ need: MachineWord, within range: Range<Int>, in words: UnsafePointer<MachineWord>
    ) -> UnsafeBufferPointer<UInt32>? {
        guard !isEmpty, let number = number(of: need, within: range), let records, let machines else { return nil }
        let list = machines + number * KnownFits.mostMachines
        guard bringUpToDate(&records[number], list, range, words) else {
            records[number].count = -1
            return nil
        }
        lastUse = logged
        return UnsafeBufferPointer(start: list, count: records[number].count)
    }

    /// Brings a record's list of machines up to date; returns false where the record has become useless.
    private func bringUpToDate(
        _ record: inout Record, _ list: UnsafeMutablePointer<UInt32>, _ range: Range<Int>,
        _ words: UnsafePointer<MachineWord>
    ) -> Bool {
        guard let log, logged - record.position <= ringMask else { return false }
        let need = record.need
        var count = 0
        for position in 0..<record.count {
            let machine = list[position]
            list[count] = machine
            if words[Int(machine)].has(need) { count &+= 1 }
        }
        for position in record.position..<logged {
            let machine = log[position & ringMask]
            guard words[Int(machine)].has(need), range.contains(Int(machine)) else { continue }
            guard KnownFits.insert(machine, into: list, &count) else { return false }
        }
        record.count = count
        record.position = logged
        return true
    }

    /// Inserts a machine into an ordered list, unless it is there; returns false where the list is full.
    private static func insert(_ machine: UInt32, into list: UnsafeMutablePointer<UInt32>, _ count: inout Int) -> Bool {
        var (place, end) = (0, count)
        while place < end {
            let middle = (place + end) / 2
            if list[middle] < machine { place = middle + 1 } else { end = middle }
        }
        if place < count, list[place] == machine { return true }
        guard count < mostMachines else { return false }
        (list + place + 1).update(from: list + place, count: count - place)
        list[place] = machine
        count += 1
        return true
    }

    /// Keeps a search's result, unless it is too long: of `range`, exactly the machines at `found` have `need` now.
    mutating func remember(_ need: MachineWord, within range: Range<Int>, found: UnsafeBufferPointer<UInt32>) {
        guard found.count <= KnownFits.mostMachines else { return }
        let memory = allocated()
        let number = vacancy(for: need, within: range, among: memory.records)
        memory.records[number] = Record(
            need: need, lowerBound: range.lowerBound, upperBound: range.upperBound, position: logged,
            count: found.count)
        if let base = found.baseAddress {
            (memory.machines + number * KnownFits.mostMachines).update(from: base, count: found.count)
        }
        lastUse = logged
        isEmpty = false
    }

    /// The first of the records that a demand may take.
    private static func firstPlace(of need: MachineWord, within range: Range<Int>) -> Int {
        var hash = UInt64(UInt32(bitPattern: need.x)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= UInt64(UInt32(bitPattern: need.y)) &* 0xBF58_476D_1CE4_E5B9
        hash ^= (UInt64(UInt32(bitPattern: need.z)) ^ UInt64(range.lowerBound) << 32) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) >> 8 & UInt64(sets - 1)) * ways
    }

    /// The record of a demand; nil where there is none.
    private func number(of need: MachineWord, within range: Range<Int>) -> Int? {
        guard let records else { return nil }
        let first = KnownFits.firstPlace(of: need, within: range)
        for number in first..<(first + KnownFits.ways)
        where records[number].need == need && records[number].lowerBound == range.lowerBound
            && records[number].upperBound == range.upperBound && records[number].count >= 0
        {
            return number
        }
        return nil
    }

    /// A record for a new demand: a vacant one, or the one asked for longest ago.
    private func vacancy(
        for need: MachineWord, within range: Range<Int>, among records: UnsafeMutablePointer<Record>
    ) -> Int {
        let first = KnownFits.firstPlace(of: need, within: range)
        var oldest = first
        for number in first..<(first + KnownFits.ways) {
            if records[number].count < 0 { return number }
            if records[number].position < records[oldest].position { oldest = number }
        }
        return oldest
    }

    private mutating func allocated()
        -> (records: UnsafeMutablePointer<Record>, machines: UnsafeMutablePointer<UInt32>)
    {
        if let records, let machines { return (records, machines) }
        let count = KnownFits.sets * KnownFits.ways
        let newRecords = UnsafeMutablePointer<Record>.allocate(capacity: count)
        newRecords.initialize(repeating: KnownFits.vacant, count: count)
        let newMachines = UnsafeMutablePointer<UInt32>.allocate(capacity: count * KnownFits.mostMachines)
        records = newRecords
        machines = newMachines
        log = .allocate(capacity: ringMask + 1)
        return (newRecords, newMachines)
    }

    private static let vacant = Record(need: .zero, lowerBound: 0, upperBound: 0, position: 0, count: -1)

    private mutating func forgetEverything() {
        records?.update(repeating: KnownFits.vacant, count: KnownFits.sets * KnownFits.ways)
        isEmpty = true
    }
}
