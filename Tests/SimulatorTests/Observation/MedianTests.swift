import Testing

@testable import CellbenchSimulator

@Suite struct MedianTests {
    @Test func median() {
        #expect([3.0, 1, 2].median() == 2)
        #expect([4.0, 1, 2, 3].median() == 2.5)
        #expect([7.0].median() == 7)
        #expect([Double]().median() == nil)
    }

    @Test func medianAbsoluteDeviation() {
        #expect([1.0, 1, 2, 2, 4, 6, 9].medianAbsoluteDeviation() == 1)
        #expect([5.0].medianAbsoluteDeviation() == 0)
        #expect([Double]().medianAbsoluteDeviation() == nil)
    }

    /// By hand: of 1, 1, 2, 2, 4, 6, 9 the median is 2, the deviations 1, 1, 0, 0, 2, 4, 7 have the median 1.
    @Test func `Median and median absolute deviation are the textbook's`() {
        let odd = [9.0, 1, 2, 4, 1, 6, 2]
        #expect(odd.median() == 2)
        #expect(odd.medianAbsoluteDeviation() == 1)
        // 1, 2, 4, 10: the median is 3, the deviations 2, 1, 1, 7 have the median 1.5.
        let even = [10.0, 2, 1, 4]
        #expect(even.median() == 3)
        #expect(even.medianAbsoluteDeviation() == 1.5)
        #expect([5.0].median() == 5)
    }
}
