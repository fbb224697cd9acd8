import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct DecimalTextTests {
    private func number(_ text: String) -> Double? { Array(text.utf8).withUnsafeBufferPointer(DecimalText.number) }
    private func integer(_ text: String) -> Int64? { Array(text.utf8).withUnsafeBufferPointer(DecimalText.integer) }

    @Test(arguments: [
        "0.1", "123456.789", "4.046279", "1e3", "1.5E-3", ".5", "7.", "0.12345678901234567890", "12345678.9", "-3.25",
        "+2",
    ])
    func `Decimals are read to the nearest double`(text: String) {
        #expect(number(text) == Double(text.hasSuffix(".") ? text + "0" : text))
    }

    @Test(arguments: [
        "", "x", "nan", "inf", "0x10", "1_000", "1,0", "--1", "1e", "1e+", ".", "1.2.3", "١", "1 2",
    ])
    func `What is no plain decimal is no number`(text: String) {
        #expect(number(text) == nil)
    }

    @Test func `Whole numbers are digits with or without a sign`() {
        #expect(integer("0") == 0)
        #expect(integer("-17") == -17)
        #expect(integer("9223372036854775807") == .max)
        for text in ["", "-", "1.0", "1e3", "9223372036854775808", "99999999999999999999"] {
            #expect(integer(text) == nil)
        }
    }
}

@Suite struct LineReaderTests {
    private func lines(_ bytes: [UInt8], joiningQuoted: Bool = false) throws -> [(Int, String)] {
        try TraceFile.withBytes(bytes) { path in
            let reader = try LineReader(path)
            var lines: [(Int, String)] = []
            while let line = try reader.next(endsInQuotes: joiningQuoted ? { _ in true } : nil) {
                lines.append((line.number, String(decoding: line.bytes, as: UTF8.self)))
            }
            return lines
        }
    }

    @Test func `Lines end with LF or CRLF, and the last need not`() throws {
        let lines = try lines(Array("a\r\n\nb".utf8))
        #expect(lines.map(\.1) == ["a", "", "b"])
        #expect(lines.map(\.0) == [1, 2, 3])
    }

    @Test func `A line goes on between quotation marks, and lines are counted all the same`() throws {
        let lines = try lines(Array("a,\"b\nc\"\nd\n".utf8), joiningQuoted: true)
        #expect(lines.map(\.1) == ["a,\"b\nc\"", "d"])
        #expect(lines.map(\.0) == [1, 3])
    }

    @Test func `Lines across the portions in which a file is read are whole`() throws {
        let long = (0..<40_000).map { "\($0 &* 2_654_435_761)," + String(repeating: "x", count: $0 % 97) }
        let lines = try lines(Array(long.joined(separator: "\n").utf8))
        #expect(lines.map(\.1) == long)
    }

    @Test func `Rows are read between few lines that are none, and not between many`() throws {
        try TraceFile.withBytes("#\n\n#\na\n\n#\n\nb\n\n\n\n\n".utf8) { path in
            let rows = try RowReader(path, separatedBy: .comma, commentMark: "#")
            rows.mostLinesPassedOver = 3
            let read = [try rows.next(), try rows.next()]
            #expect(read == [true, true])
            let error = #expect(throws: TraceError.self) { try rows.next() }
            #expect(error?.message == "3 lines without a row; accepted: fewer between two rows")
            #expect(error?.line == 12)
        }
    }

    @Test func `A line without an end is refused before it takes the memory`() throws {
        #expect(throws: TraceError.self) { try lines([UInt8](repeating: 0, count: 3 << 20)) }
    }
}

@Suite struct ByteStreamTests {
    /// "cellbench\n" as gzip compresses it, without a name or time.
    private static let compressed: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0x4e, 0xcd, 0xc9, 0x49, 0x4a, 0xcd, 0x4b,
        0xce, 0xe0, 0x02, 0x00,
    ]

    private func content(_ bytes: [UInt8], tap: ByteTap? = nil) throws -> String {
        try TraceFile.withBytes(bytes) { path in
            let stream = try ByteStream(path, tap: tap)
            var all: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 7)
            while true {
                let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
                if count == 0 { return String(decoding: all, as: UTF8.self) }
                all += buffer[..<count]
            }
        }
    }

    /// The whole file: compressed bytes, checksum and length.
    private static let whole = compressed + trailer
    private static let trailer: [UInt8] = [0x1f, 0x2b, 0x8b, 0xcc, 0x0a, 0x00, 0x00, 0x00]

    @Test func `A plain file is read as it is`() throws {
        #expect(try content(Array("cellbench\n".utf8)) == "cellbench\n")
        #expect(try content([]) == "")
        #expect(try content([0x1f]) == "\u{1f}")
    }

    @Test func `A compressed file is inflated, one member after another`() throws {
        #expect(try content(Self.whole) == "cellbench\n")
        #expect(try content(Self.whole + Self.whole) == "cellbench\ncellbench\n")
        #expect(try content(Self.whole + [0, 0, 0]) == "cellbench\n")
    }

    @Test(arguments: [12, 20, 22, 25])
    func `A compressed file that ends too early is refused`(length: Int) throws {
        let error = #expect(throws: TraceError.self) { try content(Array(Self.whole.prefix(length))) }
        #expect(error?.message == "the compressed file ends too early; accepted: all of it")
    }

    @Test func `An empty file that says it is compressed is refused`() throws {
        try TraceFile.withFolder(["a.csv.gz": Data(), "a.csv": Data()]) { folder in
            let error = #expect(throws: TraceError.self) { try LineReader("\(folder)/a.csv.gz").next() }
            #expect(error?.message == "the compressed file is empty; accepted: a file as gzip makes it")
            let line = try LineReader("\(folder)/a.csv").next()
            #expect(line == nil)
        }
    }

    @Test func `A damaged file is refused`() throws {
        var bytes = Self.whole
        bytes[24] ^= 1
        let error = #expect(throws: TraceError.self) { try content(bytes) }
        #expect(
            error?.message == "the compressed file is damaged: incorrect data check; accepted: a file as gzip makes it")
    }

    @Test func `Bytes are seen as they stand in the file`() throws {
        var seen: [UInt8] = []
        _ = try content(Self.whole, tap: ByteTap { seen += $0 })
        #expect(seen == Self.whole)
    }

    @Test func `A missing file and a folder cannot be read`() {
        #expect(throws: TraceError.unreadable("/nowhere/x", "no such file")) { try ByteStream("/nowhere/x") }
        #expect(throws: TraceError.self) { try LineReader("/") }
    }
}
