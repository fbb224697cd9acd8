#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file without a name, for bytes that a process writes and reads back; it is gone when the process ends.
package final class SpoolFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// An empty file in the folder of `place`; errors name `path`, which the user knows.
    package init(beside place: String, called path: String) throws(POSIXError) {
        self.path = path
        do throws(POSIXError) {
            let temporary = try TemporaryFile(beside: place)
            unlink(temporary.path)
            descriptor = temporary.descriptor
        } catch {
            throw POSIXError("write", path, code: error.code)
        }
    }

    deinit { close(descriptor) }

    /// Writes bytes from `offset` on; several threads may write at the same time.
    package func write(_ bytes: [UInt8], at offset: Int) throws(POSIXError) {
        let failure = bytes.withUnsafeBytes { bytes -> Int32? in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
                if count >= 0 { done += count } else if errno != EINTR { return errno }
            }
            return nil
        }
        if let failure { throw POSIXError("write", path, code: failure) }
    }

    /// Reads the bytes in a range that was written.
    package func read(_ range: Range<Int>) throws(POSIXError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        let failure = bytes.withUnsafeMutableBytes { bytes -> Int32? in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
                let count = pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + done))
                if count > 0 { done += count } else if count == 0 { return EIO } else if errno != EINTR { return errno }
            }
            return nil
        }
        if let failure { throw POSIXError("write", path, code: failure) }
        return bytes
    }
}
