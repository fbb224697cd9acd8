import Testing

@testable import CellbenchCommitBench

@Suite(
    .serialized,
    .enabled("counting allocations needs jemalloc as the process's allocator") {
        AllocationCounter.allocatedBytes() != nil
    })
struct AllocationCounterTests {
    @Test func `Bytes of this thread are exact`() {
        let before = AllocationCounter.allocatedBytes()
        UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16).deallocate()
        let after = AllocationCounter.allocatedBytes()
        #expect((after ?? 0) - (before ?? 0) == 4096)
    }
}
