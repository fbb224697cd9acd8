import Foundation
import Testing

@Suite struct ReportCommandTests {
    private static let results = Golden.text("small-results.json")

    private func withResults(_ body: (URL) throws -> Void) throws {
        try withFolder(["broken.json": "{"]) { folder in
            let run = folder.appendingPathComponent("run")
            try FileManager.default.createDirectory(at: run, withIntermediateDirectories: false)
            for name in ["results.json", "other.json"] {
                try Self.results.write(to: run.appendingPathComponent(name), atomically: true, encoding: .utf8)
            }
            try body(folder)
        }
    }

    private func page(_ folder: URL, _ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func `The page goes beside the results, or where it is told to, and is the same`() throws {
        try withResults { folder in
            for (arguments, file) in [
                (["run"], "run/report.html"), (["run/other.json"], "run/report.html"), (["run/"], "run/report.html"),
                (["run", "--output", "new/page.html"], "new/page.html"), (["run", "-o", "page.html"], "page.html"),
            ] {
                let outcome = try CellbenchProcess.run(["report"] + arguments, in: folder)
                #expect(outcome.status == 0)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors == "report in \(file)\n")
                let text = try page(folder, file)
                #expect(text.hasPrefix("<!DOCTYPE html>"))
                #expect(text.contains("<h1>small</h1>"))
                try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
                _ = try CellbenchProcess.run(["report"] + arguments, in: folder)
                #expect(try page(folder, file) == text)
            }
        }
    }

    @Test(
        arguments: [
            (["missing"], 66), (["."], 66), (["broken.json"], 65), (["run", "--output", "run"], 1),
            (["run", "--output", "broken.json/page.html"], 1), (["run", "--output", ""], 64), ([], 64),
        ] as [([String], Int32)])
    func `Every mistake has its exit status and one line`(arguments: [String], status: Int32) throws {
        try withResults { folder in
            let outcome = try CellbenchProcess.run(["report"] + arguments, in: folder)
            #expect(outcome.status == status)
            #expect(!outcome.wasKilled)
            #expect(outcome.output.isEmpty)
            if status != 64 { #expect(outcome.errors.split(separator: "\n").count == 1) }
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("run/report.html").path))
        }
    }
}
