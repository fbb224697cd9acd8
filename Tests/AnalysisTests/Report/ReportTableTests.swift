import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchExperiments
@testable import CellbenchResults

@Suite struct ReportTableTests {
    private func table(_ points: [PointResult]) -> String {
        ReportSamples.html(points).between("<section id=\"table\"", "</section>")
    }

    private func rows(_ points: [PointResult]) -> [String] {
        table(points).between("<tbody>", "</tbody>").split(separator: "\n").map(String.init)
    }

    @Test func `There is a row an architecture and sweep point, and a column a figure`() throws {
        let rows = rows(ReportSamples.line())
        #expect(rows.count == 8)
        // Cells: the path, the status, the cell's figure, and six figures of each of two workloads.
        for row in rows { #expect(row.occurrences(of: "<td") == 15) }
        #expect(try #require(rows.first).hasPrefix("<tr><th scope=\"row\" data-k=\"single\"><span>single</span></th>"))
        let table = table(ReportSamples.line())
        #expect(table.occurrences(of: "<th scope=\"col\" aria-sort=\"none\"") == 16)
        #expect(table.occurrences(of: "<button type=\"button\"") == 16)
        #expect(table.contains("aria-label=\"wait, service\""))
        #expect(table.contains("<td colspan=\"4\"></td><th scope=\"colgroup\" colspan=\"6\">batch</th>"))
    }

    @Test func `Keys to sort by are numbers, to the last digit`() throws {
        let row = try #require(rows(ReportSamples.points(["omega"], replications: 1)).first)
        // One replication: no interval. The wait of service jobs is 100 times that of batch jobs.
        #expect(row.contains("<td data-k=\"0.01\">10.0ms</td>"))
        #expect(row.contains("<td data-k=\"1\">1.00s</td>"))
        #expect(row.contains("<td data-k=\"0.6875\">0.688</td>"))
        let swept = rows(ReportSamples.line())
        #expect(swept[0].contains("<td class=\"text\" data-k=\"0.1\">0.1</td>"))
        #expect(swept[0].contains(">11.0±2.5ms</td>"))
    }

    @Test func `What does not exist has a dash and no key`() throws {
        var points = ReportSamples.points(["omega"], replications: 1)
        points[0].workloads["batch"]?["waitTime.mean"] = nil
        #expect(try #require(rows(points).first).contains("<td data-k=\"\">-</td>"))
    }

    @Test func `Saturated and failed rows are marked, and reasons said below`() {
        var points = ReportSamples.points(["omega", "mesos", "borg"])
        for index in 0..<3 {
            points[index] = PointResult(Sample.point("omega", replication: index), failedBecause: "a < b")
        }
        for index in 3..<6 { points[index].status = .saturated }
        points[6].status = .saturated
        points[7] = PointResult(Sample.point("borg", replication: 1), failedBecause: "too large")
        let rows = rows(points)
        #expect(rows[0].hasPrefix("<tr class=\"failed\">"))
        #expect(rows[0].contains("data-k=\"3\"><span class=\"badge bad\">failed</span></td><td data-k=\"\">-</td>"))
        #expect(rows[1].hasPrefix("<tr class=\"saturated\">"))
        #expect(rows[1].contains("data-k=\"2\"><span class=\"badge warn\">saturated</span></td>"))
        #expect(rows[2].contains("<span class=\"badge warn\">saturated 1/2</span> n=2</td>"))
        let table = table(points)
        #expect(table.contains("<li>omega failed in 3 of 3 replications: a &lt; b</li>"))
        #expect(table.contains("<li>borg failed in 1 of 3 replications: too large</li>"))
    }

    @Test func `A note is there once, with the sweep points that it is of`() {
        var points = ReportSamples.line()
        func notes() -> String { table(points).between("<ul class=\"notes\">", "</ul>") }
        for index in points.indices { points[index].workloads["batch"]?["jobsRefused"] = 3 }
        #expect(notes() == "\n<li>refused by all: 3 batch jobs, which no machine of theirs could hold</li>\n")
        for index in 6..<points.count { points[index].workloads["batch"]?["jobsRefused"] = 0 }
        #expect(notes().hasPrefix("\n<li>decisionTime.service.job = 0.1: refused by all: 3 batch jobs"))
        #expect(notes().occurrences(of: "<li>") == 1)
    }

    @Test func `How busy the cell was with commits is there where they take time`() {
        var points = ReportSamples.points(["omega"])
        #expect(!table(points).contains("commit"))
        for index in points.indices { points[index].cell?["cell.commitBusyness"] = 0.25 }
        #expect(table(points).contains("<td data-k=\"0.25\">0.250±0.000</td>"))
    }

    @Test func `Filters are over what was swept, and hidden until they work`() {
        let filters = table(ReportSamples.line()).between("<div class=\"filters\" hidden>", "</div>")
        #expect(filters.occurrences(of: "<select") == 2)
        #expect(filters.contains("<option value=\"100\">100</option>"))
        #expect(filters.contains("8 of 8 rows"))
        #expect(!table(ReportSamples.points(["a", "b"])).contains("filters"))
    }
}
