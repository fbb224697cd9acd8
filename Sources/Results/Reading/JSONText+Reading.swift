internal import CellbenchFiles

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension JSONText {
    /// A file is read whole, so a config with larger results is refused before it is simulated.
    package static let largestFile = 4 << 30

    /// The bytes of the file at `path`.
    package static func read(_ path: String) throws(ResultsError) -> [UInt8] {
        do throws(FileError) {
            return try FileContents.read(path, atMost: largestFile)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
    }

    /// Decodes a value from JSON in UTF-8.
    ///
    /// - Parameters:
    ///   - type: the type of the value.
    ///   - bytes: the text.
    ///   - file: the name of the text in errors.
    /// - Returns: the value.
    /// - Throws: ``ResultsError/malformed(file:position:path:problem:)``.
    package static func decode<Value: Decodable>(
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
