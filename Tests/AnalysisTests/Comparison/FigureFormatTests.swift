import Testing

@testable import CellbenchAnalysis
@testable import CellbenchResults

@Suite struct FigureFormatTests {
    @Test(arguments: [
        (0, "0"), (1e-9, "1.00ns"), (0.000_25, "250us"), (0.000_999_6, "1.00ms"), (0.02, "20.0ms"), (0.9994, "999ms"),
        (0.9996, "1.00s"), (4.92, "4.92s"), (9.996, "10.0s"), (59.94, "59.9s"), (59.96, "1.00min"), (90, "1.50min"),
        (3596, "59.9min"), (3600, "1.00h"), (259_200, "72.0h"), (1e7, "2778h"), (-4.92, "-4.92s"),
    ])
    func durations(seconds: Double, text: String) {
        #expect(FigureFormat.duration(seconds) == text)
    }

    @Test(arguments: [
        ([4.0, 6.0], "5±13s"), ([4.92, 4.93], "4.93±0.06s"), ([0, 0], "0"), ([60, 120], "2±6min"),
        ([1, 1], "1.00±0.00s"),
    ])
    func durationsWithHalfWidths(values: [Double], text: String) {
        #expect(FigureFormat.duration(Estimate(values)) == text)
    }

    @Test(arguments: [
        (0, "0"), (0.0004, "0.000"), (0.4404, "0.440"), (1, "1.000"), (1.2344, "1.234"), (12.345, "12.35"),
        (123.4, "123.4"),
    ])
    func shares(share: Double, text: String) {
        #expect(FigureFormat.share(share) == text)
    }

    @Test func smallDifferencesDoNotLookLikeNone() {
        #expect(FigureFormat.share(Estimate([0.000_04])) == "0.00004")
        #expect(FigureFormat.share(Estimate([-0.25])) == "-0.250")
        #expect(FigureFormat.signed("0.250", Estimate([0.25])) == "+0.250")
    }

    @Test(arguments: [(0, "0"), (12, "12"), (2.4, "2.4"), (99.96, "100.0"), (480.2, "480"), (1e16, "1e+16")])
    func counts(count: Double, text: String) {
        #expect(FigureFormat.count(count) == text)
    }

    @Test func countsWithShares() {
        #expect(FigureFormat.count(0, share: 0) == "0")
        #expect(FigureFormat.count(3, share: 0.001) == "3 <1%")
        #expect(FigureFormat.count(480.2, share: 0.163) == "480 16%")
        #expect(FigureFormat.count(1.8, share: 0.02) == "2 2%")
        #expect(FigureFormat.count(0.2, share: 0.001) == "0.2 <1%")
        #expect(FigureFormat.count(nil, share: nil) == "-")
    }

    @Test func numbersBeyondAllBoundsAreSurvived() {
        for value in [Double.infinity, -.infinity, .nan, 1e300, -1e300, .leastNonzeroMagnitude] {
            #expect(!FigureFormat.duration(value).isEmpty)
            #expect(!FigureFormat.share(value).isEmpty)
            #expect(!FigureFormat.count(value).isEmpty)
            #expect(!FigureFormat.count(value, share: value).isEmpty)
            #expect(!FigureFormat.duration(Estimate([value, 1])).isEmpty)
            #expect(!FigureFormat.share(Estimate([value, 1])).isEmpty)
            #expect(!FigureFormat.count(Estimate([value, 1])).isEmpty)
        }
    }
}
