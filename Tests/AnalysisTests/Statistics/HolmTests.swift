import Testing

@testable import CellbenchAnalysis

@Suite struct HolmTests {
    /// By hand: 0.01 × 4, 0.02 × 3, 0.03 × 2 and 0.04, each raised to the one before it.
    @Test func `Each p-value is multiplied by the number of those not below it`() {
        let adjusted = Holm.adjusted([0.04, 0.01, 0.03, 0.02])
        let expected = [0.06, 0.04, 0.06, 0.06]
        for (value, wanted) in zip(adjusted, expected) { #expect((value - wanted).magnitude < 1e-15) }
    }

    @Test func `A single test is not adjusted, and none exceeds 1`() {
        #expect(Holm.adjusted([0.03]) == [0.03])
        #expect(Holm.adjusted([]) == [])
        #expect(Holm.adjusted([0.6, 0.7]) == [1, 1])
    }
}
