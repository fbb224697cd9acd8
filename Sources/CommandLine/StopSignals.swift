import CellbenchExperiments
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Takes Ctrl-C, SIGTERM and SIGHUP, which a terminal sends that is closed, as a wish to stop after what is finished.
///
/// Before a run is begun, and the second time, they end the process at once.
struct StopSignals {
    /// How long what goes on is given to come to its end, where it is known to lose nothing by being cut short.
    private static let longestWait = DispatchTimeInterval.milliseconds(800)

    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// Raised by the first signal.
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
                // Before there is a run there is nothing to keep.
                guard first.isAwaited else { _exit(128 + number) }
                first.note(number)
                flag.raise()
                for number in heeded { signal(number, SIG_DFL) }
                guard let telling = first.telling else { return }
                queue.asyncAfter(deadline: .now() + StopSignals.longestWait) {
                    guard first.isAwaited else { return }
                    telling()
                    _exit(128 + number)
                }
            }
            source.resume()
            return source
        }
    }

    /// Takes signals as they come, on the one thread there is: nothing is cut short then.
    private static func takeWithoutThreads(_ numbers: [Int32]) {
        // Made before a handler asks for them, which may not wait for them to be.
        _ = (theFlag, theFirst)
        for number in numbers {
            signal(number) { number in
                guard theFirst.isAwaited, theFirst.number == nil else { _exit(128 + number) }
                theFirst.note(number)
                theFlag.raise()
            }
        }
    }

    /// Whether whoever began the process had it ignore a signal.
    private static func isIgnored(_ number: Int32) -> Bool {
        guard let before = signal(number, SIG_IGN) else { return false }
        return unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// From now on a signal raises the flag; before, it ends the process.
    func awaitRun() { first.await() }

    /// The same; what has not come to an end soon after the signal is cut short, once `tell` has said so.
    ///
    /// It is for work whose parts are on the disk as they are finished: filling a cell of a million machines, or writing a gigabyte of
    /// results, takes its time.
    func awaitRun(cuttingShort tell: @escaping @Sendable () -> Void) {
        first.setTelling(tell)
        awaitRun()
    }

    /// The work has come to its end: nothing is cut short any more.
    func runEnded() { first.end() }

    /// The first signal that came.
    var received: Int32? { first.number }
}

// A process has one set of signals; a handler of them can hold nothing.
private let theFlag = StopFlag()
private let theFirst = FirstSignal()

private final class FirstSignal: Sendable {
    private let noted = Atomic<Int32>(0)
    private let awaited = Atomic(false)

    private let whenLate = Mutex<(@Sendable () -> Void)?>(nil)

    func await() { awaited.store(true, ordering: .relaxed) }

    func end() { awaited.store(false, ordering: .relaxed) }

    func setTelling(_ tell: @escaping @Sendable () -> Void) { whenLate.withLock { $0 = tell } }

    /// What to do before work is cut short; nil where it is waited for.
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
