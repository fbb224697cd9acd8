internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A point at which threads wait for one another, again and again.
final class Rendezvous: Sendable {
    private let threads: Int
    private let arrivals = Atomic(0)

    init(of threads: Int) { self.threads = threads }

    /// Waits until every thread has called this for the `round`th time, counted from 1; calls `chore` over and over
    /// meanwhile.
    func meet(_ round: Int, chore: () -> Void) {
        arrivals.add(1, ordering: .acquiringAndReleasing)
        while arrivals.load(ordering: .acquiring) < threads * round {
            chore()
            sched_yield()
        }
    }
}
