internal import CellbenchFiles

#if canImport(CCellbenchJemalloc)
    import CCellbenchJemalloc
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The memory allocator of this process.
public struct AllocatorFigures: Codable, Equatable, Sendable {
    /// Version of the linked jemalloc; nil if unknown.
    public var jemallocVersion: String?
    /// True if the linked jemalloc serves the process's `malloc`.
    public var isProcessAllocator: Bool

    /// The allocator of this process.
    static func probe() -> AllocatorFigures {
        AllocatorFigures(jemallocVersion: version(), isProcessAllocator: servesMalloc())
    }

    /// Writes all members, missing ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(jemallocVersion, forKey: .jemallocVersion)
        try container.encode(isProcessAllocator, forKey: .isProcessAllocator)
    }

    #if canImport(CCellbenchJemalloc)
        private static func version() -> String? {
            var text: UnsafePointer<CChar>?
            var size = MemoryLayout.size(ofValue: text)
            guard mallctl("version", &text, &size, nil, 0) == 0, let text else { return nil }
            return String(cString: text)
        }

        private static func servesMalloc() -> Bool {
            let size = 1 << 20
            guard let before = bytesAllocatedByThread() else { return false }
            var block: UnsafeMutableRawPointer?
            // The compiler may remove a `malloc` whose block is only freed, but not this call.
            guard posix_memalign(&block, 4096, size) == 0 else { return false }
            defer { free(block) }
            guard let after = bytesAllocatedByThread() else { return false }
            return after &- before >= UInt64(size)
        }

        private static func bytesAllocatedByThread() -> UInt64? {
            var bytes: UInt64 = 0
            var size = MemoryLayout.size(ofValue: bytes)
            return mallctl("thread.allocated", &bytes, &size, nil, 0) == 0 ? bytes : nil
        }
    #else
        private static func version() -> String? { nil }

        private static func servesMalloc() -> Bool { false }
    #endif
}
