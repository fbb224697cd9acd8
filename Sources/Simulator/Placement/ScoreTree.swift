/// Scores by leaf, and the best of them: a tree of maxima, each over sixteen nodes of the level below.
///
/// A leaf is a machine or a place in a list, as its owner counts them. What has no score, because nothing fits there, has
/// ``nothing``.
///
///     scores   3 7 7 2 … | 5 – 7 1 … | – – – – …      –: nothing
///     maxima      7      |     7     |    –
///     best        7, of leaves 1, 2 and 18
///
/// - Complexity: O(1) to read the best score; O(log *leaves*) to set a score, less where the maximum of its sixteen stays.
struct ScoreTree: ~Copyable {
    /// Leaves under a node.
    static let fanOut = 16
    private static let shift = 4

    /// The score of a leaf that has none; less than every score.
    static let nothing = -Double.infinity

    /// How many leaves there are.
    private(set) var count = 0
    /// The levels one after another, the leaves first; each is padded to whole nodes with ``nothing``.
    private var values: UnsafeMutablePointer<Double>
    private var capacity: Int
    /// Where each level begins; the last is one node, of which only the first value means anything.
    private let starts: UnsafeMutablePointer<Int>
    private var levels = 1
    /// Enough for 2⁴⁰ leaves.
    private static let mostLevels = 12

    /// A tree without leaves.
    init() {
        capacity = ScoreTree.fanOut
        values = .allocate(capacity: capacity)
        values.initialize(repeating: ScoreTree.nothing, count: capacity)
        starts = .allocate(capacity: ScoreTree.mostLevels)
        starts.initialize(repeating: 0, count: ScoreTree.mostLevels)
    }

    deinit {
        values.deallocate()
        starts.deallocate()
    }

    /// The greatest score; ``nothing`` where no leaf has one.
    var best: Double { values[starts[levels - 1]] }

    /// The score of a leaf.
    subscript(leaf: Int) -> Double { values[leaf] }

    /// Replaces all leaves by `count` leaves that have the scores that `score` returns.
    ///
    /// - Complexity: O(*count*).
    mutating func rebuild(count: Int, _ score: (Int) -> Double) {
        resize(to: count)
        for leaf in 0..<count { values[leaf] = score(leaf) }
        for leaf in count..<padded(count) { values[leaf] = ScoreTree.nothing }
        var size = count
        for level in 1..<max(1, levels) {
            let nodes = (size + ScoreTree.fanOut - 1) >> ScoreTree.shift
            for node in 0..<nodes { values[starts[level] + node] = maximum(of: starts[level - 1], node) }
            for node in nodes..<padded(nodes) { values[starts[level] + node] = ScoreTree.nothing }
            size = nodes
        }
    }

    private func padded(_ count: Int) -> Int {
        max(ScoreTree.fanOut, (count + ScoreTree.fanOut - 1) & ~(ScoreTree.fanOut - 1))
    }

    private mutating func resize(to count: Int) {
        guard count != self.count || levels < 2 else { return }
        self.count = count
        levels = 1
        var size = count
        var end = padded(size)
        repeat {
            starts[levels] = end
            levels += 1
            size = (size + ScoreTree.fanOut - 1) >> ScoreTree.shift
            end += padded(size)
        } while size > 1
        guard end > capacity else { return }
        values.deallocate()
        capacity = end
        values = .allocate(capacity: end)
        values.initialize(repeating: ScoreTree.nothing, count: end)
    }

    /// The greatest of the sixteen values under a node of the level above the one at `start`.
    @inline(__always)
    private func maximum(of start: Int, _ node: Int) -> Double {
        let first = values + (start + node << ScoreTree.shift)
        // Four chains, as each comparison waits for the one before it.
        var (a, b, c, d) = (first[0], first[1], first[2], first[3])
        for place in stride(from: 4, to: ScoreTree.fanOut, by: 4) {
            a = greater(a, first[place])
            b = greater(b, first[place + 1])
            c = greater(c, first[place + 2])
            d = greater(d, first[place + 3])
        }
        return greater(greater(a, b), greater(c, d))
    }

    @inline(__always)
    private func greater(_ a: Double, _ b: Double) -> Double { a > b ? a : b }

    /// Sets the score of a leaf.
    @inline(__always)
    mutating func set(_ leaf: Int, to score: Double) {
        let before = values[leaf]
        guard score != before else { return }
        values[leaf] = score
        raiseOrLower(leaf, from: before, to: score)
    }

    @inline(never)
    private mutating func raiseOrLower(_ leaf: Int, from before: Double, to score: Double) {
        var node = leaf >> ScoreTree.shift
        var (old, new) = (before, score)
        for level in 1..<levels {
            let place = starts[level] + node
            let maximum = values[place]
            if new < maximum {
                // The maximum stays unless it was the value that has changed.
                guard old == maximum else { return }
                new = self.maximum(of: starts[level - 1], node)
            }
            guard new != maximum else { return }
            values[place] = new
            old = maximum
            node >>= ScoreTree.shift
        }
    }

    /// The first leaf that has the best score.
    ///
    /// - Precondition: some leaf has a score.
    /// - Complexity: O(log *leaves*).
    func firstBest() -> Int {
        let score = best
        var node = 0
        for level in stride(from: levels - 2, through: 0, by: -1) {
            node <<= ScoreTree.shift
            while values[starts[level] + node] != score { node += 1 }
        }
        return node
    }

    /// Calls `body` with each leaf that has the best score, in order.
    ///
    /// - Complexity: O(*such leaves* × log *leaves*).
    func forEachBest(_ body: (Int) -> Void) {
        if best > ScoreTree.nothing { visit(levels - 1, 0, best, body) }
    }

    private func visit(_ level: Int, _ node: Int, _ score: Double, _ body: (Int) -> Void) {
        guard level > 0 else { return body(node) }
        let first = node << ScoreTree.shift
        for child in first..<(first + ScoreTree.fanOut) where values[starts[level - 1] + child] == score {
            visit(level - 1, child, score, body)
        }
    }

    /// Draws uniformly among the leaves that have the best score.
    ///
    /// Few are found and drawn from. Where they are many, leaves are drawn until one has the score; where that takes long, they
    /// are counted.
    ///
    /// - Precondition: some leaf has a score.
    /// - Complexity: O(log *leaves*) where few or most leaves have it; expected O(√*leaves*) else.
    func drawBest(_ stream: inout RandomStream) -> Int {
        let bound = IndexBound(count)
        for _ in 0..<4 {
            let leaf = stream.index(bound)
            if values[leaf] == best { return leaf }
        }
        var few = FewLeaves()
        collect(levels - 1, 0, best, into: &few)
        if few.count <= FewLeaves.most {
            return few.count == 1 ? Int(few.leaves[0]) : Int(few.leaves[stream.index(below: few.count)])
        }
        for _ in 0..<128 {
            let leaf = stream.index(bound)
            if values[leaf] == best { return leaf }
        }
        var found = 0
        forEachBest { _ in found += 1 }
        var wanted = stream.index(below: found)
        var chosen = 0
        forEachBest { leaf in
            if wanted == 0 { chosen = leaf }
            wanted -= 1
        }
        return chosen
    }

    /// Leaves, of which no more than a few are told.
    private struct FewLeaves {
        static let most = 16
        var leaves = SIMD16<Int32>()
        var count = 0
    }

    /// Collects the leaves that have `score`, as far as they are few, and one more in their number.
    private func collect(_ level: Int, _ node: Int, _ score: Double, into few: inout FewLeaves) {
        let first = node << ScoreTree.shift
        let children = values + (starts[level - 1] + first)
        for child in 0..<ScoreTree.fanOut where children[child] == score {
            if level == 1 {
                if few.count < FewLeaves.most { few.leaves[few.count] = Int32(truncatingIfNeeded: first + child) }
                few.count += 1
            } else {
                collect(level - 1, first + child, score, into: &few)
            }
            if few.count > FewLeaves.most { return }
        }
    }
}
