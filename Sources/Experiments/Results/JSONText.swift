#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How this program writes JSON.
enum JSONText {
    /// The text of `value`: keys sorted, one to a line, a newline at the end.
    ///
    /// Sorted keys make equal values equal bytes, as dictionaries have no order of their own. Numbers are the
    /// shortest that read back as the same value, and whole ones have no fraction.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
