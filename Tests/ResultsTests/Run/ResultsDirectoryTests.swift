import TestSupport
import Testing

@testable import CellbenchExperiments
@testable import CellbenchFiles
@testable import CellbenchResults

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct ResultsDirectoryTests {
    private let results = Sample.results([
        PointResult(Sample.point("omega"), figures: Sample.figures([Sample.workload("batch")]))
    ])
    private let timings = TimingsFile(environment: .current(), points: [])

    @Test func writesThreeFilesAndNothingElse() throws {
        try withDirectory { root in
            let directory = ResultsDirectory(path: "\(root)/a/b")
            try directory.prepare()
            try directory.write(results, timings: timings, config: "name: a\n")
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
            #expect(names == ["config.yaml", "results.json", "timings.json"])
            #expect(try String(contentsOfFile: "\(directory.path)/config.yaml", encoding: .utf8) == "name: a\n")
            #expect(try ResultsFile(contentsOf: directory.path) == results)
            #expect(try ResultsFile(contentsOf: directory.path + "/") == results)
            #expect(try ResultsFile(contentsOf: "\(directory.path)/results.json") == results)
        }
    }

    @Test func replacesWhatIsThere() throws {
        try withDirectory { root in
            let directory = ResultsDirectory(path: root)
            try directory.write(results, timings: timings, config: String(repeating: "x", count: 1000))
            try directory.write(results, timings: timings, config: "short")
            #expect(try String(contentsOfFile: "\(root)/config.yaml", encoding: .utf8) == "short")
        }
    }

    @Test func aFileInTheWayIsNamed() throws {
        try withDirectory { root in
            try POSIXFile.replace([("\(root)/file", "")])
            let error = #expect(throws: OutputError.self) {
                try ResultsDirectory(path: "\(root)/file/below").prepare()
            }
            #expect(error?.description == "\(root)/file: error: cannot create: Not a directory")
            #expect(error?.exitStatus == 1)
        }
    }

    @Test func aLinkIsReplacedAndWhatItLeadsToStays() throws {
        try withDirectory { root in
            try POSIXFile.createDirectory("\(root)/there")
            try POSIXFile.replace([("\(root)/there/file", "old")])
            try FileManager.default.createSymbolicLink(
                atPath: "\(root)/link", withDestinationPath: "there/file")
            try POSIXFile.replace([("\(root)/link", "new")])
            #expect(POSIXFile.isPlainFile("\(root)/link"))
            #expect(try String(contentsOfFile: "\(root)/there/file", encoding: .utf8) == "old")
            // A link to a file that does not exist.
            try FileManager.default.createSymbolicLink(atPath: "\(root)/ahead", withDestinationPath: "there/next")
            try POSIXFile.replace([("\(root)/ahead", "first")])
            #expect(POSIXFile.isPlainFile("\(root)/ahead") && !POSIXFile.isAnything("\(root)/there/next"))
        }
    }

    @Test func aDirectoryInPlaceOfAFileIsNamed() throws {
        try withDirectory { root in
            try POSIXFile.createDirectory("\(root)/timings.json")
            let error = #expect(throws: OutputError.self) {
                try ResultsDirectory(path: root).write(results, timings: timings, config: "")
            }
            #expect(error?.description == "\(root)/timings.json: error: cannot write: Is a directory")
            let names = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
            #expect(names == ["timings.json"])
        }
    }

    /// A path that even the superuser cannot write to.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
    func aPlaceThatTakesNoFilesIsFoundUpFront() {
        #expect(throws: OutputError.self) { try ResultsDirectory(path: "/proc/self").prepare() }
    }
}
