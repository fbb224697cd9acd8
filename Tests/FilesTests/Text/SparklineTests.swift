import Testing

@testable import CellbenchFiles

@Suite struct SparklineTests {
    private func bars(_ values: [Double?], _ kind: BarScale.Kind = .quantity, style: TextStyle = .plain) -> String {
        let scale = BarScale(values.compactMap { $0 }, kind)
        return style.bars(values.map { $0.map(scale.level) }, warnings: values.map { _ in false })
    }

    @Test(arguments: [
        // By hand: 7 × the share, rounded.
        ([0, 0.07, 0.08, 0.5, 0.92, 0.93, 1], "▁▁▂▅▇██"),
        // A value above 1, as of schedulers with several offers at once, stretches the scale.
        ([0, 1, 2], "▁▅█"), ([0.2, 0.2], "▂▂"), ([0, 0], "▁▁"), ([], ""),
    ])
    func sharesHaveAnAbsoluteScale(values: [Double], bars: String) {
        #expect(self.bars(values, .share(leastTop: 1)) == bars)
    }

    @Test(arguments: [
        ([1, 2, 4, 8], "▂▃▅█"), ([5, 5, 5], "███"), ([0, 0, 0], "▁▁▁"), ([3], "█"),
        // A ratio of exactly 100 keeps the linear scale.
        ([1, 10, 100], "▁▂█"), ([-1, 2], "▁█"),
    ])
    func quantitiesStandOnZero(values: [Double], bars: String) {
        #expect(self.bars(values) == bars)
        #expect(!BarScale(values, .quantity).isLogarithmic)
    }

    @Test func moreThanTwoDecadesAreLogarithmic() {
        #expect(BarScale([1, 101], .quantity).isLogarithmic)
        #expect(bars([1e-3, 1e-2, 1e-1, 1, 10, 100, 1e3, 1e4]) == "▁▂▃▄▅▆▇█")
        #expect(!BarScale([1e-6, 1], .share(leastTop: 1)).isLogarithmic)
    }

    @Test func noneIsLowerThanTheLeastOnALogarithmicScale() {
        #expect(bars([0, 1, 1e3, 1e6]) == "▁▂▅█")
    }

    @Test func whatIsMissingIsNotNone() {
        #expect(bars([nil, 0, 4, nil]) == "·▁█·")
        #expect(bars([nil, 0, 4, nil], style: TextStyle(hasColor: false, isASCII: true)) == " .@ ")
        #expect(bars([nil, nil]) == "··")
    }

    @Test func numbersBeyondAllBoundsAreSurvived() {
        let values: [Double] = [.greatestFiniteMagnitude, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 0]
        for kind in [BarScale.Kind.quantity, .share(leastTop: 1)] {
            let scale = BarScale(values, kind)
            #expect(values.allSatisfy { 0...BarScale.highest ~= scale.level($0) })
            #expect(scale.level(values[0]) == BarScale.highest)
        }
    }

    @Test func warningsAreRedRunByRun() {
        let warnings = [false, true, true, false, true]
        let levels = [0, 1, nil, 3, 7]
        #expect(TextStyle.plain.bars(levels, warnings: warnings) == "▁▂·▄█")
        let red = TextStyle.ansi.bars(levels, warnings: warnings)
        #expect(red == "▁\u{1B}[31m▂·\u{1B}[0m▄\u{1B}[31m█\u{1B}[0m")
        #expect(red.shownCount == 5)
    }

    @Test func thinningKeepsTheEndsAndIsEven() {
        #expect(Thinning.indices(of: 16, atMost: 16) == Array(0..<16))
        #expect(Thinning.indices(of: 5, atMost: 3) == [0, 2, 4])
        #expect(Thinning.indices(of: 7, atMost: 1) == [0])
        #expect(Thinning.indices(of: 0, atMost: 3).isEmpty)
        for count in 17...200 {
            let indices = Thinning.indices(of: count, atMost: 16)
            #expect(indices.count == 16 && indices.first == 0 && indices.last == count - 1)
            let steps = zip(indices, indices.dropFirst()).map { $1 - $0 }
            #expect((steps.min() ?? 0) >= 1 && (steps.max() ?? 0) - (steps.min() ?? 0) <= 1)
        }
    }
}
