#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Wait of a thread for another that will be done in a moment, unless it lost its processor.
struct Backoff {
    /// Number of waits, some hundred nanoseconds in all, before the processor is offered to other threads.
    private static let looks = 32
    private var looked = 0

    /// Waits a little: at first not at all, later until other threads have run.
    mutating func wait() {
        looked += 1
        if looked > Backoff.looks { sched_yield() }
    }
}
