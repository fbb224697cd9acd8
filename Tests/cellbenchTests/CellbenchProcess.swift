import Foundation
import Testing

/// The program as a user runs it.
struct CellbenchProcess {
    /// Outcome of a run of the program.
    struct Outcome {
        var status: Int32
        /// True if a signal ended the program.
        var wasKilled: Bool
        var output: String
        var errors: String
    }

    /// The binary beside the tests' own.
    static var binary: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("cellbench")
    }

    /// Runs `cellbench` with `arguments` in `folder`; `whileRunning` is called with the running process.
    ///
    /// - `input`, which is shorter than a pipe holds, comes through a pipe.
    /// - `limit`, such as `-f 80`, is set by the shell's `ulimit`.
    /// - The terminal takes UTF-8 and colours, unless `environment` says otherwise.
    static func run(
        _ arguments: [String], in folder: URL, input: String? = nil, output device: String? = nil,
        environment: [String: String] = [:], limit: String? = nil,
        whileRunning: (Process) throws -> Void = { _ in }
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        if let limit {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "ulimit \(limit); exec \"$0\" \"$@\"", binary.path] + arguments
        }
        process.currentDirectoryURL = folder
        let terminal = ["COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "", "TERM": "xterm"]
        process.environment = ProcessInfo.processInfo.environment.merging(terminal) { $1 }.merging(environment) { $1 }
        // Output goes to files, because nobody reads a pipe meanwhile.
        let output = folder.appendingPathComponent(".stdout-\(UUID().uuidString)")
        let errors = folder.appendingPathComponent(".stderr-\(UUID().uuidString)")
        for file in [output, errors] { try Data().write(to: file) }
        defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
        if let input {
            let pipe = Pipe()
            try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try pipe.fileHandleForWriting.close()
            process.standardInput = pipe
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        process.standardOutput = try FileHandle(forWritingTo: device.map { URL(fileURLWithPath: $0) } ?? output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        try whileRunning(process)
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}

/// A folder with files in it, gone when `body` returns.
func withFolder(_ files: [String: String] = [:], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cellbench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try body(folder)
}

/// Recorded texts beside the tests; `CELLBENCH_UPDATE_GOLDEN=1` records them anew.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    /// The recorded text `name`; empty where there is none.
    static func text(_ name: String) -> String {
        (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    /// Expects `text` to be the recorded text `name`.
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["CELLBENCH_UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try text == String(contentsOf: file, encoding: .utf8), sourceLocation: sourceLocation)
    }
}
