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

@Suite struct TableUnderWayTests {
    @Test func `A table that is being written goes away, one in its place stays`() throws {
        try withDirectory { root in
            func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: root) }
            let file = OutputFile(path: "\(root)/t.csv", .tasks)
            let cut = TableUnderWay()
            #expect(cut.remove())
            #expect(throws: OutputError.self) {
                try file.write(replacingOthers: false) { sink in
                    cut.begin(sink.temporaryPath)
                    try sink.write("a,b\n".utf8)
                    #expect(try names().count == 1)
                    #expect(cut.remove())
                    #expect(try names().isEmpty)
                }
            }
            #expect(try names().isEmpty)
            let whole = TableUnderWay()
            try file.write(replacingOthers: false) { sink in whole.begin(sink.temporaryPath) }
            // The file has its name, and nobody was told yet.
            #expect(!whole.remove())
            whole.end(isThere: true)
            #expect(!whole.remove())
            #expect(try names() == ["t.csv"])
        }
    }

    @Test func `A pipe has no temporary file`() throws {
        let table = TableUnderWay()
        try OutputFile(path: "/dev/null", .tasks).write(replacingOthers: false) { sink in
            #expect(sink.temporaryPath == nil)
            table.begin(sink.temporaryPath)
        }
        #expect(table.remove())
        table.end(isThere: true)
        #expect(!table.remove())
    }
}
