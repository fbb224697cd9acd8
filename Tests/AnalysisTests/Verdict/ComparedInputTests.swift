import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct ComparedInputTests {
    private func problem(_ text: String) throws -> String? {
        var description: String?
        try withDirectory { root in
            let file = "\(root)/b.json"
            try POSIXFile.replace([(file, text)])
            let error = #expect(throws: ResultsError.self) { try ComparedInput(contentsOf: file) }
            #expect(error?.exitStatus == 65)
            description = error?.description.replacing("\(root)/", with: "")
        }
        return description
    }

    @Test func `Files that are not ours are malformed`() throws {
        #expect(try problem("") == "b.json:1:1: error: expected a value, found the end of the file")
        #expect(try problem(#"{"context": {}, "benchmarks": []}"#) == "b.json: error: schema: missing")
        #expect(try problem("[1, NaN]") == "b.json:1:5: error: expected a value")
        for schema in ["cellbench.bench/2", "cellbench.timings/1", "x"] {
            #expect(
                try problem(#"{"schema": "\#(schema)"}"#)
                    == "b.json: error: schema: expected 'cellbench.results/1' or 'cellbench.bench/1', found '\(schema)'"
            )
        }
    }

    @Test func `A directory of bench files is read in the order of their names`() throws {
        try withDirectory { root in
            let files = [(10, "b.json"), (9, "a.json"), (8, "c.txt"), (7, ".d.json")].map { value, name in
                (name, Sample.bench(["time": Sample.times([value])]))
            }
            try POSIXFile.replace(try files.map { ("\(root)/\($0.0)", try $0.1.jsonText()) })
            try POSIXFile.replace([
                ("\(root)/timings.json", try TimingsFile(environment: Sample.environment, points: []).jsonText())
            ])
            guard case .bench(let samples) = try ComparedInput(contentsOf: root) else {
                Issue.record("no bench")
                return
            }
            #expect(samples.files == 2)
            #expect(samples.benchmarks[0].metrics["time"] == .agreed(Sample.times([9, 10]), file: "a.json"))
            try POSIXFile.replace([("\(root)/z.json", "{")])
            let error = #expect(throws: ResultsError.self) { try ComparedInput(contentsOf: root) }
            #expect(error?.description.hasPrefix("\(root)/z.json:1:2: error: expected a key in quotes") == true)
        }
    }

    @Test func `A directory is of a run if it has results`() throws {
        try withDirectory { root in
            try POSIXFile.replace([("\(root)/results.json", try Sample.results([]).jsonText())])
            guard case .run = try ComparedInput(contentsOf: root) else {
                Issue.record("no run")
                return
            }
            // A bench file may have this name too.
            try POSIXFile.replace([("\(root)/results.json", try Sample.bench([:]).jsonText())])
            guard case .bench = try ComparedInput(contentsOf: root) else {
                Issue.record("no bench")
                return
            }
        }
    }

    @Test func `A directory with neither is unreadable`() throws {
        try withDirectory { root in
            let error = #expect(throws: ResultsError.self) { try ComparedInput(contentsOf: root) }
            #expect(error?.exitStatus == 66)
            #expect(error?.description == "\(root): error: cannot read: it holds neither results.json nor bench files")
            let missing = #expect(throws: ResultsError.self) { try ComparedInput(contentsOf: "\(root)/no") }
            #expect(missing?.exitStatus == 66)
        }
    }

    @Test(
        arguments: [
            ("2%", 0.02), ("0.02", 0.02), ("0", 0), ("0.5%", 0.005), ("99%", 0.99), ("100%", nil), ("2", nil),
            ("-1%", nil), ("nan", nil), ("%", nil), ("", nil), ("inf", nil), ("2 %", nil),
        ] as [(String, Double?)])
    func `A tolerance is a share from 0 to below 1`(text: String, tolerance: Double?) {
        #expect(VerdictSettings.tolerance(text) == tolerance)
    }
}
