import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct SweepTableTests {
    /// A simulation with a workload for each wait.
    private func point(
        _ architecture: String, _ parameters: [(String, ParameterValue)], waits: [Double?], busyness: Double = 0.5,
        conflicted: Int = 0, abandoned: Int = 0, replication: Int = 0, saturated: Bool = false
    ) -> PointResult {
        let point = Sample.point(
            architecture, parameters: parameters.map { Parameter(path: $0, value: $1) }, replication: replication)
        let names = ["batch", "service", "web"].prefix(waits.count)
        let figures = Sample.figures(
            zip(names, waits).map { Sample.workload($0, wait: $1, p90: $1, abandoned: abandoned) },
            schedulers: names.map {
                Sample.scheduler($0, serving: [$0], busyness: busyness, succeeded: 1000, conflicted: conflicted)
            },
            status: saturated ? .saturated : .completed)
        return PointResult(point, figures: figures)
    }

    /// The points of a sweep over the path `seed`.
    private func swept(_ values: [Double], _ make: (Double, [(String, ParameterValue)]) -> [PointResult])
        -> [PointResult]
    {
        values.flatMap { make($0, [("seed", .number($0))]) }
    }

    private func bars(_ points: [PointResult], width: Int = 120, style: TextStyle = .plain) -> String {
        Comparison(Sample.results(points)).sweepTable(width: width, style: style).text
    }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    /// Two architectures over four decision times; one of them is overwhelmed at the last.
    private var sweep: [PointResult] {
        [0.1, 1, 10, 100].enumerated().flatMap { index, job -> [PointResult] in
            let swept = [("decisionTime.batch.job", ParameterValue.number(job))]
            return [
                point("single", swept, waits: [job * job], busyness: [0.1, 0.4, 1, 1][index], saturated: index > 1),
                point("omega", swept, waits: [0.01], busyness: 0.1, conflicted: 20 * index),
            ]
        }
    }

    @Test func `Bars stand between the blocks and the legend, on one scale a column`() {
        let table = Comparison(Sample.results(sweep)).table()
        #expect(bars(sweep) == Self.sweepText)
        #expect(table.contains("\n\n" + Self.sweepText + "\ncpu: share"))
        #expect(table.hasSuffix(Self.sweepLegend))
        #expect(lines(table).allSatisfy { $0.count <= 120 })
    }

    @Test func `Colours change nothing but colours`() {
        let comparison = Comparison(Sample.results(sweep))
        let colored = comparison.table(style: .ansi)
        #expect(colored.contains("\u{1B}[31m! from 10\u{1B}[0m"))
        #expect(colored.contains("▂▄\u{1B}[31m██\u{1B}[0m 0.100…1.000"))
        #expect(colored.contains("\u{1B}[31m!\u{1B}[0m "))
        #expect(colored.replacing(/\u{1B}\[[0-9]*m/, with: "") == comparison.table())
        #expect(!comparison.table().contains("\u{1B}"))
    }

    @Test func `Without UTF-8 bars are of ASCII`() {
        let text = bars(sweep, style: TextStyle(hasColor: false, isASCII: true))
        #expect(text.contains(":=@@ 0.100..1.000"))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `Bars are means over the replications, red as soon as one is saturated`() {
        let points = swept([1, 2, 3]) { value, parameters in
            [
                point("omega", parameters, waits: [value - 1]),
                point("omega", parameters, waits: [value + 1], replication: 1, saturated: value == 2),
            ]
        }
        #expect(lines(bars(points)).last == "omega         ! at 2   ▃▆█ 1.00s…3.00s  ▅▅▅ 0.500")
    }

    @Test func `What failed or has no figure has no bar`() {
        let values = [1.0, 2, 3, 4].map { [("seed", ParameterValue.number($0))] }
        let points = [
            PointResult(
                Sample.point("omega", parameters: [Parameter(path: "seed", value: .number(1))]), failedBecause: ""),
            point("omega", values[1], waits: [nil], saturated: true), point("omega", values[2], waits: [0]),
            point("omega", values[3], waits: [8]), point("mesos", values[1], waits: [4]),
        ]
        let table = Comparison(Sample.results(points)).table()
        #expect(
            lines(bars(points)).suffix(2) == [
                "omega         ! at 2   ··▁█ 0…8.00s  ·▅▅▅ 0.500", "mesos                  ·▅·· 4.00s    ·▅·· 0.500",
            ])
        #expect(table.contains("·: no figure."))
    }

    @Test func `Nothing is left of a sweep of which all failed`() {
        let points = [1.0, 2, 3].map {
            PointResult(
                Sample.point("omega", parameters: [Parameter(path: "seed", value: .number($0))]), failedBecause: "")
        }
        #expect(bars(points).isEmpty)
        #expect(!Comparison(Sample.results(points)).table().contains("Bars"))
    }

    @Test(arguments: [
        ([false, false, false, false, false], nil), ([true, true, true, true, true], "!"),
        ([false, false, true, true, true], "! from 3"), ([true, true, false, false, false], "! to 2"),
        ([false, true, false, false, false], "! at 2"), ([false, true, true, false, false], "! 2…3"),
        ([true, false, true, false, true], "! at 1, at 3, from 5"),
    ])
    func `Saturated values are named`(saturated: [Bool], mark: String?) throws {
        let points = saturated.enumerated().map { index, isSaturated in
            point("omega", [("seed", .number(Double(index + 1)))], waits: [1], saturated: isSaturated)
        }
        let row = try #require(lines(bars(points)).last)
        let stub = row.prefix { $0 != "█" }.drop { $0 != " " }
        #expect(stub.split(separator: " ").joined(separator: " ") == mark ?? "")
    }

    @Test func `Saturation here and there is counted`() {
        let points = (1...9).map {
            point("omega", [("seed", .number(Double($0)))], waits: [1], saturated: $0.isMultiple(of: 2))
        }
        #expect(bars(points).contains("! at 4 of 9 values"))
    }

    @Test func `Of many values some have a bar, and it says so`() throws {
        let points = (1...40).map {
            point("omega", [("seed", .number(Double($0)))], waits: [Double($0)], saturated: $0 >= 38)
        }
        let text = lines(bars(points))
        #expect(text[0] == "over seed = 1 … 40, a bar for 16 of the 40 values, evenly chosen")
        #expect(text.last == "omega         ! from 38   ▁▂▂▃▃▃▄▄▅▅▆▆▇▇▇█ 1.00s…40.0s  ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅ 0.500")
    }

    @Test func `Values that do not fit the line are counted`() {
        let points = swept((1...12).map { Double($0) / 7 }) { _, parameters in [point("omega", parameters, waits: [1])]
        }
        #expect(lines(bars(points))[0] == "over seed = \(1.0 / 7) … \(12.0 / 7), 12 values")
    }

    @Test func `Without a path of three numbers there are no bars`() {
        let values: [[ParameterValue]] = [
            [], [.number(1), .number(2)], [.keyword("fine"), .keyword("coarse"), .keyword("none")],
            [.number(1), .number(2), .keyword("inherit")],
        ]
        for values in values {
            #expect(bars(values.map { point("omega", [("path", $0)], waits: [1]) }).isEmpty)
        }
        #expect(bars([point("omega", [], waits: [1])]).isEmpty)
    }

    @Test func `Of two axes the bars are of the last, and the rows of the other`() {
        var points: [PointResult] = []
        for (mean, count) in [(4, 1), (4, 2), (4, 8), (2, 1), (2, 2), (2, 8)] as [(Double, Double)] {
            let parameters: [(String, ParameterValue)] = [("z.slow", .number(mean)), ("a.fast", .number(count))]
            points += ["omega", "mesos"].map { point($0, parameters, waits: [mean * count]) }
        }
        #expect(bars(points) == Self.twoAxes)
    }

    @Test func `A keyword beside a numeric axis is a row, whichever of them is last`() {
        let numbers = [("numbers", [1.0, 2, 3].map(ParameterValue.number))]
        let words = [("words", ["fine", "coarse"].map(ParameterValue.keyword))]
        for axes in [numbers + words, words + numbers] {
            var points: [PointResult] = []
            for outer in axes[0].1 {
                for inner in axes[1].1 {
                    points.append(point("omega", [(axes[0].0, outer), (axes[1].0, inner)], waits: [1]))
                }
            }
            let text = lines(bars(points))
            #expect(text[0] == "over numbers = 1, 2, 3" && text[1] == "by words")
            #expect(text.suffix(2).map { $0.prefix { $0 != " " } } == ["fine", "coarse"])
        }
    }

    @Test func `Of many combinations some have rows, and it says so`() {
        let points = (0..<50).flatMap { other in
            swept([1, 2, 3]) { _, parameters in
                [point("omega", [("other", .number(Double(other)))] + parameters, waits: [1])]
            }
        }
        let text = lines(bars(points))
        #expect(text[1] == "by other, 24 of 50, evenly chosen")
        #expect(text.count == 4 + 24)
    }

    @Test func `A run stopped early keeps the order of the values`() {
        // The first combination lacks the value 2, and the second has it between 1 and 3.
        let points = [(0.0, 1.0), (0, 3), (1, 1), (1, 2), (1, 3)].map { other, value in
            point("omega", [("other", .number(other)), ("seed", .number(value))], waits: [value])
        }
        let text = lines(bars(points))
        #expect(text[0] == "over seed = 1, 2, 3")
        #expect(text.suffix(2).map { $0.contains("▃·█ 1.00s…3.00s") } == [true, false])
    }

    @Test func `Workloads go below each other, and their columns too where the page is narrow`() {
        let points = (1...16).map {
            point(
                "omega", [("seed", .number(Double($0)))], waits: [Double($0), 1, 1], conflicted: 100, abandoned: 2)
        }
        for width in [60, 80, 120, 200] {
            let text = lines(bars(points, width: width))
            #expect(text.allSatisfy { $0.count <= width })
            for name in ["batch", "service", "web"] { #expect(text.contains { $0.contains(name) }) }
        }
    }

    @Test func `Commits have bars where they take time`() {
        var points = [1.0, 2, 3].map { point("omega", [("seed", .number($0))], waits: [1]) }
        #expect(!bars(points).contains("commit"))
        for index in points.indices { points[index].cell?["cell.commitBusyness"] = 0.5 * Double(index) }
        #expect(lines(bars(points)).last?.contains("▁▅█ 0…1.000") == true)
        #expect(Comparison(Sample.results(points)).table().contains("one a column: busy, commit 0 to 1;"))
    }

    @Test func `Names cannot paint the terminal`() {
        let points = [1.0, 2, 3].map { point("o\u{1B}[31m", [("a\u{1B}[31m", .number($0))], waits: [1]) }
        #expect(!Comparison(Sample.results(points)).table().contains("\u{1B}"))
    }
}

extension SweepTableTests {
    private static let sweepText = """
        over decisionTime.batch.job = 0.1, 1, 10, 100
                                  batch -------------------------------------------
        architecture              wait (log)         busy              confl
        single        ! from 10   ▁▃▆█ 10.0ms…2.78h  ▂▄██ 0.100…1.000  ▁▁▁▁ 0
        omega                     ▁▁▁▁ 10.0ms        ▂▂▂▂ 0.100        ▁▃▆█ 0…0.060

        """

    private static let sweepLegend = """
        One replication: no confidence interval.
        Bars: one a swept value, then the first…last figure. Scales, one a column: busy 0 to 1; confl 0 to 0.01 or more;
        others 0 to the largest, or logarithmic (log) where they differ more than a hundredfold.
        !: saturated, a queue was still growing at the end, so that waits depend on the horizon.
        ! from, to, at: the swept values at which some replication is.

        """

    private static let twoAxes = """
        over a.fast = 1, 2, 8
        by z.slow
                           batch --------------------
        by  architecture   wait             busy
        4   omega          ▂▃█ 4.00s…32.0s  ▅▅▅ 0.500
            mesos          ▂▃█ 4.00s…32.0s  ▅▅▅ 0.500
        2   omega          ▁▂▅ 2.00s…16.0s  ▅▅▅ 0.500
            mesos          ▁▂▅ 2.00s…16.0s  ▅▅▅ 0.500

        """
}
