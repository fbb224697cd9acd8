#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A child process whose standard output is read to the end.
struct ChildProcess {
    /// The way a process ended: with an exit status, or by a signal.
    enum Ending: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// Bytes that the process wrote on standard output.
    let output: [UInt8]
    let ending: Ending

    /// Runs `executable`, and waits for its end.
    ///
    /// - Parameters:
    ///   - executable: path of the program.
    ///   - arguments: arguments after the program's name.
    ///   - shouldEnd: called ten times a second; true ends the process.
    /// - Throws: ``SpawnError`` where the process cannot be started.
    init(
        _ executable: String, _ arguments: [String], endingWhen shouldEnd: () -> Bool = { false }
    ) throws(SpawnError) {
        guard let ends = ChildProcess.makePipe() else { throw SpawnError(executable: executable, code: errno) }
        defer { close(ends.read) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends.write, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // In a process group of its own, Ctrl-C does not reach the child: only this process ends it.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        // Signals that this process ignores would be ignored by the child too, which could then not be ended.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var process = pid_t()
        let status = ChildProcess.withCStrings([executable] + arguments) { strings in
            posix_spawn(&process, executable, &actions, &attributes, strings, environ)
        }
        close(ends.write)
        guard status == 0 else { throw SpawnError(executable: executable, code: status) }
        output = ChildProcess.readAll(ends.read) {
            if shouldEnd() { kill(process, SIGTERM) }
        }
        ending = ChildProcess.wait(for: process)
    }

    /// Path of the program that this process runs; it names the open file, even if another is put at the file's path.
    static var ownExecutable: String { "/proc/self/exe" }

    /// A pipe that child processes do not inherit, except for ends that are duplicated for them.
    private static func makePipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }

    /// All bytes from a pipe; `wait` is called ten times a second while none come.
    private static func readAll(_ descriptor: Int32, while wait: () -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&asked, 1, 100) <= 0 {
                wait()
                continue
            }
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { bytes += chunk[..<count] } else if count == 0 || errno != EINTR { return bytes }
        }
    }

    private static func wait(for process: pid_t) -> Ending {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        // The macros of <sys/wait.h>, which Swift does not import.
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    }
}

extension ChildProcess.Ending {
    /// True if a signal told the process to end, as Ctrl-C does.
    var isBySignalToStop: Bool { self == .signalled(SIGINT) || self == .signalled(SIGTERM) }
}

extension ChildProcess.Ending: CustomStringConvertible {
    /// Words for a message: `died with signal 9 (Killed)` or `ended with exit status 1`.
    var description: String {
        switch self {
        case .exited(let status): "ended with exit status \(status)"
        case .signalled(let signal):
            "died with signal \(signal) (\(strsignal(signal).map { String(cString: $0) } ?? "?"))"
        }
    }
}

/// An error of a process that could not be started.
struct SpawnError: Error, CustomStringConvertible {
    let executable: String
    let code: Int32

    var description: String { "cannot run \(executable): \(String(cString: strerror(code)))" }
}
