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
        board.pointee.need = need
        board.pointee.words = table.words
        board.pointee.range = range
        board.pointee.position = -1
        board.pointee.lastUse = uses
        return board
    }
}
