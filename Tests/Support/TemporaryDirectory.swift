#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Calls `body` with the path of an empty directory and removes it afterwards.
package func withDirectory(_ body: (_ path: String) throws -> Void) throws {
    let manager = FileManager.default
    let directory = manager.temporaryDirectory.appending(path: "cellbench-\(UUID().uuidString)")
    try manager.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: directory) }
    try body(directory.path)
}
