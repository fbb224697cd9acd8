#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How this program writes JSON.
package enum JSONText {
    /// The text of `value`: keys sorted, one to a line, a newline at the end.
    ///
    /// Sorted keys make equal values equal bytes, as dictionaries have no order of their own. Numbers are the
    /// shortest that read back as the same value, and whole ones have no fraction. What is invisible in texts is escaped, so that
    /// a terminal that shows the JSON obeys none of it; it reads back as the same text.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self).escapedForJSON + "\n"
    }

    /// The same on one line, without an end.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    package static func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(String(decoding: try encoder.encode(value), as: UTF8.self).escapedForJSON.utf8)
    }
}
