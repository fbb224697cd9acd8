internal import CCellbenchSystem

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Opens files to read, without waiting for ever for a pipe that has no writer.
package enum InputDescriptor {
    /// Milliseconds between two looks at a named pipe.
    private static let step: Int32 = 20

    /// Opens a file; the caller closes it.
    ///
    /// The system's call waits until a named pipe has a writer. This one waits for a few seconds, in which reader and
    /// writer may be started one after the other.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - timeout: milliseconds to wait for a writer.
    /// - Returns: the file descriptor.
    /// - Throws: ``SystemError`` if the file is missing or may not be read, or is a named pipe without a writer.
    package static func open(_ path: String, waiting timeout: Int32 = 5000) throws(SystemError) -> Int32 {
        var status = stat()
        let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | (isPipe ? O_NONBLOCK : 0))
        guard descriptor >= 0 else { throw .last }
        guard isPipe else { return descriptor }
        guard hasWriter(descriptor, within: timeout) else {
            close(descriptor)
            throw SystemError(code: SystemError.noWriter)
        }
        // From here on reads wait for the writer.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
    }

    /// True once the pipe has bytes, or has or had a writer; false after the timeout.
    private static func hasWriter(_ descriptor: Int32, within timeout: Int32) -> Bool {
        for _ in 0...timeout / step {
            var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&asked, 1, step)
            if count > 0 || cellbench_pipe_has_writer(descriptor) { return true }
        }
        return false
    }
}

// The enumeration hides the system call of the same name.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
