/// What becomes of jobs and of the cell; what each scheduler does is measured by its ``Scheduler/meter``.
struct Meters: ~Copyable {
    /// By workload.
    var workloads: FixedArray<WorkloadMeter>
    var cell: CellMeter

    init(workloads count: Int, window: MeasuredWindow) {
        workloads = FixedArray(count: count) { _ in WorkloadMeter(window: window) }
        cell = CellMeter(window: window)
    }
}
