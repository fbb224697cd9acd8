import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct ClaimsFileTests {
    private func claims(_ text: String) throws -> [Claim] { try ClaimsFile(text: text, named: "claims.yaml").claims }

    /// A file of one claim, with lines of its own.
    private func one(_ lines: String) -> String {
        "claims:\n  - name: c\n    says: s\n" + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
    }

    @Test func `What a claim says of all its values is for those that do not say otherwise`() throws {
        let claim = try claims(
            one(
                """
                source: a book
                because: of that
                tolerance: 0.25
                results: fig
                architecture: omega
                of: batch
                at: { decisionTime.service.job: 100ms, cell.preset: omega-a, memory: 512MiB }
                values:
                  a: { figure: waitTime }
                  b: { figure: busyness, of: service, architecture: other, at: { decisionTime.service.job: 10 }, over: max }
                  c: { saturation: some.path, results: sat }
                  d: { figure: cell.utilization.cpu, along: decisionTime.service.job }
                  e: a / b
                holds:
                  - a < b
                  - within(b, c, tolerance)
                """))[0]
        #expect(claim.values.map(\.name) == ["tolerance", "a", "b", "c", "d", "e"])
        let (a, b, c) = (claim.values[1].selection, claim.values[2].selection, claim.values[3].selection)
        #expect(a.results == "fig" && a.architecture == "omega")
        #expect(
            a.at.mapValues(\.value) == [
                "decisionTime.service.job": .number(0.1), "cell.preset": .keyword("omega-a"), "memory": .number(0.5),
            ])
        guard case .figure(let figure, "batch") = a.quantity else {
            Issue.record("not of batch jobs")
            return
        }
        #expect(figure.name == "waitTime.mean")
        #expect(b.architecture == "other" && b.at["decisionTime.service.job"]?.value == .number(10) && b.over == .max)
        #expect(c.results == "sat")
        #expect(claim.expected == "a < b and within(b, c, tolerance)")
        #expect(claim.source == "a book" && claim.because == "of that")
    }

    @Test(arguments: [
        ("[]", "is not a file of claims; accepted: a mapping of claims"),
        ("claims: []", "no claims; accepted: at least one"),
        ("claim: []", "claims.yaml:1:1: error: claim: unknown key \"claim\"; the nearest known key is \"claims\""),
        (
            "claims:\n  - name: c\n    say: s",
            "claims.yaml:3:5: error: claims[0].say: unknown key \"say\"; the nearest known key is \"says\""
        ),
        ("claims:\n  - says: s", "claims[0]: \"name\" is missing"),
    ])
    func `A file that is none is told`(text: String, message: String) {
        let error = #expect(throws: ConfigError.self) { try claims(text) }
        #expect(error.map { "\($0)" }?.contains(message) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("values: { a: { figure: busyness, of: batch } }", "\"holds\" is missing"),
        ("holds: a > 1", "\"values\" is missing"),
        (
            "values: { a: { figure: busines, of: batch } }\nholds: a > 1",
            "there is no figure \"busines\"; the nearest is \"busyness\""
        ),
        ("values: { a: { figure: busyness } }\nholds: a > 1", "it does not say of which workload or scheduler"),
        ("values: { a: { of: batch } }\nholds: a > 1", "accepted: one of \"figure\" and \"saturation\""),
        ("values: { a: { saturation: p, along: q } }\nholds: a > 1", "a search has no series"),
        ("values: { and: { figure: busyness, of: batch } }\nholds: a > 1", "\"and\" cannot name a value"),
        (
            "tolerance: 1\nvalues: { tolerance: { figure: busyness, of: batch } }\nholds: a > 1",
            "\"tolerance\" cannot name a value"
        ),
        (
            "values: { a: { figure: busyness, of: batch } }\nholds: b > 1",
            "claims.yaml:5:12: error: claims[0].holds: there is no value \"b\""
        ),
        (
            "values: { a: { figure: busyness, of: batch } }\nholds: [a > 1, a >]",
            "claims[0].holds[1]: the end in an expression"
        ),
        ("values: { a: { figure: busyness, of: batch } }\nholds: []", "no conditions"),
        (
            "values: { a: b, b: { figure: busyness, of: batch } }\nholds: a > 1",
            "claims[0].values.a: there is no value \"b\""
        ),
        ("values: { a: }\nholds: a > 1", "is not an expression"),
        ("values: { a: { figure: busyness, of: batch } }\nholds: [{}]", "is not an expression"),
        (
            "values: { a: { figure: busyness, of: batch, over: mode } }\nholds: a > 1",
            "none of the accepted words: mean, median, min, max"
        ),
    ])
    func `A claim that is none is told, with its place`(lines: String, message: String) {
        let error = #expect(throws: ConfigError.self) { try claims(one(lines)) }
        #expect(error.map { "\($0)" }?.contains(message) == true, "\(String(describing: error))")
    }

    @Test func `Each name is given once`() {
        let claim = "  - { name: c, says: s, values: { a: { figure: busyness, of: b } }, holds: a > 1 }\n"
        let error = #expect(throws: ConfigError.self) { try claims("claims:\n" + claim + claim) }
        #expect(error?.message.contains("\"c\" is the name of another claim already") == true)
    }

    @Test func `A word that looks like a number is the word, where words are swept`() throws {
        let path = "workloads.from.published-simulator.cluster"
        func selection(_ text: String) throws -> ClaimSelection {
            let claim = one(
                "architecture: x\nof: batch\nvalues: { a: { figure: waitTime, at: { \(path): \(text) } } }\nholds: a > 0\n"
            )
            return try claims(claim)[0].values[0].selection
        }
        for (word, others) in [("010", ["10", "8"]), ("10", ["010", "10.0"]), ("5s", ["5", "5.0s"]), ("x", ["y"])] {
            let wanted = try #require(try selection(word).at[path])
            #expect(wanted.isOf(.keyword(word)))
            for other in others { #expect(!wanted.isOf(.keyword(other))) }
        }
        let wanted = try #require(try selection("100ms").at[path])
        #expect(wanted.isOf(.number(0.1)) && !wanted.isOf(.number(100)) && !wanted.isOf(.keyword("0.1")))
    }
}

@Suite struct ClaimOutcomeTests {
    private func point(_ architecture: String, job: Double, replication: Int = 0, wait: Double?) -> PointResult {
        let parameters = [Parameter(path: "job", value: .number(job))]
        return PointResult(
            Sample.point(architecture, parameters: parameters, replication: replication),
            figures: Sample.figures([Sample.workload("batch", wait: wait)]))
    }

    private var results: ClaimedResults {
        var points = [
            point("x", job: 0.1, wait: 1), point("x", job: 0.1, replication: 1, wait: 4),
            point("x", job: 0.1, replication: 2, wait: 1),
        ]
        points += [point("x", job: 1, wait: 10), point("y", job: 1, wait: nil)]
        let word = Parameter(path: "word", value: .keyword("on"))
        points.append(
            PointResult(Sample.point("k", parameters: [word]), figures: Sample.figures([Sample.workload("batch")])))
        var failed = PointResult(
            Sample.point("z", parameters: [Parameter(path: "job", value: .number(1))]), failedBecause: "no room")
        failed.replication = 0
        return ClaimedResults([Sample.results(points + [failed])])
    }

    private func outcome(_ value: String, _ holds: String = "a > 0", because: String = "") throws -> ClaimOutcome {
        let text = "claims: [ { name: c, says: s\(because), values: { a: { \(value) } }, holds: \"\(holds)\" } ]"
        return try ClaimsFile(text: text, named: "c.yaml").claims[0].outcome(results)
    }

    @Test func `Replications become one number, by default their mean`() throws {
        for (over, expected) in [
            ("", "2"), (", over: mean", "2"), (", over: median", "1"), (", over: max", "4"), (", over: min", "1"),
        ] {
            let outcome = try outcome("figure: waitTime, of: batch, architecture: x, at: { job: 100ms }\(over)")
            #expect(outcome.observed.map(\.value) == [expected])
            #expect(outcome.verdict == .holds)
        }
        let series = try outcome(
            "figure: waitTime, of: batch, architecture: x, along: job", "rising(a) and last(a) == 10")
        #expect(series.verdict == .holds && series.observed[0].value == "2 10 at 0.1 … 1")
    }

    @Test func `A scheduler may be meant, and figures of the cell are nobody's`() throws {
        #expect(
            try outcome("figure: busyness, of: batch-0, architecture: x, at: { job: 1 }").observed[0].value == "0.44")
        #expect(try outcome("figure: utilization, architecture: x, at: { job: 1 }").observed[0].value == "0.688")
    }

    @Test(arguments: [
        (
            "figure: waitTime, of: batch, at: { job: 1 }",
            "a: it does not say of which architecture; there are x, y, k, z"
        ),
        ("figure: waitTime, of: batch, architecture: w, at: { job: 1 }", "a: there is no architecture \"w\""),
        ("figure: waitTime, of: batch, architecture: x", "a: it does not say at which job; there are 0.1, 1"),
        ("figure: waitTime, of: batch, architecture: x, at: { job: 3 }", "a: no point at job = 3"),
        (
            "figure: waitTime, of: batch, architecture: x, at: { jobb: 3 }",
            "a: there is no swept path \"jobb\"; the nearest is \"job\""
        ),
        (
            "figure: waitTime, of: bach, architecture: x, at: { job: 1 }",
            "a: there is no workload or scheduler \"bach\""
        ),
        ("figure: waitTime, of: batch, architecture: y, at: { job: 1 }", "a: there is no waitTime.mean at job = 1"),
        ("figure: waitTime, of: batch, architecture: z, at: { job: 1 }", "a: a simulation failed: no room"),
        (
            "figure: waitTime, of: batch, architecture: x, results: other, at: { job: 1 }",
            "a: no results of \"other\"; there are sample"
        ),
        ("saturation: job, architecture: x", "a: no search along job in the results of sample"),
        ("figure: waitTime, of: batch, architecture: k, along: word", "a: word is not swept over numbers"),
    ])
    func `What is not in the results makes a claim unknown`(value: String, reason: String) throws {
        let outcome = try outcome(value)
        #expect(outcome.verdict == .unknown)
        #expect(
            outcome.reason?.contains(reason) == true,
            "\(outcome.reason ?? "")")
    }

    @Test func `A claim that fails says what does not hold, and why if it knows`() throws {
        let value = "figure: waitTime, of: batch, architecture: x, at: { job: 1 }"
        let failed = try outcome(value, "a > 10", because: ", because: it is ten")
        #expect(failed.verdict == .fails && failed.reason == nil && failed.explanation == "it is ten")
        let text = "claims: [ { name: c, says: s, values: { a: { \(value) } }, holds: [a > 10, a < 20, a < 10] } ]"
        let several = try ClaimsFile(text: text, named: "c").claims[0].outcome(results)
        #expect(several.verdict == .fails && several.reason == "not a > 10; not a < 10")
        #expect(try outcome(value, "a > 0", because: ", because: it is ten").explanation == nil)
    }

    @Test func `What was stopped early is no ground for a verdict`() throws {
        var results = Sample.results([point("x", job: 1, wait: 10)])
        results.complete = false
        let text = "claims: [ { name: c, says: s, of: batch, values: { a: { figure: waitTime } }, holds: a > 1 } ]"
        let claim = try ClaimsFile(text: text, named: "c").claims[0]
        let outcome = claim.outcome(ClaimedResults([results]))
        #expect(
            outcome.verdict == .unknown
                && outcome.reason == "a: the results of sample are of a run that was stopped early")
        results.complete = true
        #expect(claim.outcome(ClaimedResults([results])).verdict == .holds)
        let both = claim.outcome(ClaimedResults([results, results], folders: ["one", "two"]))
        #expect(both.reason == "a: it does not say which results are meant; there are sample in one, sample in two")
        let named = try ClaimsFile(text: text.replacing("of: batch", with: "of: batch, results: two"), named: "c")
            .claims[0]
        #expect(named.outcome(ClaimedResults([results, results], folders: ["one", "two"])).verdict == .holds)
        let twice = try ClaimsFile(text: text.replacing("of: batch", with: "of: batch, results: sample"), named: "c")
            .claims[0]
        #expect(
            twice.outcome(ClaimedResults([results, results], folders: ["one", "two"])).reason
                == "a: several results of \"sample\", in one, two; accepted: a folder")
    }

    @Test func `Reports count, and end with the status of the worst`() throws {
        func report(_ conditions: [String]) throws -> ClaimsReport {
            let claims = conditions.enumerated().map { number, holds in
                "  - { name: c\(number), says: it <is> a|b, values: { a: { figure: waitTime, of: batch, architecture: x, at: { job: 1 } } }, holds: \"\(holds)\" }\n"
            }
            return ClaimsReport(
                try ClaimsFile(text: "claims:\n" + claims.joined(), named: "c").claims, against: results)
        }
        #expect(try report(["a > 1"]).exitStatus == 0)
        #expect(try report(["a > 1", "a / 0 > 1"]).exitStatus == 3)
        let all = try report(["a > 1", "a / 0 > 1", "a < 1"])
        #expect(all.exitStatus == 2 && all.tally == "1 holds, 1 fails, 1 unknown")
        #expect(
            all.text().contains("holds   c0\n        it <is> a|b\n        expected: a > 1\n        observed: a = 10\n"))
        #expect(all.text().contains("FAILS   c2\n"))
        #expect(all.markdown().contains("| it &lt;is&gt; a\\|b | `a > 1` | a = 10 | **holds** |"))
        #expect(try all.jsonText().contains("\"verdict\" : \"fails\""))
        #expect(try all.jsonText() == all.jsonText())
    }
}
