#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How a thread waits for another that will be done in a moment, unless it has lost its processor.
struct Backoff {
    /// Looks before the processor is offered to others: some hundred nanoseconds.
    private static let looks = 32
    private var looked = 0

    /// Waits a little; the longer it lasts the more.
    mutating func wait() {
        looked += 1
        if looked > Backoff.looks { sched_yield() }
    }
}
