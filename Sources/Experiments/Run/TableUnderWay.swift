internal import CellbenchFiles
internal import Synchronization

/// A table that is being written after the results, for whoever ends the process meanwhile.
public final class TableUnderWay: Sendable {
    private enum State {
        /// Nothing is written yet, or the table goes to a pipe or a device.
        case begun
        /// The table is being written to a temporary file.
        case writing(String)
        /// The table is in its place, or was given up.
        case ended(isThere: Bool)
    }

    private let state = Mutex(State.begun)

    init() {}

    /// The table is written to a temporary file from now on; nil for a pipe or a device.
    func begin(_ temporary: String?) {
        if let temporary { state.withLock { $0 = .writing(temporary) } }
    }

    /// The writing has ended.
    func end(isThere: Bool) { state.withLock { $0 = .ended(isThere: isThere) } }

    /// Removes what is written so far, before the process ends.
    ///
    /// - Returns: true if there is no table now; false if it is in its place.
    public func remove() -> Bool {
        state.withLock { state in
            switch state {
            case .begun: true
            // A file that has another name already is the table.
            case .writing(let temporary): POSIXFile.remove(temporary)
            case .ended(let isThere): !isThere
            }
        }
    }
}
