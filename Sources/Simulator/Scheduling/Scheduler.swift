/// A scheduler: its queue, its machines, what it is doing and what it draws with.
struct Scheduler: ~Copyable {
    /// The machines it may use.
    let machines: Range<Int>
    /// The same, and what they have.
    private let suitable: SuitableRanges
    /// The jobs that wait.
    var queue: JobQueue
    /// What it is doing.
    var attempt: Attempt?
    /// What the tasks it placed hold.
    var held = Resources.zero
    /// What it draws machines with.
    var stream: RandomStream
    var meter: SchedulerMeter

    init(
        machines: Range<Int>, of runs: [MachineRun], queue: JobQueue, stream: RandomStream, window: MeasuredWindow
    ) {
        self.queue = queue
        self.machines = machines
        self.stream = stream
        suitable = SuitableRanges([], of: runs, within: machines)
        meter = SchedulerMeter(window: window)
    }

    /// Whether there is a machine that holds such a task when empty.
    func canEverHold(_ demand: Resources) -> Bool { suitable.canEverHold(demand) }
}
