#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The checksum in a JSON file or a page, over all of its bytes with zeros for the checksum's own digits.
///
///     "checksum" : "sha256:5f70bf18…"
///
/// The checksum detects a file that was damaged or edited. A file without one is accepted: it is from an older version,
/// or another program laid it out anew.
package enum FileChecksum {
    private static let mark = "sha256:"
    private static let digits = 64
    /// Text that keeps the checksum's place until the checksum is known.
    package static let placeholder = mark + String(repeating: "0", count: digits)

    /// The text with its checksum in place of the ``placeholder``.
    package static func filled(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard let place = place(in: bytes) else { return text }
        bytes.replaceSubrange(place, with: SHA256.hexDigest(of: bytes).utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// True if a text has a checksum other than that of its bytes.
    package static func isWrong(in bytes: [UInt8]) -> Bool {
        guard let place = place(in: bytes) else { return false }
        var hash = SHA256()
        bytes.withUnsafeBytes { bytes in
            hash.update(UnsafeRawBufferPointer(rebasing: bytes[..<place.lowerBound]))
            Array(repeating: UInt8(ascii: "0"), count: digits).withUnsafeBytes { hash.update($0) }
            hash.update(UnsafeRawBufferPointer(rebasing: bytes[place.upperBound...]))
        }
        return !hash.hexDigest().utf8.elementsEqual(bytes[place])
    }

    /// Place of the checksum's digits; nil where there are none.
    ///
    /// - Complexity: O(*n*); the checksum is near the beginning of most files.
    package static func place(in bytes: [UInt8]) -> Range<Int>? {
        for key in keys {
            guard let start = end(ofFirst: key, in: bytes), start + digits < bytes.count else { continue }
            return start..<(start + digits)
        }
        return nil
    }

    // A text without a checksum is searched to its end. The library's search for any collection takes 40 ns a byte.
    private static func end(ofFirst key: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { text in
            guard let base = text.baseAddress, let first = key.first else { return nil }
            var start = 0
            while start + key.count <= text.count,
                let found = memchr(base + start, Int32(first), text.count - key.count - start + 1)
            {
                if memcmp(found, key, key.count) == 0 { return UnsafeRawPointer(found) - base + key.count }
                start = UnsafeRawPointer(found) - base + 1
            }
            return nil
        }
    }

    /// Texts before the checksum: a top-level key in JSON, a meta element in a page.
    ///
    /// Texts within a file cannot contain these, because their line ends are escaped.
    private static let keys = ["\n  \"checksum\" : \"\(mark)", "\n<meta name=\"checksum\" content=\"\(mark)"].map {
        Array($0.utf8)
    }
}
