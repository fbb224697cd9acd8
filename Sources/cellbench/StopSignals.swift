import Dispatch
import Experiments
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
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// Raised by the first signal.
    let flag = StopFlag()
    private let first = FirstSignal()
    private let sources: [any DispatchSourceSignal]

    init() {
        let queue = DispatchQueue(label: "signals")
        // Under nohup a closed terminal is no reason to stop.
        let heeded = StopSignals.numbers.filter { $0 != SIGHUP || !StopSignals.isIgnored($0) }
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
            }
            source.resume()
            return source
        }
    }

    /// Whether whoever began the process had it ignore a signal.
    private static func isIgnored(_ number: Int32) -> Bool {
        guard let before = signal(number, SIG_IGN) else { return false }
        return unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// From now on a signal raises the flag; before, it ends the process.
    func awaitRun() { first.await() }

    /// The first signal that came.
    var received: Int32? { first.number }
}

private final class FirstSignal: Sendable {
    private let noted = Atomic<Int32>(0)
    private let awaited = Atomic(false)

    func await() { awaited.store(true, ordering: .relaxed) }

    var isAwaited: Bool { awaited.load(ordering: .relaxed) }

    func note(_ number: Int32) {
        _ = noted.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }

    var number: Int32? {
        let number = noted.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
