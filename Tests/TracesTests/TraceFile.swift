import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

/// Traces written for a test, and those of real clusters.
enum TraceFile {
    /// Calls `body` with the path of a file that holds `bytes`, for as long as that takes.
    static func withBytes<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result) throws -> Result {
        try withFolder(["trace": Data(bytes)]) { try body("\($0)/trace") }
    }

    /// Calls `body` with the path of a folder that holds `files`, by their paths in it.
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

    /// Whether there is a real trace at this path in the folder.
    static func isHere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(realFolder)/\(path)") }

    /// Why a test is skipped.
    static let missing = Comment(rawValue: "no such trace at hand; CELLBENCH_TRACES names the folder of traces")
}

extension JobReader {
    /// The jobs that are left, and what was told of them.
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
