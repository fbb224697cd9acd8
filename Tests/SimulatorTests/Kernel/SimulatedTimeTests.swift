import Testing

@testable import CellbenchSimulator

@Suite struct SimulatedTimeTests {
    @Test(
        arguments: [
            (0, 0), (-1, 0), (.nan, 0), (-.infinity, 0), (1, 1_000_000_000), (0.1, 100_000_000), (1e-9, 1),
            (0.4e-9, 0), (0.6e-9, 1), (1.000_000_000_6, 1_000_000_001), (86_400, 86_400_000_000_000),
            (.infinity, Nanoseconds.longestSpan), (1e300, Nanoseconds.longestSpan), (4e9, Nanoseconds.longestSpan),
        ] as [(Double, Nanoseconds)])
    func `Seconds become the nearest nanosecond from 0 to the longest span`(seconds: Double, span: Nanoseconds) {
        #expect(Nanoseconds(clampingSeconds: seconds) == span)
    }

    /// 100 · 365 · 86,400 s.
    @Test func `The longest span is 100 years, and two of them fit the type`() {
        #expect(Nanoseconds.longestSpan == 3_153_600_000_000_000_000)
        #expect(!Nanoseconds.longestSpan.addingReportingOverflow(.longestSpan).overflow)
    }

    @Test func `A sum beyond the type is held at its end`() {
        #expect(Nanoseconds(3).addingClamped(4) == 7)
        #expect(Nanoseconds.max.addingClamped(1) == .max)
        #expect(Nanoseconds.longestSpan.addingClamped(.max) == .max)
    }

    @Test func `A span in seconds is the span divided by a billion`() {
        #expect(Nanoseconds(1_500_000_000).inSeconds == 1.5)
        #expect(Nanoseconds(0).inSeconds == 0)
    }
}
