import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct ReportTests {
    @Test func `A page is whole and needs nothing else`() {
        let html = ReportSamples.html(ReportSamples.line())
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(html.hasSuffix("</html>\n"))
        #expect(html.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
        for part in ["http:", "https:", "//cdn", "@import", "url(", "<img", "<iframe", "src=", " style=", " onclick="] {
            #expect(!html.contains(part), "\(part)")
        }
        for tag in ["section", "figure", "svg", "table", "div", "ul", "li", "g", "tr", "td", "th", "p", "h2", "h3"] {
            let opened = html.occurrences(of: "<\(tag)>") + html.occurrences(of: "<\(tag) ")
            #expect(opened == html.occurrences(of: "</\(tag)>"), "\(tag)")
        }
        // A piece of markup that was taken for text.
        #expect(!html.contains("=&quot;"))
    }

    @Test func `The policy names the digests of the page's own style and script`() {
        // Digest of the empty text, from the test vectors of FIPS 180-4, and in base 64.
        #expect(SHA256.hexDigest(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.source("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    @Test func `Equal results give equal bytes`() {
        let results = ReportSamples.html(ReportSamples.line())
        for _ in 0..<3 { #expect(ReportSamples.html(ReportSamples.line()) == results) }
    }

    @Test func `Claims about these results are held against them, others are left out`() throws {
        let claim = { (name: String, results: String, holds: String) in
            "  - { name: \(name), says: says \(name), results: \(results), values: { a: { figure: utilization, architecture: single, along: p } }, holds: \"\(holds)\" }\n"
        }
        let path = ReportSamples.line()[0].parameters.keys.first ?? ""
        let text =
            "claims:\n"
            + [
                claim("one", "sample", "max(a) < 2"), claim("two", "sample", "max(a) > 2"),
                claim("three", "elsewhere", "max(a) > 2"),
            ].joined()
        var report = Report(Sample.results(ReportSamples.line()))
        report.check(try ClaimsFile(text: text.replacing("along: p ", with: "along: \(path) "), named: "c.yaml").claims)
        #expect(report.claims?.map(\.verdict) == ["holds", "does not hold"])
        let html = report.html()
        #expect(
            html.contains("2 checked: 1 hold, 1 do not.") && html.contains("says one") && !html.contains("says three"))
    }

    @Test func `Names are text wherever they stand`() throws {
        let name = "<script>alert(1)</script>"
        var points = ReportSamples.points(
            [name, "\" onload=\"alert(1)"], over: "a.<b>.c", values: ReportSamples.jobTimes)
        for index in points.indices {
            points[index].workloads["<i>"] = points[index].workloads.removeValue(forKey: "batch")
        }
        var results = Sample.results(points)
        results.name = "</title><script>"
        results.version = "<u>"
        results.configDigest = "<s>"
        var report = Report(results, config: .found("name: </pre><script>\n"), timings: .missing("<em>"))
        report.claims = [
            .init(
                name: "<q>", source: "<q>", expected: "<q>", observed: "<q>", verdict: "<q>", outcome: .bad, note: "<q>"
            )
        ]
        report.results.saturation = [try ReportSamples.search("<q>", lower: 1, upper: 2)]
        let html = report.html()
        #expect(html.occurrences(of: "<script>") == 1)
        for part in ["<i>", "<q>", "<u>", "<s>", "<em>", "\" onload", ".<b>."] {
            #expect(!html.contains(part), "\(part)")
        }
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test func `The header says what was run and how much of it there is`() {
        var points = ReportSamples.line()
        points[0] = PointResult(Sample.point("single"), failedBecause: "too large")
        points[1].status = .saturated
        var results = Sample.results(points)
        let whole = Report(results).html().between("<header>", "</header>")
        for part in [
            "<h1>sample</h1>", ">complete<", "24, 1 saturated, 1 failed", "1 day", "<dd>42</dd>", "cellbench 0.1.0",
            "sha256:",
        ] { #expect(whole.contains(part), "\(part)") }
        results.complete = false
        results.presets = [PresetUse(part: "cell", name: "google-2011", source: "CC-BY 4.0")]
        let part = Report(results).html().between("<header>", "</header>")
        #expect(part.contains("stopped early"))
        #expect(part.contains("google-2011</b>: CC-BY 4.0"))
    }

    @Test func `A description comes from the config`() {
        let results = Sample.results(ReportSamples.line())
        let html = Report(results, config: .found("description: \"how <slow>?\"\nname: x\n")).html()
        #expect(html.contains("<p class=\"lead\">how &lt;slow&gt;?</p>"))
        #expect(!Report(results, config: .found("description: [a]\n")).html().contains("lead\">"))
        #expect(!Report(results, config: .found("{{{")).html().contains("lead\">"))
    }

    @Test func `What is not beside the results is said, and so is what is not theirs`() throws {
        try withDirectory { path in
            let results = Sample.results(ReportSamples.line())
            let directory = ResultsDirectory(path: path)
            let file = "\(path)/results.json"
            try OutputFile(path: file, .results).write(results.jsonText(), replacingOthers: true)
            for place in [path, file, path + "/"] {
                let html = try Report(contentsOf: place).html()
                #expect(html.contains("There is no config.yaml to read beside the results: no such file."))
                #expect(html.contains("There is no timings.json to read beside the results: no such file."))
            }
            let other = PointTiming(Sample.point("another"), wallSeconds: 1, events: 1)
            let timings = TimingsFile(environment: Sample.environment, points: [other])
            try directory.write(results, timings: timings, config: "another")
            let strange = try Report(contentsOf: path).html()
            #expect(strange.contains("The config.yaml beside the results is not the config of these results"))
            #expect(strange.contains("The timings.json beside the results is of other points than these."))
            try directory.write(results, timings: timings, config: "abc")
            try OutputFile(path: "\(path)/timings.json", .timings).write("{", replacingOthers: true)
            let html = try Report(contentsOf: path).html()
            #expect(html.contains("abc</pre>"))
            #expect(html.contains("The timings.json beside the results cannot be used"))
        }
    }

    @Test func `The cost is said by architecture and in all`() {
        let results = Sample.results(ReportSamples.points(["a", "b"], replications: 1))
        let timings = TimingsFile(
            environment: Sample.environment,
            points: [
                PointTiming(Sample.point("a"), wallSeconds: 0.5, events: 1_000_000),
                PointTiming(Sample.point("b"), wallSeconds: 1.5, events: 1_000_000),
            ])
        let cost = Report(results, timings: .found(timings)).html().between("id=\"cost\"", "</section>")
        for part in ["Abacus, 2 online", "0123456789abcdef", "jemalloc 5.3.0", "Swift 6.3.1, release build"] {
            #expect(cost.contains(part), "\(part)")
        }
        #expect(cost.occurrences(of: "<tr>") == 4)
        #expect(cost.contains("<span>all</span></th><td>2</td><td>2.00s</td><td>2M</td><td>1M</td>"))
    }

    @Test(arguments: [
        ("/usr", "/usr/report.html"), ("/nowhere/x.json", "/nowhere/report.html"), ("x.json", "./report.html"),
        ("/x.json", "/report.html"),
    ])
    func `The report goes beside the results`(results: String, report: String) {
        #expect(Report.defaultOutput(for: results) == report)
    }

    @Test func `Claims are there where they are given`() {
        var report = Report(Sample.results(ReportSamples.points(["omega"])))
        #expect(!report.html().contains("id=\"claims\""))
        report.claims = [
            .init(
                name: "omega is fast", source: "§4", expected: "< 30s", observed: "10ms", verdict: "holds",
                outcome: .good,
                note: ""),
            .init(
                name: "omega is slow", source: "§5", expected: "> 30s", observed: "10ms", verdict: "fails",
                outcome: .bad,
                note: "no"),
        ]
        #expect(report.html().contains("2 checked: 1 hold, 1 do not."))
        #expect(report.html().contains("<span class=\"badge bad\">fails</span>"))
    }

    @Test func `What searches found is there where there were any`() throws {
        var results = Sample.results(ReportSamples.points(["omega"]))
        #expect(!Report(results).html().contains("id=\"saturation\""))
        results.saturation = [
            try ReportSamples.search("omega", lower: 10, upper: 12.5),
            try ReportSamples.search("mesos", lower: 64, upper: nil),
        ]
        let html = Report(results).html().between("<section id=\"saturation\"", "</section>")
        #expect(html.contains("decisionTime.service.job (s)"))
        #expect(html.contains("busyness.total of batch &gt; 0.9</td>"))
        #expect(html.contains("data-k=\"12.5\">10–12.5</td>"))
        #expect(html.contains("data-k=\"128\">never above it</td>"))
    }

    @Test func `Timings may lack points, but not be of others`() throws {
        try withDirectory { path in
            let points = ReportSamples.points(["a", "b"], replications: 1)
            let results = Sample.results(points)
            func cost(_ events: [Int]) throws -> String {
                let timings = zip(["a", "b"], events).map { PointTiming(Sample.point($0), wallSeconds: 1, events: $1) }
                try ResultsDirectory(path: path).write(
                    results, timings: TimingsFile(environment: Sample.environment, points: timings), config: "abc")
                return try Report(contentsOf: path).html().between("id=\"cost\"", "</section>")
            }
            let events = try #require(points[0].events)
            #expect(try cost([events, events]).contains("Abacus"))
            #expect(try cost([events]).contains("The times of 1 further simulations are not known."))
            #expect(try cost([events, events + 1]).contains("is of other points than these."))
        }
    }

    @Test func `Without points there is a page too`() {
        let html = ReportSamples.html([])
        #expect(html.contains("There are no points in these results."))
        #expect(!html.contains("<figure>"))
    }
}
