/// The kind of a file that is not one of the texts cellbench reads, from its first bytes.
///
/// `FileSignature(of: [0x42, 0x5A, 0x68, …])` is "compressed with bzip2", whatever the file's name. Magic numbers are
/// those of the formats' definitions, as in the database of file(1).
package struct FileSignature: Equatable, Sendable {
    /// Words for the kind, after "it is": `compressed with bzip2`.
    package let what: String
    /// Command that turns the file into a text; nil where there is none.
    let remedy: String?

    /// Number of bytes at the start of a file that tell all signatures apart: those of a tar archive stand last.
    package static let length = 262

    private struct Magic {
        var bytes: [UInt8]
        var offset = 0
        var what: String
        var remedy: String?

        init(_ bytes: [UInt8], at offset: Int = 0, _ what: String, _ remedy: String? = nil) {
            (self.bytes, self.offset, self.what, self.remedy) = (bytes, offset, what, remedy)
        }

        init(_ text: String, at offset: Int = 0, _ what: String, _ remedy: String? = nil) {
            self.init(Array(text.utf8), at: offset, what, remedy)
        }
    }

    /// Of two signatures that begin alike, the longer one comes first.
    private static let magics = [
        Magic([0x1F, 0x8B], "compressed with gzip", "gzip -dc"),
        Magic("BZh", "compressed with bzip2", "bzip2 -dc"),
        Magic([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed with xz", "xz -dc"),
        Magic([0x5D, 0x00, 0x00], "compressed with lzma", "xz -dc"),
        Magic([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "zstd -dc"),
        Magic([0x2A, 0x4D, 0x18], at: 1, "compressed with zstd or lz4", "zstd -dc or lz4 -dc"),
        Magic([0x04, 0x22, 0x4D, 0x18], "compressed with lz4", "lz4 -dc"),
        Magic([0x02, 0x21, 0x4C, 0x18], "compressed with lz4", "lz4 -dc"),
        Magic([0x1F, 0x9D], "compressed with compress (.Z)", "uncompress -c"),
        Magic([0x1F, 0xA0], "compressed with compress (.Z)", "uncompress -c"),
        Magic([0x1F, 0x1E], "compressed with pack (.z)", "gzip -dc"),
        Magic("LZIP\u{1}", "compressed with lzip", "lzip -dc"),
        Magic([0x89, 0x4C, 0x5A, 0x4F], "compressed with lzop", "lzop -dc"),
        Magic([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], "compressed with snappy", "snzip -dc"),
        Magic([0x78, 0x01], "compressed with zlib", "zlib-flate -uncompress"),
        Magic([0x78, 0x9C], "compressed with zlib", "zlib-flate -uncompress"),
        Magic([0x78, 0xDA], "compressed with zlib", "zlib-flate -uncompress"),
        Magic([0x50, 0x4B, 0x03, 0x04], "a zip archive", "unzip -p"),
        Magic([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
        Magic([0x50, 0x4B, 0x07, 0x08], "a part of a zip archive", "unzip -p"),
        Magic([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive", "7z x -so"),
        Magic([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "a RAR archive", "unrar p -inul"),
        Magic("ustar", at: 257, "a tar archive", "tar -xOf"),
        Magic([0x00, 0x00, 0xFE, 0xFF], "a text in UTF-32", "iconv -f UTF-32 -t UTF-8"),
        Magic([0xFF, 0xFE, 0x00, 0x00], "a text in UTF-32", "iconv -f UTF-32 -t UTF-8"),
        Magic([0xFF, 0xFE], "a text in UTF-16", "iconv -f UTF-16 -t UTF-8"),
        Magic([0xFE, 0xFF], "a text in UTF-16", "iconv -f UTF-16 -t UTF-8"),
        Magic("PAR1", "a Parquet table"),
        Magic("%PDF-", "a PDF document"),
        Magic([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "an HDF5 file"),
        Magic("SQLite format 3\u{0}", "an SQLite database"),
        Magic("version https://git-lfs.", "a pointer to a file that 'git lfs pull' fetches"),
        Magic("<!doctype html", "a web page"), Magic("<html", "a web page"),
    ]

    /// The kind of the file that begins with `bytes`; nil where the file may be a text.
    ///
    /// - Parameter bytes: the first ``length`` bytes, or all of a shorter file.
    package init?(of bytes: some Collection<UInt8>) {
        let bytes = Array(bytes.prefix(FileSignature.length))
        let known = FileSignature.magics.first { magic in
            bytes.dropFirst(magic.offset).prefix(magic.bytes.count).elementsEqual(magic.bytes) { byte, wanted in
                // HTML is written in either case.
                byte == wanted || magic.bytes[0] == UInt8(ascii: "<") && byte | 0x20 == wanted
            } && FileSignature.confirms(magic.what, bytes)
        }
        if let known {
            (what, remedy) = (known.what, known.remedy)
        } else if let encoding = FileSignature.encodingOfWideText(bytes) {
            (what, remedy) = ("a text in \(encoding)", "iconv -f \(encoding) -t UTF-8")
        } else {
            return nil
        }
    }

    /// Checks what must follow a short signature with which a text could begin.
    private static func confirms(_ what: String, _ bytes: [UInt8]) -> Bool {
        switch what {
        case "compressed with bzip2":
            // After the level come the first digits of π or, in an empty archive, of its square root.
            bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]) || bytes.dropFirst(4).starts(with: [0x17, 0x72])
        case "compressed with zlib":
            // The first byte of zlib is the letter x.
            bytes[1] < 0x20 || String(validating: bytes.prefix(32), as: UTF8.self) == nil
        case "compressed with zstd or lz4":
            // The magic number of a frame to skip.
            bytes[0] & 0xF0 == 0x50
        default: true
        }
    }

    /// The encoding of an English text in UTF-16 without a byte order mark; nil for other texts.
    private static func encodingOfWideText(_ bytes: [UInt8]) -> String? {
        let pairs = bytes.count / 2
        guard pairs >= 4 else { return nil }
        let even = (0..<pairs).count { bytes[2 * $0] == 0 }
        let odd = (0..<pairs).count { bytes[2 * $0 + 1] == 0 }
        if odd == pairs, even == 0 { return "UTF-16LE" }
        if even == pairs, odd == 0 { return "UTF-16BE" }
        return nil
    }

    /// A message about a file of this kind, where `accepted` would be read.
    package func message(accepting accepted: String) -> String {
        let how = remedy.map { ", such as what '\($0) FILE' prints, in a file or through a pipe" } ?? ""
        return "it is \(what); accepted: \(accepted)\(how)"
    }
}
