#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The bytes of pipes, kept for a second reading: a pipe gives its bytes once.
///
/// A pipe is known by its device and number, not by its path: `/dev/stdin` and `/dev/fd/0` are one.
package final class KeptPipes {
    /// The most bytes of one pipe that are kept.
    package static let mostBytes = 2 << 30

    private struct Identity: Hashable {
        var device: UInt64
        var number: UInt64
    }

    private var pipes: [Identity: KeptPipe] = [:]
    private let mostBytes: Int

    /// No pipes yet; `mostBytes` bytes of each are kept.
    package init(mostBytes: Int = KeptPipes.mostBytes) { self.mostBytes = mostBytes }

    /// The pipe at `path`, or anything else that can be read once only; nil for a file, a folder and a missing path.
    ///
    /// - Throws: ``TraceError`` if it cannot be opened.
    func pipe(at path: String) throws(TraceError) -> KeptPipe? {
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFREG, kind != S_IFDIR else { return nil }
        let identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
        if let known = pipes[identity] { return known }
        let pipe = KeptPipe(try OpenFile(path), mostBytes: mostBytes)
        pipes[identity] = pipe
        return pipe
    }
}

/// A pipe, and its bytes so far.
final class KeptPipe {
    private static let portion = 1 << 17

    private let file: OpenFile
    private let mostBytes: Int
    private var bytes: [UInt8] = []
    /// Number of bytes read from the pipe; more than ``bytes`` has, where those are too many to keep.
    private var count = 0
    private var isAtEnd = false

    init(_ file: OpenFile, mostBytes: Int) {
        self.file = file
        self.mostBytes = mostBytes
    }

    /// Copies bytes from `offset` on into `buffer`, which is not empty, and returns their number; 0 at the end.
    ///
    /// - Throws: ``TraceError`` if the pipe cannot be read, or the bytes at `offset` were too many to keep.
    func read(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(TraceError) -> Int {
        if offset < count {
            guard bytes.count == count else {
                throw .unreadable(
                    file.path,
                    "more than \(mostBytes >> 20) MiB came through this pipe, too much to be read a second time; "
                        + "accepted: a file")
            }
            let kept = min(buffer.count, count - offset)
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + kept]))
            }
            return kept
        }
        guard !isAtEnd else { return 0 }
        let taken = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(KeptPipe.portion)))
        isAtEnd = taken == 0
        if bytes.count == count, count + taken <= mostBytes {
            bytes.append(contentsOf: buffer.prefix(taken))
        } else {
            bytes = []
        }
        count += taken
        return taken
    }
}
