import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct LineEndTests {
    private func lines(_ text: String, joiningQuoted: Bool = false) throws -> [(number: Int, text: String)] {
        try TraceFile.withBytes(text.utf8) { path in
            let reader = try LineReader(path)
            var lines: [(Int, String)] = []
            while let line = try reader.next(endsInQuotes: joiningQuoted ? { _ in true } : nil) {
                lines.append((line.number, String(decoding: line.bytes, as: UTF8.self)))
            }
            return lines
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `Lines end with LF, CRLF or CR, and the last need not`(end: String) throws {
        for last in ["", end] {
            let lines = try lines(["a", "", "b"].joined(separator: end) + last)
            #expect(lines.map(\.text) == ["a", "", "b"])
            #expect(lines.map(\.number) == [1, 2, 3])
        }
    }

    @Test func `Line ends may be mixed`() throws {
        let lines = try lines("a\rb\r\nc\nd\r\re\n\r")
        #expect(lines.map(\.text) == ["a", "b", "c", "d", "", "e", ""])
        #expect(lines.map(\.number) == Array(1...7))
    }

    @Test func `Line ends between quotation marks belong to the field, and are counted`() throws {
        let lines = try lines("a,\"b\rc\r\nd\ne\"\rf\r\n", joiningQuoted: true)
        #expect(lines.map(\.text) == ["a,\"b\rc\r\nd\ne\"", "f"])
        #expect(lines.map(\.number) == [1, 5])
    }

    /// The text is longer than several portions, so that portions end within lines and between CR and LF.
    @Test(arguments: ["\n", "\r\n", "\r", "mixed"])
    func `Lines across the portions in which a file is read are whole`(end: String) throws {
        let ends = end == "mixed" ? ["\n", "\r\n", "\r"] : [end]
        let texts = (0..<60_000).map { "\($0 &* 2_654_435_761)" + String(repeating: "x", count: $0 % 61) }
        let text = texts.enumerated().map { $0.element + ends[$0.offset % 7 % ends.count] }.joined()
        let lines = try lines(text)
        #expect(lines.map(\.text) == texts)
        #expect(lines.map(\.number) == Array(1...60_000))
        #expect(try self.lines(text, joiningQuoted: true).map(\.text) == texts)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `Errors count lines however they end`(end: String) throws {
        let header = "submit_time,workload,tasks,task_duration,cpu,memory"
        let text = [header, "1,\"a\(end)b\",1,1,1,1", "", "2,\"a\(end)\",x,1,1,1", ""].joined(separator: end)
        try TraceFile.withBytes(text.utf8) { path in
            let error = #expect(throws: TraceError.self) { try JobListReader(path).all() }
            #expect(error?.line == 6)
            #expect(error?.column == 3)
        }
    }

    @Test(arguments: ["\u{FEFF}", ""])
    func `Job lists and logs are the same with every line end, with a byte order mark or without`(mark: String) throws {
        let list = "submit_time,workload,tasks,task_duration,cpu,memory\n1,a,2,3,1,1\n2,b,1,3,1,1\n"
        let log =
            "; MaxProcs: 9\n1 0 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n2 9 5 60 4 -1 -1 4 -1 -1 1 1 1 1 1 -1 -1 -1\n"
        for end in ["\n", "\r\n", "\r"] {
            try TraceFile.withBytes((mark + list.replacing("\n", with: end)).utf8) { path in
                let jobs = try JobListReader(path).all()
                #expect(jobs.map(\.job.tasks) == [2, 1])
            }
            try TraceFile.withBytes((mark + log.replacing("\n", with: end)).utf8) { path in
                let reader = try SWFReader(path)
                #expect(try reader.all().map(\.job.tasks) == [4, 4])
                #expect(reader.header["MaxProcs"] == "9")
            }
        }
    }

    @Test func `A zero byte is told with its place, or its row is passed over`() throws {
        let text = "submit_time,workload,tasks,task_duration,cpu,memory\n1,a,2,3,1,1\n2,b\u{0},1,3,1,1\n"
        try TraceFile.withBytes(text.utf8) { path in
            let error = #expect(throws: TraceError.self) { try JobListReader(path).all() }
            #expect(error?.message == "a zero byte, which no text has; accepted: a text in UTF-8")
            #expect(error?.line == 3)
            #expect(error?.column == 4)
            let reader = try JobListReader(path, onBadRow: .skip)
            #expect(try reader.all().count == 1)
            #expect(reader.report.skipped.mapValues(\.rows) == ["not a text": 1])
        }
    }
}
