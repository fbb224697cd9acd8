import Foundation
import Testing

@testable import CellbenchFiles
@testable import CellbenchTraces

@Suite struct KeptPipesTests {
    /// Calls `body` with the path of a named pipe into which `text` is written once.
    private func withPipe(_ text: String, _ body: (String) throws -> Void) throws {
        try TraceFile.withFolder(["file": Data()]) { folder in
            let path = "\(folder)/pipe"
            try #require(mkfifo(path, 0o600) == 0)
            let writer = Thread {
                // A reader that gives up early must not end the test.
                signal(SIGPIPE, SIG_IGN)
                guard let handle = FileHandle(forWritingAtPath: path) else { return }
                try? handle.write(contentsOf: Data(text.utf8))
                try? handle.close()
            }
            writer.start()
            try body(path)
        }
    }

    private func content(_ stream: ByteStream, atMost most: Int = .max) throws -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while all.count < most {
            let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
            if count == 0 { break }
            all += buffer[..<count]
        }
        return String(decoding: all, as: UTF8.self)
    }

    private static let long = (0..<100_000).map { "\($0)\n" }.joined()

    @Test func `A pipe is read as often as is wanted, by whatever path`() throws {
        try withPipe(Self.long) { path in
            let tap = ByteTap(keeping: KeptPipes())
            let otherPath = path.replacing("/pipe", with: "/./pipe")
            for (path, tap) in [(path, tap), (path, tap), (otherPath, tap.again)] {
                let read = try content(ByteStream(path, tap: tap))
                #expect(read == Self.long)
            }
        }
    }

    @Test func `One reader may leave off where another goes on`() throws {
        try withPipe(Self.long) { path in
            let tap = ByteTap(keeping: KeptPipes())
            let first = try ByteStream(path, tap: tap)
            let head = try content(first, atMost: 100_000)
            #expect(Self.long.hasPrefix(head))
            let whole = try content(ByteStream(path, tap: tap))
            #expect(whole == Self.long)
            let rest = try content(first)
            #expect(head + rest == Self.long)
        }
    }

    @Test func `More than is kept can be read once, and says so the second time`() throws {
        try withPipe(Self.long) { path in
            let tap = ByteTap(keeping: KeptPipes(mostBytes: 1 << 18))
            let read = try content(ByteStream(path, tap: tap))
            #expect(read == Self.long)
            let error = #expect(throws: TraceError.self) { try content(ByteStream(path, tap: tap)) }
            #expect(error?.kind == .unreadable)
            #expect(error?.message.contains("too much to be read a second time; accepted: a file") == true)
        }
    }

    @Test func `A pipe through which nothing comes is an error, an empty file is none`() throws {
        try withPipe("") { path in
            let error = #expect(throws: TraceError.self) { try LineReader(path) }
            #expect(error?.kind == .unreadable)
            #expect(error?.message == "cannot be read: nothing comes through this pipe, or it was read before")
        }
        try TraceFile.withBytes([]) { path in
            let line = try LineReader(path).next()
            #expect(line == nil)
        }
    }

    @Test func `A named pipe into which nobody writes is an error, one that is open for writing is none`() throws {
        try TraceFile.withFolder(["other": Data()]) { folder in
            let path = "\(folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let error = #expect(throws: SystemError.self) { try InputDescriptor.open(path, waiting: 0) }
            #expect(error?.reason == "a named pipe into which nobody writes")
            let reader = open(path, O_RDONLY | O_NONBLOCK)
            let writer = open(path, O_WRONLY)
            let second = try InputDescriptor.open(path, waiting: 0)
            #expect(fcntl(second, F_GETFL) & O_NONBLOCK == 0)
            for descriptor in [reader, writer, second] { close(descriptor) }
        }
    }

    @Test func `Every pass of a loop has the jobs that came through a pipe, many or few`() throws {
        for count in [5, 9000] {
            let rows = (0..<count).map { "\($0),a,1,1,1,1\n" }.joined()
            let text = "submit_time,workload,tasks,task_duration,cpu,memory\n" + rows
            var selection = TraceSelection()
            selection.passes = 3
            try withPipe(text) { path in
                let jobs = try SelectedJobs(TraceSource(.csv, path), selection).all()
                #expect(jobs.count == 3 * count)
            }
        }
    }
}
