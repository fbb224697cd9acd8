/// The scores of the machines of a range for one demand, kept from one attempt to the next.
///
/// What Borg calls a score cache (Verma et al., EuroSys 2015, §3.4): tasks of one demand see the same scores, and only machines that have
/// changed since are scored again.
struct ScoreBoard: ~Copyable {
    fileprivate var need = MachineWord.zero
    /// The table, as the address of its words.
    fileprivate var words: UnsafeMutablePointer<MachineWord>?
    fileprivate(set) var range = 0..<0
    /// Of the machines of ``range``, in order of number or of rank.
    var tree = ScoreTree()
    /// How far the log of changed machines had come when all scores were right.
    var position = -1
    /// When it was last used.
    fileprivate var lastUse = 0
    private let runs: UnsafeMutablePointer<TaskRun>
    private static let runCount = 16

    fileprivate init() { runs = .allocate(capacity: ScoreBoard.runCount) }

    deinit { runs.deallocate() }

    /// Begins with another demand, of which no score is known.
    fileprivate mutating func begin(_ need: MachineWord, on table: FreeTable, within range: Range<Int>) {
        self.need = need
        words = table.words
        self.range = range
        position = -1
        runs.initialize(repeating: TaskRun(), count: ScoreBoard.runCount)
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
struct ScoreBoards: ~Copyable {
    /// How many demands are kept.
    static let most = 16

    private let boards: UnsafeMutablePointer<ScoreBoard>
    /// How many boards were ever used.
    private var count = 0
    private var uses = 0

    /// No boards.
    init() { boards = .allocate(capacity: ScoreBoards.most) }

    deinit {
        boards.deinitialize(count: count)
        boards.deallocate()
    }

    /// The board for a demand, a new one without scores where there is none.
    mutating func board(
        of need: MachineWord, on table: FreeTable, within range: Range<Int>
    ) -> UnsafeMutablePointer<ScoreBoard> {
        uses &+= 1
        var oldest = 0
        for number in 0..<count {
            let board = boards + number
            if board.pointee.need == need, board.pointee.words == table.words, board.pointee.range == range {
                board.pointee.lastUse = uses
                return board
            }
            if board.pointee.lastUse < boards[oldest].lastUse { oldest = number }
        }
        if count < ScoreBoards.most {
            oldest = count
            (boards + oldest).initialize(to: ScoreBoard())
            count += 1
        }
        let board = boards + oldest
        board.pointee.begin(need, on: table, within: range)
        board.pointee.lastUse = uses
        return board
    }
}
