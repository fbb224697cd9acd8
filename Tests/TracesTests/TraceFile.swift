import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Traces written for a test, and those of real clusters.
enum TraceFile {
    /// Calls `body` with the path of a file of `bytes`, which exists until `body` returns.
    static func withBytes<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result) throws -> Result {
        try withFolder(["trace": Data(bytes)]) { try body("\($0)/trace") }
    }

    /// Calls `body` with the path of a folder of `files`, by their paths in the folder.
    static func withFolder<Result>(_ files: [String: Data], _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cellbench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, data) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
        return try body(folder.path)
    }

    /// The folder of real traces; `CELLBENCH_TRACES` names another.
    static let realFolder =
        (ProcessInfo.processInfo.environment["CELLBENCH_TRACES"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared/traces"))
        .standardizedFileURL.path

    /// True if the folder of real traces has this path.
    static func isHere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(realFolder)/\(path)") }

    /// Reason why a test is skipped.
    static let missing = Comment(rawValue: "no such trace at hand; CELLBENCH_TRACES names the folder of traces")
}

extension JobReader {
    /// The remaining jobs.
    func all() throws -> [TraceJob] {
        var jobs: [TraceJob] = []
        while let job = try next() { jobs.append(job) }
        return jobs
    }
}

extension JobList {
    /// The jobs of a trace.
    init(reading reader: any JobReader) throws {
        var builder = JobList.Builder()
        for job in try reader.all() { builder.append(job) }
        self = builder.list(workloads: reader.workloads)
    }
}
