internal import CJemalloc

/// What the calling thread has allocated, as jemalloc counts it.
public struct AllocationCounter: Sendable {
    /// Bytes the calling thread has ever allocated, to the byte; nil where jemalloc is not the process's allocator.
    public static func allocatedBytes() -> UInt64? {
        var bytes: UInt64 = 0
        var size = MemoryLayout<UInt64>.size
        // A static string, because making a C string of another would allocate.
        let name: StaticString = "thread.allocated"
        let read = name.withUTF8Buffer { text in
            text.withMemoryRebound(to: CChar.self) { mallctl($0.baseAddress, &bytes, &size, nil, 0) }
        }
        return read == 0 ? bytes : nil
    }
}
