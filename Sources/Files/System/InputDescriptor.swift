internal import CCellbenchSystem

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Opens files to read, without waiting for ever for what nobody will write.
package enum InputDescriptor {
    /// How often a named pipe is looked at, in milliseconds.
    private static let step: Int32 = 20

    /// An open file, for whoever calls to close.
    ///
    /// Opening a named pipe waits, in the system, until somebody opens it for writing. Here it waits for a few seconds, as the two may
    /// be begun one after the other.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - patience: how long to wait, in milliseconds.
    /// - Returns: its number.
    /// - Throws: ``SystemError`` if it is missing or not ours to read, or a named pipe into which nobody writes.
    package static func open(_ path: String, waiting patience: Int32 = 5000) throws(SystemError) -> Int32 {
        var status = stat()
        let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | (isPipe ? O_NONBLOCK : 0))
        guard descriptor >= 0 else { throw .last }
        guard isPipe else { return descriptor }
        guard hasWriter(descriptor, within: patience) else {
            close(descriptor)
            throw SystemError(code: SystemError.noWriter)
        }
        // From here on whoever reads waits for what the writer has to say.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
    }

    /// Whether something is in the pipe, or somebody has it open for writing or had, at the latest when patience is over.
    private static func hasWriter(_ descriptor: Int32, within patience: Int32) -> Bool {
        for _ in 0...patience / step {
            var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&asked, 1, step)
            if count > 0 || cellbench_pipe_has_writer(descriptor) { return true }
        }
        return false
    }
}

// The enumeration hides the system call of the same name.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
