import Dispatch
import Experiments
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Takes Ctrl-C and SIGTERM as a wish to stop after what is finished.
///
/// Before a run is begun, and the second time, they end the process at once.
struct StopSignals {
    /// Raised by the first signal.
    let flag = StopFlag()
    private let first = FirstSignal()
    private let sources: [any DispatchSourceSignal]

    init() {
        let queue = DispatchQueue(label: "signals")
        sources = [SIGINT, SIGTERM].map { [flag, first] number in
            // The default action would end the process before the source is asked.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // Before there is a run there is nothing to keep.
                guard first.isAwaited else { _exit(128 + number) }
                first.note(number)
                flag.raise()
                signal(SIGINT, SIG_DFL)
                signal(SIGTERM, SIG_DFL)
            }
            source.resume()
            return source
        }
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
