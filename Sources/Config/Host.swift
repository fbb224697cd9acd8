internal import CCellbenchSystem
internal import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The machine that this program runs on, or the part of it that this process may use.
enum Host {
    /// Bytes of memory that this process may use; nil where the system does not say.
    ///
    /// The least of the machine's memory and the limits of the process and its control group.
    static let memory: Int? = {
        let ownLimit = cellbench_memory_limit() == .max ? nil : cellbench_memory_limit()
        return [physicalMemory, ownLimit, ControlGroup.memoryLimit(of: "/proc/self/cgroup", under: "/sys/fs/cgroup")]
            .compactMap { $0 }
            .min()
    }()

    private static var physicalMemory: Int? {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        guard pages > 0, pageSize > 0 else { return nil }
        let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageSize)
        return overflow ? nil : bytes
    }
}

/// A process's control group, for which a container's limits hold.
///
/// Source: Linux, `Documentation/admin-guide/cgroup-v2.rst` and `cgroup-v1/memory.rst`.
enum ControlGroup {
    /// Least memory limit of a process's group and the groups above; nil where there is none.
    ///
    /// - Parameters:
    ///   - list: path of the list of the process's groups, such as `/proc/self/cgroup`: `0::/a/b` in version 2,
    ///     `4:memory:/a/b` in version 1.
    ///   - root: folder of the groups' files, such as `/sys/fs/cgroup`.
    /// - Returns: the limit in bytes.
    static func memoryLimit(of list: String, under root: String) -> Int? {
        var limits: [Int] = []
        for line in (text(list) ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let isUnified = parts[0] == "0" && parts[1].isEmpty
            guard isUnified || parts[1].split(separator: ",").contains("memory") else { continue }
            let (mount, file) = isUnified ? (root, "memory.max") : ("\(root)/memory", "memory.limit_in_bytes")
            var folders = parts[2].split(separator: "/")
            while true {
                // "max", or a number beyond all memory, is no limit.
                let path = ([mount] + folders.map(String.init) + [file]).joined(separator: "/")
                if let limit = text(path).flatMap({ Int($0.prefix { $0 != "\n" }) }), limit > 0 { limits.append(limit) }
                if folders.popLast() == nil { break }
            }
        }
        return limits.min()
    }

    private static func text(_ path: String) -> String? {
        (try? FileContents.read(path, atMost: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
    }
}
