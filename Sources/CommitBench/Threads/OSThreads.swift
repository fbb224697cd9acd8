#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Threads of the operating system, in any number, however many processors there are.
package enum OSThreads {
    /// Runs `body` with 0 ..< `count` at once, each on a thread of its own, and waits for all.
    ///
    /// - Returns: the results of all calls, in order.
    @discardableResult
    package static func run<Result: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let results = UnsafeMutablePointer<Result>.allocate(capacity: count)
        defer {
            results.deinitialize(count: count)
            results.deallocate()
        }
        let places = Places(base: results)
        let threads = (0..<count).map { number in
            start { (places.base + number).initialize(to: body(number)) }
        }
        for thread in threads {
            guard pthread_join(thread, nil) == 0 else { fatalError("a thread that was started can be joined") }
        }
        return Array(UnsafeBufferPointer(start: results, count: count))
    }

    /// Memory of the results; each thread writes its own, and nobody reads before all have ended.
    private struct Places<Result>: @unchecked Sendable {
        let base: UnsafeMutablePointer<Result>
    }

    private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t {
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, runJob, Unmanaged.passRetained(Job(body)).toOpaque())
        guard status == 0 else { fatalError("cannot start a thread: error \(status)") }
        return thread
    }
}

private final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runJob(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body() }
    return nil
}
