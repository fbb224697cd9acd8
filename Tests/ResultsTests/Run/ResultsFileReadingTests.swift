import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchExperiments
@testable import CellbenchResults

@Suite struct ResultsFileReadingTests {
    private func problem(_ text: String) -> String? {
        problem(Array(text.utf8))
    }

    private func problem(_ bytes: [UInt8]) -> String? {
        let error = #expect(throws: ResultsError.self) { try ResultsFile(json: bytes, file: "r.json") }
        #expect(error?.exitStatus == 65)
        return error?.description
    }

    private static let head =
        #"{"schema":"cellbench.results/1","name":"a","version":"0","configDigest":"sha256:0","seed":1,"horizon":1"#

    @Test func textThatIsNoJSON() {
        #expect(problem("") == "r.json:1:1: error: expected a value, found the end of the file")
        #expect(problem("\0\u{1}") == "r.json:1:1: error: expected a value")
        #expect(problem("name: a") == "r.json:1:1: error: expected a value")
        #expect(problem("{\n  \"é\" 1}") == "r.json:2:7: error: expected ':'")
        #expect(problem([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]) == "r.json:1:1: error: expected a value")
        let halfCharacter = Self.head.replacing(#""name":"a""#, with: #""name":"\ud800""#)
        #expect(problem(halfCharacter + "}") == "r.json: error: expected JSON, encoded in UTF-8")
    }

    @Test func `A compressed file is told what it is`() {
        #expect(
            problem([0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
                == "r.json: error: it is compressed with gzip; accepted: a JSON text in UTF-8, such as what 'gzip -dc FILE' prints, in a "
                + "file or through a pipe")
        #expect(
            problem([0x50, 0x4B, 0x03, 0x04, 0x14])?.hasPrefix("r.json: error: it is a zip archive; accepted: ") == true
        )
    }

    @Test func nestingWithoutEnd() {
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(problem(deep) == "r.json:1:514: error: nested too deeply; expected at most 512 levels")
    }

    @Test func anotherFormat() {
        #expect(
            problem(#"{"schema": "cellbench.bench/1"}"#)
                == "r.json: error: schema: expected 'cellbench.results/1', found 'cellbench.bench/1'")
        #expect(problem(#"{"benchmarks": []}"#) == "r.json: error: schema: missing")
        #expect(problem("[]") == "r.json: error: expected an object")
    }

    @Test func theWrongKindOfValue() {
        #expect(problem(Self.head + "}") == "r.json: error: points: missing")
        #expect(problem(Self.head + #","points":{}}"#) == "r.json: error: points: expected an array")
        #expect(problem(Self.head + #","points":[1]}"#) == "r.json: error: points[0]: expected an object")
        #expect(
            problem(Self.head + #","points":[{"architecture":null}]}"#)
                == "r.json: error: points[0].architecture: expected a string, found null")
        #expect(
            problem(Self.head + #","points":[{"architecture":"a","kind":"k","parameters":{"p":[]}}]}"#)
                == "r.json: error: points[0].parameters.p: expected a number or a string")
        #expect(
            problem(
                Self.head
                    + #","points":[{"architecture":"a","kind":"k","parameters":{},"replication":0,"status":"ok"}]}"#)
                == "r.json: error: points[0].status: expected one of completed, saturated, failed, found 'ok'")
    }

    @Test func numbersThatDoNotFit() throws {
        let text = Self.head.replacing(#""horizon":1"#, with: #""horizon":1e999"#)
        #expect(problem(text + #","points":[]}"#) == "r.json: error: horizon: expected a number")
        let seed = Self.head.replacing(#""seed":1"#, with: #""seed":-1"#)
        #expect(problem(seed + #","points":[]}"#) == "r.json: error: seed: expected a whole number from 0")
        let whole = try oneText().withoutChecksum.replacing("\"jobs\" : 2939", with: "\"jobs\" : 1.5")
        #expect(problem(whole) == "r.json: error: points[0].workloads.batch.jobs: expected a whole number")
        let huge = try oneText().withoutChecksum.replacing("\"jobs\" : 2939", with: "\"jobs\" : 9223372036854775808")
        #expect(problem(huge) == "r.json: error: points[0].workloads.batch.jobs: expected a whole number")
        let infinite = try oneText().withoutChecksum.replacing("\"p99\" : 48.1", with: "\"p99\" : -1e400")
        #expect(problem(infinite) == "r.json: error: points[0].workloads.batch.waitTime.p99: expected a number")
    }

    @Test func theSamePointTwice() throws {
        var results = try ResultsFile(json: Array(oneText().utf8), file: "")
        results.points.append(results.points[0])
        #expect(
            problem(try results.jsonText())
                == "r.json: error: points: element 1 repeats the architecture, parameters and replication of "
                + "element 0; expected each once")
    }

    /// A truncated file is an error at every length, and never a crash.
    @Test func everyTruncation() throws {
        let bytes = Array(try oneText().utf8)
        for length in 0..<(bytes.count - 2) {
            let error = #expect(throws: ResultsError.self) {
                try ResultsFile(json: Array(bytes[..<length]), file: "r.json")
            }
            guard case .malformed(_, _?, "", _) = error else {
                Issue.record("no position: \(length) bytes")
                continue
            }
        }
    }

    @Test func countsOfAnySizeCanBeCompared() throws {
        let text = try oneText().withoutChecksum
            .replacing("\"succeeded\" : 2955", with: "\"succeeded\" : 9223372036854775807")
            .replacing("\"mean\" : 4.92", with: "\"mean\" : 1.7e308")
            .replacing("\"jobsPending\" : 0", with: "\"jobsPending\" : -9223372036854775808")
            .replacing("\"jobs\" : 2939", with: "\"jobs\" : 0")
        var results = try ResultsFile(json: Array(text.utf8), file: "r.json")
        results.points[0].schedulers["batch-1"] = results.points[0].schedulers["batch-0"]
        for replication in 1...2 {
            results.points.append(results.points[0])
            results.points[replication].replication = replication
        }
        for var point in results.points {
            point.architecture = "other"
            results.points.append(point)
        }
        #expect(Comparison(results).table().contains("omega"))
        #expect(try Comparison(results).differenceTable(against: "other").contains("omega"))
    }

    @Test func filesThatCannotBeRead() throws {
        try withDirectory { root in
            let missing = #expect(throws: ResultsError.self) { try ResultsFile(contentsOf: "\(root)/none") }
            #expect(missing?.description == "\(root)/none: error: cannot read: no such file")
            #expect(missing?.exitStatus == 66)
            let empty = #expect(throws: ResultsError.self) { try ResultsFile(contentsOf: root) }
            #expect(empty?.description == "\(root)/results.json: error: cannot read: no such file")
        }
    }

    @Test func namesCannotPaintTheTerminal() {
        let text = "{\"schema\": \"\\u001b[31m\\n\"}"
        #expect(problem(text) == "r.json: error: schema: expected 'cellbench.results/1', found '\\u{1B}[31m\\n'")
    }

    private func oneText() throws -> String {
        try Sample.results([
            PointResult(Sample.point("omega"), figures: Sample.figures([Sample.workload("batch")]))
        ]).jsonText()
    }
}
