import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchExperiments
@testable import CellbenchResults

@Suite struct ReportChartTests {
    private func charts(_ points: [PointResult]) -> String {
        ReportSamples.html(points).between("<section id=\"charts\"", "<section id=\"config\"")
    }

    /// The charts of a metric, by its title.
    private func metric(_ title: String, _ charts: String) -> String {
        charts.between("<h3>\(title)</h3>", "</section>")
    }

    @Test func `A sweep has a line an architecture in a chart a workload`() {
        let charts = charts(ReportSamples.line())
        let wait = metric("Mean wait", charts)
        #expect(wait.occurrences(of: "<figure>") == 2)
        #expect(wait.occurrences(of: "role=\"img\" aria-label=\"Line chart. Mean wait, ") == 2)
        #expect(wait.occurrences(of: "<polyline") == 4)
        #expect(wait.occurrences(of: "class=\"pt\"") == 16)
        #expect(wait.occurrences(of: "class=\"solid") == 16 + 2)
        #expect(wait.occurrences(of: "class=\"whisker") == 16)
        #expect(wait.occurrences(of: "<title>") == 16)
        #expect(wait.contains("decisionTime.service.job (s)</text>"))
        #expect(
            wait.contains(
                "<title>omega\ndecisionTime.service.job = 10\nMean wait, batch: 88±20ms\n3 replications</title>"))
        #expect(metric("Utilisation", charts).occurrences(of: "<figure>") == 1)
        #expect(metric("Utilisation", charts).contains("<figcaption>the cell</figcaption>"))
    }

    @Test func `Figures that are 0 everywhere are a sentence`() {
        let charts = charts(ReportSamples.line())
        #expect(metric("Jobs abandoned", charts).contains("<p>No job was given up.</p>"))
        #expect(!metric("Jobs abandoned", charts).contains("<figure>"))
        #expect(metric("Conflict fraction", charts).contains("<figure>"))
    }

    @Test func `Saturated points are hollow, failed ones crossed, and the line is broken there`() {
        var points = ReportSamples.points(["omega"], over: "decisionTime.service.job", values: ReportSamples.jobTimes)
        for index in 3..<6 { points[index] = failed(points[index]) }
        points[7].status = .saturated
        let wait = metric("Mean wait", charts(points))
        #expect(wait.occurrences(of: "class=\"hollow") == 2)
        #expect(wait.occurrences(of: "class=\"cross") == 2)
        // From the third point to the fourth; the first stands alone.
        #expect(wait.occurrences(of: "<polyline") == 2)
        #expect(wait.contains("failed: too large\n3 replications, failed</title>"))
        #expect(wait.contains("3 replications, saturated in 1</title>"))
    }

    private func failed(_ point: PointResult) -> PointResult {
        var result = PointResult(
            Sample.point(point.architecture, replication: point.replication), failedBecause: "too large")
        result.parameters = point.parameters
        return result
    }

    @Test func `The objective is drawn where waits come near it`() {
        #expect(charts(ReportSamples.line()).contains("30s objective"))
        let short = ReportSamples.points(["omega"], over: "decisionTime.service.job", values: ReportSamples.jobTimes)
            .map {
                point in
                var point = point
                for name in point.workloads.keys { point.workloads[name]?["waitTime.mean"] = 0.01 }
                return point
            }
        #expect(!charts(short).contains("30s objective"))
    }

    @Test func `Where nothing numeric is swept there is a row an architecture`() {
        let charts = charts(ReportSamples.points(["single", "omega", "mesos"]))
        let wait = metric("Mean wait", charts)
        #expect(wait.occurrences(of: "<figure>") == 2)
        #expect(wait.occurrences(of: "aria-label=\"Dot chart. Mean wait, batch: single ") == 1)
        #expect(wait.occurrences(of: "class=\"pt\"") == 6)
        #expect(!charts.contains("<polyline"))
        #expect(!charts.contains("class=\"legend"))
    }

    @Test func `Further paths have a panel for each combination, the first of them open`() {
        let points = ReportSamples.points(
            ["omega"], over: "decisionTime.service.job", values: ReportSamples.jobTimes,
            and: ("cell.preset", [.keyword("omega-a"), .keyword("omega-b"), .keyword("omega-c")]))
        let charts = charts(points)
        #expect(charts.occurrences(of: "<details class=\"panel\"") == 3)
        #expect(charts.occurrences(of: "<details class=\"panel\" open>") == 1)
        #expect(charts.contains("<summary>cell.preset = omega-b</summary>"))
        #expect(charts.occurrences(of: "<option") == 3)
        #expect(!charts.contains("id=\"maps\""))
    }

    @Test func `Panels beyond a limit are said to be left out`() {
        let points = ReportSamples.points(
            ["omega"], over: "horizon", values: [.number(1), .number(2)],
            and: ("cell.preset", (0..<30).map { .keyword("p\($0)") }), replications: 1)
        let charts = charts(points)
        #expect(charts.occurrences(of: "<details class=\"panel\"") == 24)
        #expect(charts.contains("the first 24 of 30 combinations; the other 6 are in the table only"))
    }

    @Test func `Two paths of enough values have a map, with marks where work was left over`() {
        var points = ReportSamples.points(
            ["omega", "mesos"], over: "decisionTime.service.job", values: ReportSamples.jobTimes,
            and: ("decisionTime.service.task", [0.1, 0.2, 0.3, 0.4, 0.5].map { .number($0) }), replications: 1)
        // Points: without figures; with many abandoned jobs; saturated; with 2 of 2,939 jobs abandoned.
        points[0] = failed(points[0])
        points[1].workloads["batch"]?["jobsAbandoned"] = 400
        points[2].status = .saturated
        points[3].workloads["batch"]?["jobsAbandoned"] = 2
        let maps = ReportSamples.html(points).between("<section id=\"maps\"", "</section>")
        #expect(maps.occurrences(of: "<figure>") == 4)
        #expect(maps.occurrences(of: "class=\"pt\"") == 2 * 2 * 20)
        #expect(maps.occurrences(of: "class=\"cell\"") == 2 * 2 * 20 - 2)
        #expect(maps.occurrences(of: "class=\"none\"") == 2)
        // The maps of both workloads mark points where jobs of either were not scheduled.
        #expect(maps.occurrences(of: "class=\"cross") == 2 * 2)
        #expect(maps.contains("up to 14 % of a workload’s jobs given up"))
        #expect(maps.contains("→ decisionTime.service.task (s)"))
        #expect(maps.contains("↑ decisionTime.service.job (s)"))
        #expect(maps.contains("20 cells, 1 of them with unscheduled work."))
    }

    @Test func `Three values are too few for a map`() {
        let points = ReportSamples.points(
            ["omega"], over: "a", values: ReportSamples.jobTimes, and: ("b", [1, 2, 3].map { .number($0) }))
        #expect(!ReportSamples.html(points).contains("id=\"maps\""))
    }
}

@Suite struct SweepLayoutTests {
    private func layout(_ points: [PointResult]) -> SweepLayout { SweepLayout(Comparison(Sample.results(points))) }

    @Test func `The numeric path with the most values is along the axis`() {
        let sweep = layout(
            ReportSamples.points(
                ["x"], over: "b", values: [.number(1), .number(2)], and: ("a", (0..<3).map { .number(Double($0)) })))
        #expect(sweep.axis == "a")
        #expect(sweep.paths == ["a", "b"])
        #expect(sweep.panels.map(\.title) == ["b = 1", "b = 2"])
    }

    @Test func `Of equally many the first by name, and words never`() {
        let values: [ParameterValue] = [.number(1), .number(2)]
        #expect(layout(ReportSamples.points(["x"], over: "b", values: values, and: ("a", values))).axis == "a")
        let schedulers = "architectures.omega.schedulers.batch"
        #expect(layout(ReportSamples.points(["x"], over: schedulers, values: values, and: ("b", values))).axis == "b")
        let words: [ParameterValue] = [.keyword("x"), .keyword("y"), .number(3)]
        #expect(layout(ReportSamples.points(["x"], over: "b", values: values, and: ("a", words))).axis == "b")
        #expect(layout(ReportSamples.points(["x"], over: "a", values: words)).axis == nil)
        #expect(layout(ReportSamples.points(["x"], over: "a", values: words)).panels.count == 3)
    }

    @Test func `What has one value only is not swept`() {
        let sweep = layout(ReportSamples.points(["x"], over: "a"))
        #expect(sweep.paths.isEmpty)
        #expect(sweep.axis == nil)
        #expect(sweep.panels.map(\.title) == [""])
    }
}

@Suite struct ArchitectureStyleTests {
    @Test func `Kinds look the same whatever else there is`() {
        let usual = [
            ("monolithic-single", "monolithic"), ("monolithic-multi", "monolithic"), ("partitioned", "partitioned"),
            ("two-level", "two-level"), ("shared-state", "shared-state"),
        ]
        let all = ArchitectureStyle.styles(for: usual)
        #expect(Set(all.values.map(\.color)).count == 5)
        for (name, kind) in usual { #expect(ArchitectureStyle.styles(for: [(name, kind)])[name] == all[name]) }
    }

    @Test func `No two of many look alike`() {
        let many = (0..<24).map { ("omega-\($0)", "shared-state") }
        let styles = ArchitectureStyle.styles(for: many)
        #expect(Set(styles.values.map { "\($0.color) \($0.marker) \($0.dash)" }).count == 24)
        // The first seven architectures have different colours, shapes and dashes.
        let first = many.prefix(7).compactMap { styles[$0.0] }
        #expect(Set(first.map(\.color)).count == 7)
        #expect(Set(first.map(\.marker)).count == 7)
        #expect(Set(first.map(\.dash)).count == 7)
        #expect(Set(ArchitectureStyle.markers).count == ArchitectureStyle.markers.count)
        #expect(Set(ArchitectureStyle.dashes).count == ArchitectureStyle.dashes.count)
    }
}
