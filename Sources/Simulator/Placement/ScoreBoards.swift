/// The scores of the machines of a range for one demand, kept from one attempt to the next.
///
/// What Borg calls a score cache (Verma et al., EuroSys 2015, §3.4): tasks of one demand see the same scores, and only machines that have
/// changed since are scored again.
struct ScoreBoard: ~Copyable {
    fileprivate(set) var need = MachineWord.zero
    fileprivate(set) var range = 0..<0
    /// Of the machines of ``range``, in order of number or of rank.
    var tree = ScoreTree()
    /// How far the log of changed machines had come when all scores were right.
    var position = -1
    /// When it was last used.
    fileprivate var lastUse = 0

    /// Begins with another demand, of which no score is known.
    fileprivate mutating func begin(_ need: MachineWord, _ range: Range<Int>) {
        self.need = need
        self.range = range
        position = -1
    }
}

/// The boards of a policy on one table, the one used longest ago giving way to a new one.
struct ScoreBoards: ~Copyable {
    /// How many demands are kept.
    static let most = 16

    private var boards = FixedArray<ScoreBoard>(count: most) { _ in ScoreBoard() }
    private var uses = 0

    /// The number of the board for a demand, a new one without scores where there is none.
    mutating func number(of need: MachineWord, within range: Range<Int>) -> Int {
        uses += 1
        var oldest = 0
        for number in 0..<ScoreBoards.most {
            if boards[number].need == need, boards[number].range == range {
                boards[number].lastUse = uses
                return number
            }
            if boards[number].lastUse < boards[oldest].lastUse { oldest = number }
        }
        boards[oldest].begin(need, range)
        boards[oldest].lastUse = uses
        return oldest
    }

    subscript(number: Int) -> ScoreBoard {
        _read { yield boards[number] }
        _modify { yield &boards[number] }
    }
}
