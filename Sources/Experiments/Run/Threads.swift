internal import CCellbenchSystem

/// Check whether this process may create threads.
public enum Threads {
    /// Number of threads that the check creates: workers, and those for journal, signals and progress.
    private static let count: Int32 = 8

    /// True if threads can be created, which a user's limit of processes (`ulimit -u`) or a control group's may
    /// prevent.
    ///
    /// Dispatch waits forever for a thread that cannot be created. So a caller asks here first, and else works on its
    /// own thread.
    public static let canBeMade = cellbench_can_make_threads(count)
}
