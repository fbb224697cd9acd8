import Testing

@testable import CellbenchSimulator

@Suite struct ScoreTreeTests {
    /// The oracle is an array of scores, of which few values occur, so that many leaves are alike.
    @Test(arguments: [0, 1, 2, 15, 16, 17, 255, 256, 257, 300, 4097])
    func `A tree agrees with an array on random changes`(count: Int) {
        var random = TestRandom(UInt64(count))
        var oracle = (0..<count).map { _ in Self.score(&random) }
        var tree = ScoreTree()
        tree.rebuild(count: count) { oracle[$0] }
        var wrong = Self.disagree(tree, oracle) ? 1 : 0
        for _ in 0..<(count == 0 ? 0 : 400) {
            let leaf = Int.random(in: 0..<count, using: &random)
            oracle[leaf] = Self.score(&random)
            tree.set(leaf, to: oracle[leaf])
            if Self.disagree(tree, oracle) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    private static func score(_ random: inout TestRandom) -> Double {
        let value = Int.random(in: -1...5, using: &random)
        return value < 0 ? ScoreTree.nothing : Double(value)
    }

    private static func disagree(_ tree: borrowing ScoreTree, _ oracle: [Double]) -> Bool {
        let best = oracle.max() ?? ScoreTree.nothing
        let leaves = best == ScoreTree.nothing ? [] : oracle.indices.filter { oracle[$0] == best }
        var found: [Int] = []
        tree.forEachBest { found.append($0) }
        return tree.best != best || found != leaves || !leaves.isEmpty && tree.firstBest() != leaves[0]
    }

    @Test func `A tree that is built again smaller forgets what it had`() {
        var tree = ScoreTree()
        tree.rebuild(count: 5000) { Double($0) }
        tree.rebuild(count: 20) { Double(20 - $0) }
        #expect(tree.best == 20 && tree.firstBest() == 0)
        tree.rebuild(count: 0) { _ in 1 }
        #expect(tree.best == ScoreTree.nothing)
    }

    @Test func `The best leaves are drawn alike often`() {
        var stream = RandomStream(seed: 5, replication: 0, purpose: "test")
        let best = [3, 4, 17, 100, 101, 102, 299]
        var tree = ScoreTree()
        tree.rebuild(count: 300) { best.contains($0) ? 2 : 1 }
        var counts = [Int](repeating: 0, count: 300)
        for _ in 0..<7000 { counts[tree.drawBest(&stream)] += 1 }
        #expect(counts.indices.filter { counts[$0] > 0 } == best)
        let statistic = chiSquare(best.map { counts[$0] }, expected: best.map { _ in 1000 })
        #expect(statistic < chiSquareLimit(degrees: best.count - 1))
    }
}
