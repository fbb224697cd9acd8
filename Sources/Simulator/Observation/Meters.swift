/// Meters of workloads and of the cell; each scheduler has its own, ``Scheduler/meter``.
struct Meters: ~Copyable {
    /// By workload, its meter.
    var workloads: FixedArray<WorkloadMeter>
    var cell: CellMeter

    init(workloads count: Int, window: MeasuredWindow) {
        workloads = FixedArray(count: count) { _ in WorkloadMeter(window: window) }
        cell = CellMeter(window: window)
    }
}
