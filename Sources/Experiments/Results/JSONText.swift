internal import CellbenchTraces

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How this program writes and reads JSON.
enum JSONText {
    /// The text of `value`: keys sorted, one to a line, a newline at the end.
    ///
    /// Sorted keys make equal values equal bytes, as dictionaries have no order of their own. Numbers are the
    /// shortest that read back as the same value, and whole ones have no fraction. What is invisible in texts is escaped, so that
    /// a terminal that shows the JSON obeys none of it; it reads back as the same text.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self).escapedForJSON + "\n"
    }

    /// The same on one line, without an end.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    static func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(String(decoding: try encoder.encode(value), as: UTF8.self).escapedForJSON.utf8)
    }

    /// A file is read whole; a config whose results would be larger is refused before anything is simulated.
    static let largestFile = 4 << 30

    /// The bytes of the file at `path`.
    static func read(_ path: String) throws(ResultsError) -> [UInt8] {
        do throws(FileError) {
            return try FileContents.read(path, atMost: largestFile)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
    }

    /// The value that a text in UTF-8 stands for.
    ///
    /// - Throws: ``ResultsError/malformed(file:position:path:problem:)``, which calls the text `file`.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], file: String
    ) throws(ResultsError) -> Value {
        let value: Value
        do {
            value = try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            if let signature = FileSignature(of: bytes) {
                let problem = signature.message(accepting: "a JSON text in UTF-8")
                throw .malformed(file: file, position: nil, path: "", problem: problem)
            }
            throw ResultsError(error, bytes: bytes, file: file)
        } catch {
            throw .malformed(file: file, position: nil, path: "", problem: "expected JSON")
        }
        guard !FileChecksum.isWrong(in: bytes) else {
            throw .malformed(
                file: file, position: nil, path: "checksum",
                problem:
                    "the file is damaged or was changed: its checksum is of other bytes; accepted: the file as it was "
                    + "written, or without the line of its checksum")
        }
        return value
    }
}
