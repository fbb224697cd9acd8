/// The leaves of a score tree by rank: the first has the best score.
///
/// Leaves are taken out of the tree down to the rank that is asked for, all that are alike together, and stay out for the asks to come.
///
///     tree     9 9 7 5 5 5 2     rank 2: takes out 9 9, and is the 7
///     taken    9 9 | 7 5 5 5 2   rank 3: takes out 7, and is one of three that have 5
///
/// - Complexity: O(log *leaves*) for each leaf taken out.
struct TopLeaves: ~Copyable {
    struct Entry: BitwiseCopyable {
        var score: Double
        var leaf: Int
    }

    /// What was taken out of the tree, the best first, and of equals the lowest leaf; all are better than what the tree has.
    private var entries = GrowableBuffer<Entry>(capacity: 64)

    /// Number of leaves with a score, in the tree and out of it.
    func scored(with tree: borrowing ScoreTree) -> Int { entries.count + tree.scored }

    /// Finds the leaf of a rank, counted from 0, and takes it out.
    ///
    /// - Parameters:
    ///   - rank: the rank, below ``scored(with:)``.
    ///   - tree: the tree.
    ///   - stream: the random stream.
    ///   - drawsTies: whether equals are in random order; else the lowest leaf comes first.
    /// - Returns: the leaf.
    mutating func take(
        _ rank: Int, from tree: inout ScoreTree, drawing stream: inout RandomStream, drawsTies: Bool
    ) -> Int {
        while rank >= entries.count + tree.bestCount { takeBest(of: &tree) }
        guard rank < entries.count else {
            let leaf = drawsTies ? tree.drawBest(&stream) : tree.best(number: rank - entries.count)
            tree.set(leaf, to: ScoreTree.nothing)
            return leaf
        }
        let place = drawsTies ? drawAlike(rank, &stream) : rank
        let leaf = entries[place].leaf
        for next in (place + 1)..<max(place + 1, entries.count) { entries[next - 1] = entries[next] }
        entries.truncate(to: entries.count - 1)
        return leaf
    }

    /// Takes out all leaves that have the best score.
    private mutating func takeBest(of tree: inout ScoreTree) {
        let score = tree.best
        for _ in 0..<tree.bestCount {
            let leaf = tree.firstBest()
            tree.set(leaf, to: ScoreTree.nothing)
            entries.append(Entry(score: score, leaf: leaf))
        }
    }

    /// The place of an entry drawn from those that have the same score as the entry at `place`.
    private func drawAlike(_ place: Int, _ stream: inout RandomStream) -> Int {
        let score = entries[place].score
        var (first, end) = (place, place + 1)
        while first > 0, entries[first - 1].score == score { first -= 1 }
        while end < entries.count, entries[end].score == score { end += 1 }
        return end - first == 1 ? first : first + stream.index(below: end - first)
    }

    /// Puts a leaf back that was taken out, with another score.
    mutating func put(_ leaf: Int, _ score: Double, into tree: inout ScoreTree) {
        guard entries.count > 0, score >= entries[entries.count - 1].score else { return tree.set(leaf, to: score) }
        entries.append(Entry(score: score, leaf: leaf))
        var place = entries.count - 1
        while place > 0, isBefore(score, leaf, entries[place - 1]) {
            entries[place] = entries[place - 1]
            place -= 1
        }
        entries[place] = Entry(score: score, leaf: leaf)
    }

    private func isBefore(_ score: Double, _ leaf: Int, _ other: Entry) -> Bool {
        score > other.score || score == other.score && leaf < other.leaf
    }

    /// Puts everything back.
    mutating func putBack(into tree: inout ScoreTree) {
        for place in 0..<entries.count { tree.set(entries[place].leaf, to: entries[place].score) }
        entries.truncate(to: 0)
    }
}

extension RandomStream {
    /// The least of `number` distinct numbers drawn uniformly from 0 to below `count`: the rank of the best of so many candidates.
    ///
    /// Rank 0 is among them with probability *number* / *count*; else rank 1 is, of one fewer, and so on.
    ///
    /// - Complexity: O(*count* / *number*) on average.
    mutating func leastIndex(of number: Int, below count: Int) -> Int {
        var left = count
        while index(below: left) >= number { left -= 1 }
        return count - left
    }
}

extension ScoredPlacement {
    /// Places on the best of many candidates of a range, which are not drawn: their best is, by its rank among all that fit.
    ///
    /// Of *m* machines that fit, the best of *k* drawn has rank *r*, from 0, with probability C(*m* − 1 − *r*, *k* − 1) / C(*m*, *k*).
    func placeOnRanked(
        _ tasks: Int, _ table: FreeTable, _ range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        let demand = transaction.demand
        let board = memory.pointee.boards.board(of: demand.need, on: table, within: range)
        bringUpToDate(board, table, demand)
        let words = table.words
        for _ in 0..<tasks {
            let fitting = memory.pointee.top.scored(with: board.pointee.tree)
            guard fitting > 0 else { break }
            let rank = stream.leastIndex(of: selection.count(of: fitting), below: fitting)
            let leaf = memory.pointee.top.take(
                rank, from: &board.pointee.tree, drawing: &stream, drawsTies: ties == .random)
            let machine = self.machine(of: leaf, in: range)
            words[machine] &-= demand.claim
            transaction.machines.append(UInt32(truncatingIfNeeded: machine))
            memory.pointee.top.put(leaf, value(words[machine], of: machine, demand), into: &board.pointee.tree)
            table.noteChanged(UInt32(truncatingIfNeeded: machine))
        }
        memory.pointee.top.putBack(into: &board.pointee.tree)
        board.pointee.position = table.changeCount
    }
}
