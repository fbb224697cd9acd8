internal import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file or a pipe that is open for reading.
final class OpenFile {
    /// Path of the file, as the user wrote it.
    let path: String
    private let descriptor: Int32
    private let isPipe: Bool
    private var hasBegun = false

    /// Opens a file.
    ///
    /// - Throws: ``TraceError`` if the file is missing, or may not be read.
    init(_ path: String) throws(TraceError) {
        // A path with a zero byte would silently open another file.
        guard !path.utf8.contains(0) else { throw .unreadable(path, "no such file") }
        do throws(SystemError) { descriptor = try InputDescriptor.open(path) } catch {
            throw .unreadable(path, error.reason)
        }
        self.path = path
        var status = stat()
        isPipe = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    deinit { close(descriptor) }

    /// Fills a part of `buffer`, which is not empty, and returns the number of bytes; 0 at the end.
    ///
    /// - Throws: ``TraceError`` if the file cannot be read, or is a pipe without bytes. An empty file may be meant; an
    ///   empty pipe has a writer that failed, or was read before.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TraceError) -> Int {
        while true {
            let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path, SystemError.last.reason)
            }
            guard count > 0 || hasBegun || !isPipe else {
                throw .unreadable(path, "nothing comes through this pipe, or it was read before")
            }
            hasBegun = true
            return count
        }
    }
}

// The class hides the system call of the same name.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
