import TestSupport
import Testing

@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct RunEnvironmentTests {
    @Test func knowsThisProcess() {
        let environment = RunEnvironment.current()
        #expect(environment.cpuCount > 0)
        #expect(environment.version == Release.version)
        #expect(environment.toolchain.hasPrefix("Swift 6."))
        #if os(Linux)
            #expect(environment.kernel?.hasPrefix("Linux ") == true)
        #endif
    }

    /// jemalloc is linked, so it must be the allocator of every process.
    @Test func jemallocIsTheAllocator() {
        let allocator = AllocatorFigures.probe()
        #expect(allocator.isProcessAllocator)
        #expect(allocator.jemallocVersion?.contains(".") == true)
    }
}

@Suite struct GitRevisionTests {
    private let revision = "0123456789abcdef0123456789abcdef01234567"

    @Test func `The revision is the one that was checked out at a time`() throws {
        try withDirectory { root in
            let (none, other) = (String(repeating: "0", count: 40), String(repeating: "f", count: 40))
            try put("\(root)/.git/HEAD", other + "\n")
            #expect(GitRevision.read(workingCopy: root, asOf: 1) == other)
            try put(
                "\(root)/.git/logs/HEAD",
                "\(none) \(revision) A Name <a@b> 100 +0000\tclone: from x\n"
                    + "\(revision) \(other) A Name <a@b> 200 -0130\tcommit: 1 2 3\n")
            #expect(
                [99, 100, 199, 200, 300].map { GitRevision.read(workingCopy: root, asOf: $0) }
                    == [nil, revision, revision, other, other])
        }
    }

    @Test func detachedHead() throws {
        try withDirectory { root in
            try put("\(root)/.git/HEAD", revision + "\n")
            #expect(GitRevision.read(workingCopy: root) == revision)
        }
    }

    @Test func looseBranch() throws {
        try withDirectory { root in
            try put("\(root)/.git/HEAD", "ref: refs/heads/main\n")
            try put("\(root)/.git/refs/heads/main", revision + "\n")
            #expect(GitRevision.read(workingCopy: root) == revision)
        }
    }

    @Test func packedBranch() throws {
        try withDirectory { root in
            try put("\(root)/.git/HEAD", "ref: refs/heads/main\n")
            try put("\(root)/.git/packed-refs", "# pack-refs with: peeled\n\(revision) refs/heads/main\n")
            #expect(GitRevision.read(workingCopy: root) == revision)
        }
    }

    @Test func linkedWorkingCopy() throws {
        try withDirectory { root in
            try put("\(root)/copy/.git", "gitdir: \(root)/main/.git/worktrees/copy\n")
            try put("\(root)/main/.git/worktrees/copy/HEAD", "ref: refs/heads/topic\n")
            try put("\(root)/main/.git/worktrees/copy/commondir", "../..\n")
            try put("\(root)/main/.git/refs/heads/topic", revision + "\n")
            #expect(GitRevision.read(workingCopy: "\(root)/copy") == revision)
        }
    }

    @Test func noWorkingCopy() throws {
        try withDirectory { root in
            #expect(GitRevision.read(workingCopy: root) == nil)
            try put("\(root)/.git/HEAD", "ref: refs/heads/unborn\n")
            #expect(GitRevision.read(workingCopy: root) == nil)
        }
    }

    private func put(_ path: String, _ text: String) throws {
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        try POSIXFile.createDirectory(directory.joined(separator: "/"))
        try POSIXFile.replace([(path, text)])
    }
}
