#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes to an open file in portions, so that a text of any size takes little memory.
package final class FileSink {
    private static let portion = 1 << 16

    private let descriptor: Int32
    private let path: String
    /// Path of the temporary file that is written; nil where the file itself is.
    package let temporaryPath: String?
    private var buffer: [UInt8] = []
    /// Hash of the bytes passed to the system; nil where no digest is wanted.
    private var hash: SHA256?
    /// Number of bytes written so far.
    private(set) var count = 0

    /// A sink for an open file, which errors call `path`; with `isHashing`, there is a digest of the bytes.
    init(_ descriptor: Int32, called path: String, temporary: String? = nil, isHashing: Bool = false) {
        self.descriptor = descriptor
        hash = isHashing ? SHA256() : nil
        self.path = path
        temporaryPath = temporary
        buffer.reserveCapacity(2 * FileSink.portion)
    }

    /// Adds bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(POSIXError) {
        buffer.append(contentsOf: bytes)
        count += bytes.count
        if buffer.count >= FileSink.portion { try flush() }
    }

    /// Adds a text; on a terminal, with invisible characters escaped.
    func write(_ text: String) throws(POSIXError) {
        var text = isatty(descriptor) == 1 ? text.printableLines : text
        let failure = text.withUTF8 { bytes -> POSIXError? in
            do throws(POSIXError) {
                for start in stride(from: 0, to: bytes.count, by: FileSink.portion) {
                    try write(bytes[start..<min(start + FileSink.portion, bytes.count)])
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Passes buffered bytes to the system.
    func flush() throws(POSIXError) {
        let failure = buffer.withUnsafeBytes { FileSink.write($0, to: descriptor) }
        buffer.withUnsafeBytes { hash?.update($0) }
        buffer.removeAll(keepingCapacity: true)
        if let failure { throw POSIXError("write", path, code: failure) }
    }

    /// Digest of the bytes passed to the system, in hexadecimal digits; nil where none is wanted.
    var hexDigest: String? { hash?.hexDigest() }

    /// Writes all bytes so far to the disk, where the file is on one.
    package func synchronize() throws(POSIXError) {
        try flush()
        if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw POSIXError("write", path) }
    }

    /// Writes bytes over those at `offset`.
    package func overwrite(_ bytes: [UInt8], at offset: Int) throws(POSIXError) {
        try flush()
        let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
        guard written == bytes.count else { throw POSIXError("write", path) }
    }

    /// Writes all of `bytes`; returns the system's error number, nil if there is no error.
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let portion = UnsafeRawBufferPointer(rebasing: rest)
            let count = systemWrite(descriptor, portion.baseAddress, portion.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

// `FileSink.write` hides the system call of the same name inside that type.

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
