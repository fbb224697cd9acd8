import Testing

@testable import CellbenchCommitBench

@Suite struct CommitCostTests {
    @Test func `Times on a line give its start and its slope`() throws {
        let cost = try #require(CommitCost([(1, 45), (10, 90), (100, 540)]))
        #expect(abs(cost.transaction - 40) < 1e-9)
        #expect(abs(cost.claim - 5) < 1e-9)
    }

    @Test func `No cost is negative`() throws {
        let convex = try #require(CommitCost([(1, 2), (10, 100), (100, 2000)]))
        #expect(convex.transaction == 0)
        #expect(convex.claim > 0)
        let falling = try #require(CommitCost([(1, 100), (10, 90), (100, 80)]))
        #expect(falling.claim == 0)
        #expect(falling.transaction > 80 && falling.transaction < 100)
    }

    @Test func `One number of claims makes no line`() {
        #expect(CommitCost([(10, 90), (10, 95)]) == nil)
        #expect(CommitCost([]) == nil)
    }
}
