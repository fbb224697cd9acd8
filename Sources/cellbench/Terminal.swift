import Experiments

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard error, and the progress line on it.
enum Terminal {
    /// The processors this process may use.
    static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Prints a line on standard error.
    static func note(_ line: String) { write("\(line)\n") }

    /// Progress over `points`, or nil where standard error is no terminal.
    static func progress(over points: [Point]) -> Progress? {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        let clock = ContinuousClock()
        let start = clock.now
        return Progress(points, elapsed: { start.duration(to: clock.now) / .seconds(1) }) { line in
            write("\r\u{1B}[K\(line)")
        }
    }

    /// Removes the progress line.
    static func clearLine() { write("\r\u{1B}[K") }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { unsafeWrite($0, from: sent) }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// One `write(2)`, which may take less than all.
    private static func unsafeWrite(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        #if canImport(Musl)
            return Musl.write(STDERR_FILENO, rest.baseAddress, rest.count)
        #else
            return Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        #endif
    }
}
