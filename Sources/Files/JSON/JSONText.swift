#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Encodes values as JSON.
package enum JSONText {
    /// Text of `value`: sorted keys, a line for each, a newline at the end.
    ///
    /// - Sorted keys give equal values equal bytes, although dictionaries have no order.
    /// - Numbers are the shortest that read back as the same value; whole ones have no fraction.
    /// - Invisible characters in texts are escaped, so that a terminal that shows the JSON obeys none.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self).escapedForJSON + "\n"
    }

    /// Text of `value` on one line, without a newline at the end.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    package static func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(String(decoding: try encoder.encode(value), as: UTF8.self).escapedForJSON.utf8)
    }
}
