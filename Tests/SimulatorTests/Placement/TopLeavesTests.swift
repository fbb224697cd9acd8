import Testing

@testable import CellbenchSimulator

@Suite struct TopLeavesTests {
    private static func score(_ random: inout TestRandom) -> Double {
        let value = Int.random(in: -1...6, using: &random)
        return value < 0 ? ScoreTree.nothing : Double(value)
    }

    /// The oracle sorts all leaves for each ask.
    @Test(arguments: [1, 5, 16, 40, 300, 1000], [false, true])
    func `Leaves are taken by rank, while their scores change`(count: Int, drawsTies: Bool) {
        var random = TestRandom(UInt64(count))
        var stream = RandomStream(seed: 1, replication: count, purpose: "test")
        var oracle = (0..<count).map { _ in Self.score(&random) }
        var tree = ScoreTree()
        tree.rebuild(count: count) { oracle[$0] }
        var top = TopLeaves()
        var wrong = 0
        for _ in 0..<20 {
            for _ in 0..<Int.random(in: 1...10, using: &random) {
                let sorted = oracle.indices.filter { oracle[$0] > ScoreTree.nothing }
                    .sorted { oracle[$0] != oracle[$1] ? oracle[$0] > oracle[$1] : $0 < $1 }
                if top.scored(with: tree) != sorted.count { wrong += 1 }
                guard !sorted.isEmpty else { break }
                let rank = min(Int.random(in: 0..<sorted.count, using: &random), Int.random(in: 0...20, using: &random))
                let leaf = top.take(rank, from: &tree, drawing: &stream, drawsTies: drawsTies)
                if drawsTies ? oracle[leaf] != oracle[sorted[rank]] : leaf != sorted[rank] { wrong += 1 }
                oracle[leaf] = Self.score(&random)
                top.put(leaf, oracle[leaf], into: &tree)
            }
            top.putBack(into: &tree)
            if oracle.indices.contains(where: { tree[$0] != oracle[$0] }) { wrong += 1 }
            if tree.best != oracle.max() { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    /// Four of seven leaves are alike: ranks 1 to 4 are each of them equally often, wherever they are kept.
    @Test(arguments: [0, 6])
    func `Equals are drawn alike often`(deepest: Int) {
        var stream = RandomStream(seed: 2, replication: deepest, purpose: "test")
        var tree = ScoreTree()
        let scores = [5, 9, 5, 1, 5, 5, 0.0]
        tree.rebuild(count: 7) { scores[$0] }
        var top = TopLeaves()
        let last = top.take(deepest, from: &tree, drawing: &stream, drawsTies: true)
        top.put(last, scores[last], into: &tree)
        var counts = [Int](repeating: 0, count: 7)
        for number in 0..<8000 {
            let leaf = top.take(1 + number % 4, from: &tree, drawing: &stream, drawsTies: true)
            counts[leaf] += 1
            top.put(leaf, 5, into: &tree)
        }
        let alike = [0, 2, 4, 5]
        #expect(alike.reduce(0) { $0 + counts[$1] } == 8000)
        #expect(
            chiSquare(alike.map { counts[$0] }, expected: alike.map { _ in 2000 })
                < chiSquareLimit(degrees: 3))
    }

    @Test func `The least of k distinct indices is drawn as its distribution says`() {
        var stream = RandomStream(seed: 3, replication: 0, purpose: "test")
        var counts = [Int](repeating: 0, count: 4)
        for _ in 0..<10_000 { counts[stream.leastIndex(of: 3, below: 6)] += 1 }
        // C(5 − r, 2) of C(6, 3) = 20.
        let statistic = chiSquare(counts, expected: [5000, 3000, 1500, 500])
        #expect(statistic < chiSquareLimit(degrees: 3))
    }
}
