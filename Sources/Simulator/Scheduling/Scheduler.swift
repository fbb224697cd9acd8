/// A scheduler: its machines, its queue, its attempt under way and its random stream.
struct Scheduler: ~Copyable {
    /// Numbers of the machines that the scheduler may use.
    let machines: Range<Int>
    /// The machines of the scheduler, and their distinct capacities.
    private let suitable: SuitableRanges
    /// The jobs that wait.
    var queue: JobQueue
    /// The attempt under way; nil while the scheduler is idle.
    var attempt: Attempt?
    /// Resources that the scheduler's running tasks hold.
    var held = Resources.zero
    /// Random stream from which machines are drawn.
    var stream: RandomStream
    var meter: SchedulerMeter

    init(
        machines: Range<Int>, of runs: [MachineRun], queue: consuming JobQueue, stream: RandomStream,
        window: MeasuredWindow
    ) {
        self.queue = queue
        self.machines = machines
        self.stream = stream
        suitable = SuitableRanges([], of: runs, within: machines)
        meter = SchedulerMeter(window: window)
    }

    /// True if some machine of the scheduler, when empty, holds a task of this demand.
    func canEverHold(_ demand: Resources) -> Bool { suitable.canEverHold(demand) }
}
