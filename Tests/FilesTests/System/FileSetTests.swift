import Foundation
import TestSupport
import Testing

@testable import CellbenchFiles

@Suite struct FileSetTests {
    private struct Failure: Error {}

    private func file(_ name: String, _ text: String) -> FileSet.File {
        FileSet.File(name: name) { try $0.write(text.utf8) }
    }

    private func content(_ root: String) throws -> [String: String] {
        var content: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: root) {
            content[name] = try? String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
        }
        return content
    }

    @Test func `A set takes the place of another, and leaves nothing beside it`() throws {
        try withDirectory { root in
            let set = FileSet(folder: root)
            for text in ["old", "new"] {
                try set.replace(file("first", text), [file("second", text), file("third", text)])
                #expect(try content(root) == ["first": text, "second": text, "third": text])
            }
        }
    }

    @Test(arguments: ["first", "second", "third"]) func `Where a file cannot be written the set stays`(name: String)
        throws
    {
        try withDirectory { root in
            let set = FileSet(folder: root)
            try set.replace(file("first", "old"), [file("second", "old"), file("third", "old")])
            func next(_ file: String) -> FileSet.File {
                FileSet.File(name: file) { sink in
                    try sink.write("new".utf8)
                    if file == name { throw Failure() }
                }
            }
            #expect(throws: Failure.self) { try set.replace(next("first"), [next("second"), next("third")]) }
            #expect(try content(root) == ["first": "old", "second": "old", "third": "old"])
        }
    }

    @Test func `What a killed process left takes its place where it belongs, and goes where it does not`() throws {
        try withDirectory { root in
            let set = FileSet(folder: root)
            try set.replace(file("first", "a"), [])
            for (name, text) in [
                (".cellbench.0123456789abcdef.second.tmp", "a"), (".cellbench.0123456789abcdef.third.old", "b"),
                (".cellbench.ffffffffffffffff.first.tmp", "c"),
                (".cellbench.0123456789abcdef.tmp", "a page being written"),
                ("mine.tmp", "d"),
            ] {
                try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)"))
            }
            set.recover(["first", "second", "third"]) { path, _ in
                (try? String(contentsOfFile: path, encoding: .utf8)) == "a"
            }
            #expect(
                try content(root) == [
                    "first": "a", "second": "a", "mine.tmp": "d",
                    ".cellbench.0123456789abcdef.tmp": "a page being written",
                ])
        }
    }

    @Test(arguments: [false, true]) func `What is left of a replacement is put in place by how far that came`(
        isSwitched: Bool
    ) throws {
        try withDirectory { root in
            let set = FileSet(folder: root)
            let number = ".cellbench.0123456789abcdef"
            // Both files are of one config, so their contents do not say which set they belong to.
            var left = [
                ("first", isSwitched ? "new" : "old"), ("\(number).second.tmp", "new"), ("\(number).second.old", "old"),
            ]
            left.append(isSwitched ? ("\(number).first.old", "old") : ("\(number).first.tmp", "new"))
            for (name, text) in left { try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)")) }
            set.recover(["first", "second"]) { _, _ in true }
            let text = isSwitched ? "new" : "old"
            #expect(try content(root) == ["first": text, "second": text])
        }
    }

    @Test func `A folder is one run's at a time, and the other learns whose`() throws {
        try withDirectory { root in
            var lock: FolderLock? = try FolderLock(root)
            let error = #expect(throws: OutputError.self) { _ = try FolderLock(root) }
            #expect(error?.exitStatus == 64)
            #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier) on ") == true)
            #expect(lock != nil)
            lock = nil
            _ = try FolderLock(root)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
            // The lock file of a killed run locks nobody out.
            try Data("process 1 on nowhere\n".utf8).write(to: URL(filePath: "\(root)/\(FolderLock.name)"))
            _ = try FolderLock(root)
        }
    }

    @Test func `A file with another name too is no lock, and stays`() throws {
        try withDirectory { root in
            try Data("precious".utf8).write(to: URL(filePath: "\(root)/mine"))
            #expect(link("\(root)/mine", "\(root)/\(FolderLock.name)") == 0)
            let error = #expect(throws: OutputError.self) { _ = try FolderLock(root) }
            #expect(error?.exitStatus == 64)
            #expect(try String(contentsOfFile: "\(root)/mine", encoding: .utf8) == "precious")
        }
    }
}
