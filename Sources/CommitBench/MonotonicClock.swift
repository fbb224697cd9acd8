#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The system's monotonic clock.
enum MonotonicClock {
    /// Nanoseconds since some fixed moment.
    @inline(__always)
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// Nanoseconds that one reading of the clock takes: the smallest of several means.
    static func cost() -> Double {
        let reads = 2000
        return (0..<20).map { _ in
            let start = now()
            var last = start
            for _ in 0..<reads { last = now() }
            return Double(last - start) / Double(reads)
        }.min() ?? 0
    }
}
