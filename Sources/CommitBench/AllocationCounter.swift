#if canImport(CCellbenchJemalloc)
    internal import CCellbenchJemalloc
#endif

/// Counts of allocations, from jemalloc: exact, and read without allocating.
public struct AllocationCounter: Sendable {
    /// Bytes that the calling thread has allocated since it began; nil where jemalloc is not the process's allocator.
    public static func allocatedBytes() -> UInt64? { read("thread.allocated") }

    /// Objects that the process has allocated since it began; nil where jemalloc is not the process's allocator.
    ///
    /// Threads allocate from caches of their own, and jemalloc counts the objects asked for when a cache is flushed. So
    /// objects of other threads count once those threads have flushed. `nmalloc` would count the objects with which
    /// caches were filled.
    static func allocatedObjects() -> UInt64? {
        guard flush(), advanceEpoch() else { return nil }
        // 4096 stands for all arenas (`MALLCTL_ARENAS_ALL`).
        guard let small: UInt64 = read("stats.arenas.4096.small.nrequests"),
            let large: UInt64 = read("stats.arenas.4096.large.nrequests")
        else { return nil }
        return small + large
    }

    /// Flushes the calling thread's cache, so that its objects count.
    @discardableResult
    static func flush() -> Bool {
        #if canImport(CCellbenchJemalloc)
            return withName("thread.tcache.flush") { mallctl($0, nil, nil, nil, 0) } == 0
        #else
            return false
        #endif
    }

    private static func advanceEpoch() -> Bool {
        #if canImport(CCellbenchJemalloc)
            var epoch: UInt64 = 1
            return withName("epoch") { mallctl($0, nil, nil, &epoch, MemoryLayout<UInt64>.size) } == 0
        #else
            return false
        #endif
    }

    private static func read(_ name: StaticString) -> UInt64? {
        #if canImport(CCellbenchJemalloc)
            var value: UInt64 = 0
            var size = MemoryLayout<UInt64>.size
            return withName(name) { mallctl($0, &value, &size, nil, 0) } == 0 ? value : nil
        #else
            return nil
        #endif
    }

    /// Calls `body` with a name as a C string; a name that is no static string would have to be copied, which
    /// allocates.
    private static func withName<Result>(
        _ name: StaticString, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        name.withUTF8Buffer { text in text.withMemoryRebound(to: CChar.self) { body($0.baseAddress) } }
    }
}

extension AllocationCounter {
    /// Objects and bytes allocated between two moments.
    struct Difference: Equatable {
        var objects: UInt64
        var bytes: UInt64
    }

    /// Counts what `body` allocates on the calling thread; nil where that cannot be counted.
    ///
    /// - Precondition: no other thread allocates meanwhile.
    static func count(_ body: () -> Void) -> Difference? {
        guard let objects = allocatedObjects(), let bytes = allocatedBytes() else { return nil }
        body()
        guard let bytesAfter = allocatedBytes(), let objectsAfter = allocatedObjects() else { return nil }
        return Difference(objects: objectsAfter - objects, bytes: bytesAfter - bytes)
    }

    /// Checks that one object, small or large, reads as one allocation of its size, and no object as none.
    ///
    /// - Returns: a description of what is wrong; nil if counts are right.
    static func selfTest() -> String? {
        for size in [0, 64, 4096, 1 << 20] {
            let expected = size == 0 ? Difference(objects: 0, bytes: 0) : Difference(objects: 1, bytes: UInt64(size))
            guard let counted = count({ if size > 0 { allocate(size) } }) else {
                return "jemalloc is not this process's allocator, or keeps no statistics"
            }
            guard counted == expected else {
                return "an object of \(size) bytes reads as \(counted.objects) allocations of \(counted.bytes) bytes"
            }
        }
        return nil
    }

    /// Allocates and frees, out of the optimiser's sight, which would remove both.
    @inline(never)
    @_optimize(none)
    private static func allocate(_ size: Int) {
        UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16).deallocate()
    }
}
