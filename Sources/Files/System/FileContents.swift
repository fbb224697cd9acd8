#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reason why a file could not be read.
package enum FileError: Error, Equatable {
    /// The file is missing, is a folder, or may not be read.
    case unreadable(String)
    /// The file is larger than the caller's limit.
    case tooLarge

    /// The reason in a few words.
    package var reason: String {
        switch self {
        case .unreadable(let reason): reason
        case .tooLarge: "it is too large"
        }
    }
}

/// Reads whole files.
package enum FileContents {
    /// The bytes of a file or a pipe.
    ///
    /// No more than the limit is read or allocated.
    package static func read(_ path: String, atMost limit: Int) throws(FileError) -> [UInt8] {
        // A name with a zero byte would silently open another file.
        guard !path.utf8.contains(0) else { throw .unreadable("no such file") }
        let descriptor = try open(path)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(SystemError.reason(errno)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable("it is a folder") }
        let size = Int(status.st_size)
        guard size <= limit else { throw .tooLarge }

        var bytes: [UInt8] = []
        // One byte more than the size, so that the read that finds the end needs no growth.
        bytes.reserveCapacity(size + 1)
        var chunk = [UInt8](repeating: 0, count: min(max(size, 1 << 12), 1 << 20))
        while true {
            let count = chunk.withUnsafeMutableBytes { Self.read(descriptor, into: $0) }
            guard count >= 0 else { throw .unreadable(SystemError.reason(errno)) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// The first bytes of a file, at most `limit`.
    package static func beginning(of path: String, atMost limit: Int) throws(FileError) -> [UInt8] {
        let descriptor = try open(path)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var length = 0
        while length < limit {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
            }
            guard count >= 0 else { throw .unreadable(SystemError.reason(errno)) }
            guard count > 0 else { break }
            length += count
        }
        return Array(bytes[..<length])
    }

    /// Passes the bytes of a file to `body`, portion by portion, as long as `body` returns true.
    package static func forEachPortion(of path: String, _ body: (ArraySlice<UInt8>) -> Bool) throws(FileError) {
        let descriptor = try open(path)
        defer { close(descriptor) }
        var portion = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = portion.withUnsafeMutableBytes { read(descriptor, into: $0) }
            guard count >= 0 else { throw .unreadable(SystemError.reason(errno)) }
            guard count > 0, body(portion[..<count]) else { return }
        }
    }

    private static func open(_ path: String) throws(FileError) -> Int32 {
        do throws(SystemError) { return try InputDescriptor.open(path) } catch { throw .unreadable(error.reason) }
    }

    private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
