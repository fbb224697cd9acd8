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
    private var buffer: [UInt8] = []
    /// Number of bytes written so far.
    private(set) var count = 0

    /// A sink for an open file, which errors call `path`.
    init(_ descriptor: Int32, called path: String) {
        self.descriptor = descriptor
        self.path = path
        buffer.reserveCapacity(2 * FileSink.portion)
    }

    /// Adds bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(POSIXError) {
        buffer.append(contentsOf: bytes)
        count += bytes.count
        if buffer.count >= FileSink.portion { try flush() }
    }

    /// Passes buffered bytes to the system.
    func flush() throws(POSIXError) {
        let failure = buffer.withUnsafeBytes { FileSink.write($0, to: descriptor) }
        buffer.removeAll(keepingCapacity: true)
        if let failure { throw POSIXError("write", path, code: failure) }
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
