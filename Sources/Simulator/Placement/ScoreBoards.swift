/// The scores of the machines of a range for one demand, kept from one attempt to the next.
///
/// What Borg calls a score cache (Verma et al., EuroSys 2015, §3.4): tasks of one demand see the same scores, and only machines that have
/// changed since are scored again.
struct ScoreBoard: ~Copyable {
    fileprivate var need = MachineWord.zero
    /// The table, as the address of its words.
    fileprivate var words: UnsafeMutablePointer<MachineWord>?
    fileprivate(set) var range = 0..<0
    /// The ranges of machines within ``range`` that have scores; empty for all of it.
    fileprivate(set) var suitable: [Range<Int>] = []
    /// Of the machines of ``range``, in order of number or of rank.
    var tree = ScoreTree()
    /// The same machines by class, where a policy keeps scores in this way.
    var classes = ScoreClasses()
    /// How far the log of changed machines had come when all scores were right.
    var position = -1
    /// When it was last used.
    fileprivate var lastUse = 0
    /// The next board with the same hash; negative behind the last.
    fileprivate var next = -1
    private let runs: UnsafeMutablePointer<TaskRun>
    private static let runCount = 16

    fileprivate init() { runs = .allocate(capacity: ScoreBoard.runCount) }

    deinit { runs.deallocate() }

    /// Begins with another demand, of which no score is known.
    fileprivate mutating func begin(
        _ need: MachineWord, on table: FreeTable, within range: Range<Int>, suitable: [Range<Int>]
    ) {
        self.need = need
        words = table.words
        self.range = range
        self.suitable = suitable
        position = -1
        runs.initialize(repeating: TaskRun(), count: ScoreBoard.runCount)
    }

    /// True if a machine is one of those that have scores.
    @inline(__always)
    func covers(_ machine: Int) -> Bool {
        guard range.contains(machine), !suitable.isEmpty else { return range.contains(machine) }
        // The first range that ends behind the machine.
        var (low, high) = (0, suitable.count)
        while low < high {
            let middle = (low + high) / 2
            if suitable[middle].upperBound <= machine { low = middle + 1 } else { high = middle }
        }
        return low < suitable.count && suitable[low].contains(machine)
    }

    /// Where the run of a machine with these amounts is kept, if it is: one place for several amounts.
    @inline(__always)
    func run(of amounts: MachineWord) -> UnsafeMutablePointer<TaskRun> {
        let mixed = UInt32(bitPattern: amounts.x ^ amounts.y &<< 8) &* 0x9E37_79B9
        return runs + Int(mixed >> 28)
    }
}

/// The tasks that go to the best machine one after another, as its score rises with each.
///
///     4 cores free, best fit, 1 core each:  4 tasks, then nothing fits
struct TaskRun: BitwiseCopyable {
    /// What the machine had free; negative where no run is known.
    var amounts = MachineWord(repeating: -1)
    /// Number of tasks.
    var tasks = 0
    /// The machine's score thereafter.
    var score = ScoreTree.nothing
}

/// The boards of a policy, the one used longest ago giving way to a new one.
///
/// - Complexity: O(1) on average to find a board.
struct ScoreBoards: ~Copyable {
    /// How many demands are kept.
    static let most = 16
    /// How many demands are kept where GPUs are devices.
    ///
    /// Traces of such cells have some hundred kinds of tasks, and scores are dear. Boards of 10 bytes a machine take
    /// 64 MiB at most.
    static func most(ofDevices machines: Int) -> Int { min(512, max(most, (64 << 20) / max(1, 10 * machines))) }
    private static let buckets = 256

    private let most: Int
    private let boards: UnsafeMutablePointer<ScoreBoard>
    /// By hash of a need, its first board; negative where there is none.
    private let first: UnsafeMutablePointer<Int>
    /// How many boards were ever used.
    private var count = 0
    private var uses = 0

    /// No boards, with room for `most`.
    init(most: Int) {
        self.most = most
        boards = .allocate(capacity: most)
        first = .allocate(capacity: ScoreBoards.buckets)
        first.initialize(repeating: -1, count: ScoreBoards.buckets)
    }

    deinit {
        boards.deinitialize(count: count)
        boards.deallocate()
        first.deallocate()
    }

    /// The board for a demand, a new one without scores where there is none.
    ///
    /// - Parameters:
    ///   - need: need of the demand.
    ///   - table: the table.
    ///   - range: the machines.
    ///   - suitable: the ranges of those machines that suit; empty for all.
    /// - Returns: the board, valid until the next call.
    mutating func board(
        of need: MachineWord, on table: FreeTable, within range: Range<Int>, suitable: [Range<Int>] = []
    ) -> UnsafeMutablePointer<ScoreBoard> {
        uses &+= 1
        let bucket = ScoreBoards.bucket(of: need)
        var number = first[bucket]
        while number >= 0 {
            let board = boards + number
            if board.pointee.need == need, board.pointee.words == table.words, board.pointee.range == range,
                board.pointee.suitable.isEmpty && suitable.isEmpty || board.pointee.suitable == suitable
            {
                board.pointee.lastUse = uses
                return board
            }
            number = board.pointee.next
        }
        let board = boards + vacate()
        board.pointee.begin(need, on: table, within: range, suitable: suitable)
        board.pointee.lastUse = uses
        board.pointee.next = first[bucket]
        first[bucket] = board - boards
        return board
    }

    private static func bucket(of need: MachineWord) -> Int {
        var hash = UInt64(truncatingIfNeeded: need.x) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ UInt64(truncatingIfNeeded: need.y)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ UInt64(truncatingIfNeeded: need.z)) &* 0x9E37_79B9_7F4A_7C15
        return Int(hash >> 56)
    }

    /// The number of a board that is in no bucket: a fresh one, or the one used longest ago.
    private mutating func vacate() -> Int {
        if count < most {
            (boards + count).initialize(to: ScoreBoard())
            count += 1
            return count - 1
        }
        var oldest = 0
        for number in 1..<count where boards[number].lastUse < boards[oldest].lastUse { oldest = number }
        let bucket = ScoreBoards.bucket(of: boards[oldest].need)
        if first[bucket] == oldest {
            first[bucket] = boards[oldest].next
        } else {
            var number = first[bucket]
            while boards[number].next != oldest { number = boards[number].next }
            boards[number].next = boards[oldest].next
        }
        return oldest
    }
}
