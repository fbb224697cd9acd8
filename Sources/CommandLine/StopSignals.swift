import CellbenchExperiments
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Takes Ctrl-C, SIGTERM and SIGHUP, which a closed terminal sends, as a request to stop.
///
/// Before a run begins, and at the second signal, the process ends at once.
struct StopSignals {
    /// Time that work under way has to end, where cutting it short loses nothing.
    private static let longestWait = DispatchTimeInterval.milliseconds(800)

    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// A flag that the first signal raises.
    let flag = theFlag
    private let first = theFirst
    private let sources: [any DispatchSourceSignal]

    init() {
        // Under nohup a closed terminal is no reason to stop.
        let heeded = StopSignals.numbers.filter { $0 != SIGHUP || !StopSignals.isIgnored($0) }
        guard Threads.canBeMade else {
            sources = []
            StopSignals.takeWithoutThreads(heeded)
            return
        }
        let queue = DispatchQueue(label: "signals")
        sources = heeded.map { [flag, first] number in
            // The default action would end the process before the source is asked.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // Before a run begins there is nothing to keep.
                guard first.isAwaited else { _exit(128 + number) }
                first.note(number)
                flag.raise()
                for number in heeded { signal(number, SIG_DFL) }
                queue.asyncAfter(deadline: .now() + StopSignals.longestWait) {
                    // What is told may have changed since the signal.
                    guard first.isAwaited, let telling = first.telling else { return }
                    telling()
                    _exit(128 + number)
                }
            }
            source.resume()
            return source
        }
    }

    /// Takes signals on the only thread there can be; no work is cut short then.
    private static func takeWithoutThreads(_ numbers: [Int32]) {
        // Both are made before a handler runs, because a handler may not wait for their initialisation.
        _ = (theFlag, theFirst)
        for number in numbers {
            signal(number) { number in
                guard theFirst.isAwaited, theFirst.number == nil else { _exit(128 + number) }
                theFirst.note(number)
                theFlag.raise()
            }
        }
    }

    /// True if the process began with a signal ignored.
    private static func isIgnored(_ number: Int32) -> Bool {
        guard let before = signal(number, SIG_IGN) else { return false }
        return unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Has signals raise the flag, from this call on; before, they end the process.
    func awaitRun() { first.await() }

    /// Has signals raise the flag, and cuts work short that goes on after that; calls `tell` first, or that of the
    /// last call.
    ///
    /// For work whose parts are written to disk as they are finished: filling a cell of a million machines, or writing
    /// a gigabyte of results, takes long.
    func awaitRun(cuttingShort tell: @escaping @Sendable () -> Void) {
        first.setTelling(tell)
        awaitRun()
    }

    /// Tells that the work has ended: nothing is cut short any more.
    func runEnded() { first.end() }

    /// Number of the first signal; nil before one came.
    var received: Int32? { first.number }
}

// Globals, because a process has one set of signals and a signal handler can capture nothing.
private let theFlag = StopFlag()
private let theFirst = FirstSignal()

private final class FirstSignal: Sendable {
    private let noted = Atomic<Int32>(0)
    private let awaited = Atomic(false)

    private let whenLate = Mutex<(@Sendable () -> Void)?>(nil)

    func await() { awaited.store(true, ordering: .relaxed) }

    func end() { awaited.store(false, ordering: .relaxed) }

    func setTelling(_ tell: @escaping @Sendable () -> Void) { whenLate.withLock { $0 = tell } }

    /// Called before work is cut short; nil where work is never cut short.
    var telling: (@Sendable () -> Void)? { whenLate.withLock { $0 } }

    var isAwaited: Bool { awaited.load(ordering: .relaxed) }

    func note(_ number: Int32) {
        _ = noted.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }

    var number: Int32? {
        let number = noted.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
