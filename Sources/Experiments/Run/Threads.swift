internal import CCellbenchSystem

/// Whether this process may have more threads than one.
public enum Threads {
    /// As many as are tried: workers, and those for the journal, signals and progress.
    private static let count: Int32 = 8

    /// Whether threads can be made, as they cannot beyond a user's limit of processes (`ulimit -u`) or a control group's.
    ///
    /// Dispatch waits for ever for a thread that cannot be made; so whoever would use it asks here, and does its work by itself.
    public static let canBeMade = cellbench_can_make_threads(count)
}
