import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchResults

@Suite struct VerdictTextTests {
    private func many(_ count: Int, value: Double) -> BenchFile {
        BenchFile(
            environment: Sample.environment,
            benchmarks: (0..<count).map {
                Benchmark(
                    name: "b\($0)", metrics: ["count": .exact(better: .lower, unit: "1", value: value)])
            })
    }

    @Test func `A comment has at most 50 lines and says how many metrics are not there`() {
        let text = Sample.verdict(many(120, value: 1), many(120, value: 2)).markdown()
        #expect(text.split(separator: "\n").count { $0.hasPrefix("| regression") } == 50)
        #expect(text.contains("\n… and 70 more\n"))
        #expect(text.hasPrefix("<!-- cellbench-compare -->\n**cellbench compare: worse: 120 regressions**\n"))
        #expect(text.hasSuffix("\n0 passed, 120 failed\n"))
    }

    @Test func `Names cannot break the comment's table`() {
        var file = many(1, value: 1)
        file.benchmarks[0].name = "a|b`c`<img>@x\n_y_"
        let text = Sample.verdict(file, file).markdown()
        #expect(text.contains("| ``a\\|b`c`<img>@x\\n_y_`` |"))
    }

    @Test func `Metrics that are equal on both sides share a line where they are many`() {
        let few = Sample.verdict(many(5, value: 1), many(5, value: 1)).table()
        #expect(few.contains("b4"))
        let text = Sample.verdict(many(6, value: 1), many(6, value: 1)).table()
        #expect(!text.contains("b4") && text.contains("6 metrics"))
        #expect(text.hasSuffix("nothing worse: 6 unchanged\n6 passed, 0 failed\n"))
    }

    @Test func `Small changes do not look like none`() {
        #expect(FigureFormat.change(0) == "0%")
        #expect(FigureFormat.change(0.0512) == "+5.1%")
        #expect(FigureFormat.change(-0.00003) == "-0.003%")
        #expect(FigureFormat.change(1e-12) == "+<0.001%")
        let comparison = Sample.judged(
            .exact(better: .lower, unit: "s", value: 0.1), .exact(better: .lower, unit: "s", value: 0.1000001))
        #expect(comparison.figureTexts.base == "0.1000000s" && comparison.figureTexts.new == "0.1000001s")
    }

    @Test(
        arguments: [
            (61.204, "ns", "61.20ns"), (16_234_567.25, "1/s", "16234567/s"), (3, "1", "3"), (0, "B", "0B"),
            (0.000012345, "s", "0.00001235s"), (1e-30, "s", "1e-30s"), (-2.5, nil, "-2.500"), (1e300, "1", "1e+300"),
        ] as [(Double, String?, String)])
    func `Quantities have four digits and a unit`(value: Double, unit: String?, text: String) {
        #expect(FigureFormat.quantity(value, unit: unit) == text)
    }
}
