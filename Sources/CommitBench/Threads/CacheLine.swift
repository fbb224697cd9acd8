internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A cache line that two threads hand to and fro, to time its way between their processors; it serves once.
///
/// Every commit of several threads depends on this time. It may differ severalfold from run to run: processors may share
/// a cache or not, and those of a virtual machine may move.
final class CacheLine: Sendable {
    private static let rounds = 1000
    private static let repetitions = 5
    private static let mostLooks = 4096

    private let turn = Atomic(0)

    /// Hands a cache line to and fro; two threads call it at once, as `player` 0 and 1.
    ///
    /// - Returns: nanoseconds of one way: the least of several repetitions, because either thread may be interrupted.
    func transferTime(player: Int) -> Double {
        var least = Double.infinity
        for repetition in 0..<CacheLine.repetitions {
            let first = repetition * CacheLine.rounds * 2
            let start = MonotonicClock.now()
            for round in 0..<CacheLine.rounds {
                let mine = first + round * 2 + player
                var looks = 0
                while turn.load(ordering: .acquiring) != mine {
                    looks += 1
                    // The other thread may wait for this very processor.
                    if looks > CacheLine.mostLooks { sched_yield() }
                }
                turn.store(mine + 1, ordering: .releasing)
            }
            let time = MonotonicClock.now() - start
            least = min(least, Double(time) / Double(2 * CacheLine.rounds))
        }
        return least
    }

    /// True if each of `threads` threads has a processor of its own.
    static func canMeasure(threads: Int) -> Bool { threads > 1 && threads <= sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}
