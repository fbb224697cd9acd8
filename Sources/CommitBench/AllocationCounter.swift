#if canImport(CCellbenchJemalloc)
    internal import CCellbenchJemalloc
#endif

/// What has been allocated, as jemalloc counts it: exactly, and without allocating.
public struct AllocationCounter: Sendable {
    /// Bytes the calling thread has ever allocated, to the byte; nil where jemalloc is not the process's allocator.
    public static func allocatedBytes() -> UInt64? { read("thread.allocated") }

    /// Objects the process has ever allocated, of which those of other threads count once they have flushed; nil where
    /// jemalloc is not the process's allocator.
    ///
    /// Threads allocate from caches of their own, and jemalloc learns how many objects were asked for when a cache is flushed.
    /// `nmalloc` would count the objects that caches were filled with instead.
    static func allocatedObjects() -> UInt64? {
        guard flush(), advanceEpoch() else { return nil }
        // 4096 stands for all arenas (MALLCTL_ARENAS_ALL).
        guard let small: UInt64 = read("stats.arenas.4096.small.nrequests"),
            let large: UInt64 = read("stats.arenas.4096.large.nrequests")
        else { return nil }
        return small + large
    }

    /// Makes the calling thread's requests count.
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

    /// A static string, because making a C string of another would allocate.
    private static func withName<Result>(
        _ name: StaticString, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        name.withUTF8Buffer { text in text.withMemoryRebound(to: CChar.self) { body($0.baseAddress) } }
    }
}

extension AllocationCounter {
    /// Objects and bytes between two moments.
    struct Difference: Equatable {
        var objects: UInt64
        var bytes: UInt64
    }

    /// What `body` allocates on the calling thread, while no other thread allocates; nil where that cannot be counted.
    static func count(_ body: () -> Void) -> Difference? {
        guard let objects = allocatedObjects(), let bytes = allocatedBytes() else { return nil }
        body()
        guard let bytesAfter = allocatedBytes(), let objectsAfter = allocatedObjects() else { return nil }
        return Difference(objects: objectsAfter - objects, bytes: bytesAfter - bytes)
    }

    /// Why the counts cannot be believed; nil if a known object reads as one allocation of its size, small and large, and
    /// nothing as none.
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

    /// Out of the optimiser's sight, which removes an allocation that is only freed.
    @inline(never)
    @_optimize(none)
    private static func allocate(_ size: Int) {
        UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16).deallocate()
    }
}
