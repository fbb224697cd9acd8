/// Scores by leaf, and the best of them: a tree of maxima, each over sixteen nodes of the level below, and of how many leaves have them.
///
/// A leaf is a machine or a place in a list, as its owner counts them. A leaf on which no task fits has the score ``nothing``.
///
///     scores   3 7 7 2 … | 5 – 7 1 … | – – – – …      –: nothing
///     maxima      7 × 2  |    7 × 1  |    –
///     best        7 × 3: leaves 1, 2 and 18
///
/// - Complexity: O(1) to read the best score and, where many leaves have it, to draw among them; O(log *leaves*) to set a score, or to draw
///   among few.
struct ScoreTree: ~Copyable {
    /// Leaves under a node.
    static let fanOut = 16
    private static let shift = 4

    /// The score of a leaf on which no task fits; less than every score.
    static var nothing: Double { -.infinity }

    /// A maximum, and how many leaves below have it.
    private struct Node: BitwiseCopyable {
        var score = ScoreTree.nothing
        var count = 0
    }

    /// Number of leaves.
    private(set) var count = 0
    /// Bound of the leaves' numbers, for draws.
    private var bound = IndexBound(1)
    /// Number of leaves with a score.
    private(set) var scored = 0
    /// Scores of the leaves, padded to whole nodes with ``nothing``.
    private var leaves: UnsafeMutablePointer<Double>
    private var leafCapacity = ScoreTree.fanOut
    /// Maxima of the levels above the leaves one after another, the lowest first, each padded to whole nodes; the last has one node.
    private var maxima: UnsafeMutablePointer<Double>
    /// By node, how many leaves below have the maximum.
    private var counts: UnsafeMutablePointer<Int>
    private var nodeCapacity = 1
    /// Where each level of ``maxima`` begins.
    private let starts: UnsafeMutablePointer<Int>
    private var levels = 1
    /// Place of the last node, which is above all leaves.
    private var root = 0
    /// Enough for 2⁴⁸ leaves.
    private static let mostLevels = 12

    /// A tree without leaves.
    init() {
        leaves = .allocate(capacity: leafCapacity)
        leaves.initialize(repeating: ScoreTree.nothing, count: leafCapacity)
        maxima = .allocate(capacity: 1)
        maxima.initialize(to: ScoreTree.nothing)
        counts = .allocate(capacity: 1)
        counts.initialize(to: 0)
        starts = .allocate(capacity: ScoreTree.mostLevels)
        starts.initialize(repeating: 0, count: ScoreTree.mostLevels)
    }

    deinit {
        leaves.deallocate()
        maxima.deallocate()
        counts.deallocate()
        starts.deallocate()
    }

    /// The greatest score; ``nothing`` where no leaf has one.
    var best: Double { maxima[root] }

    /// How many leaves have it.
    var bestCount: Int { counts[root] }

    /// The score of a leaf.
    subscript(leaf: Int) -> Double { leaves[leaf] }

    /// Replaces all leaves by `count` leaves with the scores that `score` returns.
    ///
    /// - Complexity: O(*count*).
    @inline(__always)
    mutating func rebuild(count: Int, _ score: (Int) -> Double) {
        resize(to: count)
        let leaves = leaves
        for leaf in 0..<count { leaves[leaf] = score(leaf) }
        for leaf in count..<ScoreTree.padded(count) { leaves[leaf] = ScoreTree.nothing }
        rebuildLevels()
    }

    @inline(never)
    private mutating func rebuildLevels() {
        scored = 0
        for leaf in 0..<count where leaves[leaf] > ScoreTree.nothing { scored &+= 1 }
        var size = (count + ScoreTree.fanOut - 1) >> ScoreTree.shift
        for node in 0..<size { store(ScoreTree.node(over: leaves + node << ScoreTree.shift), at: node) }
        for level in 1..<max(1, levels) {
            for node in size..<ScoreTree.padded(size) { store(Node(), at: starts[level - 1] + node) }
            size = (size + ScoreTree.fanOut - 1) >> ScoreTree.shift
            for node in 0..<size {
                let first = starts[level - 1] + node << ScoreTree.shift
                store(ScoreTree.node(over: maxima + first, counts + first), at: starts[level] + node)
            }
        }
        if count == 0 { store(Node(), at: 0) }
    }

    @inline(__always)
    private func store(_ node: Node, at place: Int) {
        maxima[place] = node.score
        counts[place] = node.count
    }

    private static func padded(_ count: Int) -> Int {
        max(fanOut, (count + fanOut - 1) & ~(fanOut - 1))
    }

    private mutating func resize(to count: Int) {
        self.count = count
        bound = IndexBound(max(1, count))
        levels = 1
        var size = (count + ScoreTree.fanOut - 1) >> ScoreTree.shift
        var end = ScoreTree.padded(size)
        while size > 1 {
            starts[levels] = end
            levels += 1
            size = (size + ScoreTree.fanOut - 1) >> ScoreTree.shift
            end += ScoreTree.padded(size)
        }
        root = starts[levels - 1]
        if ScoreTree.padded(count) > leafCapacity {
            leaves.deallocate()
            leafCapacity = ScoreTree.padded(count)
            leaves = .allocate(capacity: leafCapacity)
        }
        if end > nodeCapacity {
            maxima.deallocate()
            counts.deallocate()
            nodeCapacity = end
            maxima = .allocate(capacity: end)
            counts = .allocate(capacity: end)
        }
    }

    /// The maximum of sixteen leaves.
    @inline(never)
    private static func node(over leaves: UnsafePointer<Double>) -> Node {
        let maximum = ScoreTree.maximum(leaves)
        guard maximum > ScoreTree.nothing else { return Node() }
        var sum = SIMD2<Int64>.zero
        for place in stride(from: 0, to: fanOut, by: 2) {
            sum &+= SIMD2.zero.replacing(with: 1, where: pair(leaves, place) .== maximum)
        }
        return Node(score: maximum, count: Int(sum.x &+ sum.y))
    }

    /// The maximum of sixteen nodes.
    @inline(never)
    private static func node(over maxima: UnsafePointer<Double>, _ counts: UnsafePointer<Int>) -> Node {
        let maximum = ScoreTree.maximum(maxima)
        var sum = SIMD2<Int64>.zero
        for place in stride(from: 0, to: fanOut, by: 2) {
            let here = UnsafeRawPointer(counts + place).loadUnaligned(as: SIMD2<Int64>.self)
            sum &+= SIMD2.zero.replacing(with: here, where: pair(maxima, place) .== maximum)
        }
        return Node(score: maximum, count: Int(sum.x &+ sum.y))
    }

    @inline(__always)
    private static func pair(_ values: UnsafePointer<Double>, _ place: Int) -> SIMD2<Double> {
        UnsafeRawPointer(values + place).loadUnaligned(as: SIMD2<Double>.self)
    }

    /// The greatest of sixteen values.
    @inline(__always)
    private static func maximum(_ values: UnsafePointer<Double>) -> Double {
        // Four chains, as each comparison waits for the one before it.
        var (a, b, c, d) = (values[0], values[1], values[2], values[3])
        for place in stride(from: 4, to: fanOut, by: 4) {
            a = greater(a, values[place])
            b = greater(b, values[place + 1])
            c = greater(c, values[place + 2])
            d = greater(d, values[place + 3])
        }
        return greater(greater(a, b), greater(c, d))
    }

    @inline(__always)
    private static func greater(_ a: Double, _ b: Double) -> Double { a > b ? a : b }

    /// Sets the score of a leaf.
    @inline(__always)
    mutating func set(_ leaf: Int, to score: Double) {
        let before = leaves[leaf]
        guard score != before else { return }
        leaves[leaf] = score
        if score > before {
            if before == ScoreTree.nothing { scored &+= 1 }
            raise(leaf >> ScoreTree.shift, to: score)
        } else {
            if score == ScoreTree.nothing { scored &-= 1 }
            lower(leaf >> ScoreTree.shift, from: before)
        }
    }

    /// Passes on to the levels above that a leaf below `node` has risen to `score`.
    ///
    /// It had not the maximum before, unless it was the only one.
    @inline(__always)
    private mutating func raise(_ node: Int, to score: Double) {
        var node = node
        let (starts, maxima, counts) = (starts, maxima, counts)
        for level in 0..<levels {
            let place = starts[level] &+ node
            let best = maxima[place]
            guard score >= best else { return }
            if score > best {
                maxima[place] = score
                counts[place] = 1
            } else {
                counts[place] &+= 1
            }
            node >>= ScoreTree.shift
        }
    }

    /// Passes on to the levels above that a leaf below `node` has lost the score `before`.
    @inline(__always)
    private mutating func lower(_ node: Int, from before: Double) {
        var node = node
        let (starts, maxima, counts) = (starts, maxima, counts)
        for level in 0..<levels {
            let place = starts[level] &+ node
            guard maxima[place] == before else { return }
            if counts[place] > 1 {
                counts[place] &-= 1
            } else {
                let first = node << ScoreTree.shift
                let next: Node
                if level == 0 {
                    next = ScoreTree.node(over: leaves + first)
                } else {
                    let below = starts[level &- 1] &+ first
                    next = ScoreTree.node(over: maxima + below, counts + below)
                }
                maxima[place] = next.score
                counts[place] = next.count
            }
            node >>= ScoreTree.shift
        }
    }

    /// The leaf that is number `number`, counted from 0, of those with the best score.
    ///
    /// - Complexity: O(log *leaves*).
    @inline(never)
    func best(number: Int) -> Int {
        let (best, starts, maxima, counts) = (best, starts, maxima, counts)
        var left = number
        var node = 0
        for level in stride(from: levels &- 2, through: 0, by: -1) {
            let start = starts[level]
            node =
                ScoreTree.find(best, in: maxima, from: start &+ node << ScoreTree.shift) {
                    if left < counts[$0] { return true }
                    left &-= counts[$0]
                    return false
                } &- start
        }
        return ScoreTree.find(best, in: leaves, from: node << ScoreTree.shift) { _ in
            left &-= 1
            return left < 0
        }
    }

    /// The first place from `first` on, the beginning of a node, that has the value and that `isWanted`.
    @inline(__always)
    private static func find(
        _ value: Double, in values: UnsafePointer<Double>, from first: Int, _ isWanted: (Int) -> Bool
    ) -> Int {
        var place = first
        while true {
            // Four at a time, as most have another value.
            if any(pair(values, place) .== value) || any(pair(values, place &+ 2) .== value) {
                for next in place..<(place &+ 4) where values[next] == value && isWanted(next) { return next }
            }
            place &+= 4
        }
    }

    /// The first leaf with the best score.
    ///
    /// - Precondition: some leaf has a score.
    /// - Complexity: O(log *leaves*).
    func firstBest() -> Int { best(number: 0) }

    /// A leaf drawn uniformly from those with the best score; nothing is drawn where there is one.
    ///
    /// Where one of sixteen leaves has it, leaves are drawn until one has.
    ///
    /// - Precondition: some leaf has a score.
    /// - Complexity: O(1) where many leaves have the best score, else O(log *leaves*).
    @inline(__always)
    mutating func drawBest(_ stream: inout RandomStream) -> Int {
        let alike = bestCount
        guard alike &* ScoreTree.fanOut >= count, alike > 1 else { return drawBestOfFew(&stream) }
        let best = best
        while true {
            let leaf = stream.index(bound)
            if leaves[leaf] == best { return leaf }
        }
    }

    @inline(never)
    private func drawBestOfFew(_ stream: inout RandomStream) -> Int {
        best(number: bestCount == 1 ? 0 : stream.index(below: bestCount))
    }

    /// Calls `body` with each leaf that has the best score, in order.
    ///
    /// - Complexity: O(*such leaves* × log *leaves*).
    func forEachBest(_ body: (Int) -> Void) {
        guard best > ScoreTree.nothing else { return }
        for number in 0..<bestCount { body(best(number: number)) }
    }
}
