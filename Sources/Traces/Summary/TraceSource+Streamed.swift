#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension TraceSource {
    /// True for a file that can be read twice and whose jobs come as rows are read.
    ///
    /// Readers of other formats have all tasks in memory before the first job comes, and a pipe gives its bytes once.
    var isStreamedFile: Bool {
        guard format.isReadInOrder else { return false }
        var status = stat()
        return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
