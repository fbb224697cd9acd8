internal import CJemalloc

/// What the calling thread has allocated, as jemalloc counts it.
public struct AllocationCounter: Sendable {
    /// Bytes the calling thread has ever allocated, to the byte; nil where jemalloc is not the process's allocator.
    public static func allocatedBytes() -> UInt64? {
        var bytes: UInt64 = 0
        var size = MemoryLayout<UInt64>.size
        guard mallctl("thread.allocated", &bytes, &size, nil, 0) == 0 else { return nil }
        return bytes
    }
}
