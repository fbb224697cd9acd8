/// Means over the measured window of a cell's allocated and locked resources.
struct CellMeter: BitwiseCopyable {
    private struct ResourceIntegrals: BitwiseCopyable {
        var cpu: TimeIntegral
        var memory: TimeIntegral
        var gpu: TimeIntegral

        init(from start: Nanoseconds) {
            cpu = TimeIntegral(from: start)
            memory = TimeIntegral(from: start)
            gpu = TimeIntegral(from: start)
        }

        mutating func set(_ amount: Resources, at time: Nanoseconds) {
            cpu.set(amount.milliCores, at: time)
            memory.set(amount.memoryMiB, at: time)
            gpu.set(amount.milliGPUs, at: time)
        }

        mutating func shares(of capacity: Resources, until end: Nanoseconds) -> ResourceShares {
            func share(_ mean: Double?, _ whole: Int64) -> Double? { whole > 0 ? mean.map { $0 / Double(whole) } : nil }
            return ResourceShares(
                cpu: share(cpu.mean(until: end), capacity.milliCores),
                memory: share(memory.mean(until: end), capacity.memoryMiB),
                gpu: share(gpu.mean(until: end), capacity.milliGPUs))
        }
    }

    private let window: MeasuredWindow
    private var allocated: ResourceIntegrals
    private var locked: ResourceIntegrals
    /// Number of tasks that ran at time 0.
    var initialTasks = 0
    /// Number of initial tasks that did not fit.
    var initialTasksDropped = 0
    /// Shares of the cores asked for and reached at time 0; nil where the cell was filled as asked.
    var initialShortfall: InitialShortfall?

    init(window: MeasuredWindow) {
        self.window = window
        allocated = ResourceIntegrals(from: window.start)
        locked = ResourceIntegrals(from: window.start)
    }

    /// Records the cell's allocated and locked resources from `time` on.
    mutating func note(_ cell: borrowing Cell, at time: Nanoseconds) {
        allocated.set(cell.allocated, at: time)
        locked.set(cell.locked, at: time)
    }

    /// The figures of a cell of `capacity` whose commits took the share `commitBusyness` of the window.
    mutating func figures(
        of capacity: Resources, commitBusyness: Double, fragmentation: FragmentationFigures? = nil
    ) -> CellFigures {
        CellFigures(
            utilization: allocated.shares(of: capacity, until: window.end),
            locked: locked.shares(of: capacity, until: window.end), commitBusyness: commitBusyness,
            fragmentation: fragmentation,
            initialTasks: initialTasks, initialTasksDropped: initialTasksDropped,
            initialShortfall: initialShortfall)
    }
}
