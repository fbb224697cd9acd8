import Foundation
import Testing

@testable import CellbenchFiles
@testable import CellbenchTraces

@Suite struct FileSignatureTests {
    private static let tar: [UInt8] = Array("log.swf".utf8) + Array(repeating: 0, count: 250) + Array("ustar".utf8)

    /// The first bytes of files as the tools make them.
    private static let files: [([UInt8], String)] = [
        ([0x1F, 0x8B, 8, 0, 0, 0], "compressed with gzip"),
        ([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], "compressed with bzip2"),
        ([0x42, 0x5A, 0x68, 0x39, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90], "compressed with bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04], "compressed with xz"),
        ([0x5D, 0x00, 0x00, 0x80, 0x00], "compressed with lzma"),
        ([0x28, 0xB5, 0x2F, 0xFD, 0x24], "compressed with zstd"),
        ([0x50, 0x2A, 0x4D, 0x18, 4], "compressed with zstd or lz4"),
        ([0x04, 0x22, 0x4D, 0x18, 0x64], "compressed with lz4"),
        ([0x1F, 0x9D, 0x90, 0x31], "compressed with compress (.Z)"),
        ([0x50, 0x4B, 0x03, 0x04, 0x14], "a zip archive"), ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"), (tar, "a tar archive"),
        ([0x78, 0x9C, 0x4B, 0x4A, 0xE3], "compressed with zlib"), ([0xFF, 0xFE, 0x31, 0x00], "a text in UTF-16"),
        ([0xFE, 0xFF, 0x00, 0x31], "a text in UTF-16"), ([0xFF, 0xFE, 0, 0, 0x31, 0, 0, 0], "a text in UTF-32"),
        ([0x31, 0, 0x20, 0, 0x30, 0, 0x20, 0], "a text in UTF-16LE"),
        ([0, 0x31, 0, 0x20, 0, 0x30, 0, 0x20], "a text in UTF-16BE"), (Array("PAR1".utf8), "a Parquet table"),
        (Array("<!DOCTYPE html>".utf8), "a web page"), (Array("<HTML>".utf8), "a web page"),
        (
            Array("version https://git-lfs.github.com/spec/v1".utf8), "a pointer to a file that 'git lfs pull' fetches"
        ),
    ]

    @Test(arguments: files)
    func `Files that are no texts are told by their first bytes`(bytes: [UInt8], what: String) {
        #expect(FileSignature(of: bytes)?.what == what)
        #expect(FileSignature(of: bytes + Array("and what follows".utf8))?.what == what || what.hasPrefix("a text"))
    }

    @Test(arguments: [
        "", "1", "1 0 5 60", "; Version: 2.2\n", "submit_time,workload\n", "BZh9 is no number\n", "x,y\n", "PK\n",
        "version: 1\n",
        "%YAML 1.2\n", "<a>\n", "\u{FEFF}a\n", "name: x\n", "{ \"schema\": 1 }\n", "\u{0}", "é,è\n",
    ])
    func `Texts are none of these`(text: String) {
        #expect(FileSignature(of: Array(text.utf8)) == nil)
    }

    @Test func `A trace that is none is refused by name, and the message says what to do`() throws {
        let xz: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04, 0xE6, 0xD6, 0xB4, 0x46]
        try TraceFile.withBytes(xz) { path in
            let formats: [TraceFormat] = [.csv, .swf, .alibabaGPU2023, .publishedSimulator]
            for format in formats {
                let error = #expect(throws: TraceError.self) {
                    let reader = try TraceSource(format, path).open()
                    while try reader.next() != nil {}
                }
                #expect(
                    error?.message
                        == "it is compressed with xz; accepted: a text in UTF-8, plain or compressed with gzip, such as what 'xz -dc FILE' "
                        + "prints, in a file or through a pipe")
            }
            #expect(throws: TraceError.self) { try PublishedValues(path, .tasks) }
            #expect(throws: TraceError.self) { try AlibabaGPU2023Nodes.read(path, tap: nil) }
        }
    }

    /// "PK\u{3}\u{4}" and the start of a zip archive, as gzip compresses it.
    @Test func `What is within gzip is told too`() throws {
        let zipped: [UInt8] = [
            0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x0b, 0xf0, 0x66, 0x66, 0x11, 0x61, 0x60, 0x60,
            0x00, 0x00, 0x8a, 0x19, 0x67, 0xda, 0x08, 0x00, 0x00, 0x00,
        ]
        try TraceFile.withBytes(zipped) { path in
            let error = #expect(throws: TraceError.self) { try LineReader(path) }
            #expect(error?.message.hasPrefix("once inflated it is a zip archive; accepted: ") == true)
        }
    }
}
