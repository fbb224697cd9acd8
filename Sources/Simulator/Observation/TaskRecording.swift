/// Tasks of one job that began to run together and are alike.
///
/// Three tasks of job 5 began to run on machines 2, 7 and 7 at 1 s, for 60 s:
///
///     StartedTasks(
///         workload: 0, job: 5, part: 0, scheduler: "batch-0", demand: Resources(milliCores: 500, memoryMiB: 1024),
///         start: 1_000_000_000, end: 61_000_000_000, machines: [2, 7, 7])
public struct StartedTasks: Equatable, Sendable {
    /// Number of the workload.
    public var workload: Int
    /// Id of the job, unique within the workload.
    public var job: UInt64
    /// Number of the job's part that the tasks are of; 0 where all tasks of the job are alike.
    public var part: Int
    /// Name of the scheduler that placed the tasks; nil for tasks that run at time 0, which none placed.
    public var scheduler: String?
    /// Demand per task.
    public var demand: Resources
    /// Time from which the tasks run.
    public var start: Nanoseconds
    /// Time at which the tasks end; nil where they outlive the horizon.
    public var end: Nanoseconds?
    /// By task, the number of its machine.
    ///
    /// Machines are numbered from 0, class by class in the order of the scenario, under every architecture.
    public var machines: [Int32]
}

/// Receives the tasks of a run that begin to run, in the order of time.
public typealias TaskRecorder = (StartedTasks) -> Void

/// Simulates `scenario` with an architecture that is known at compile time, and records the tasks that begin to run.
func run<Competitor: Architecture & ~Copyable>(
    _ type: Competitor.Type, _ settings: Competitor.Settings, _ scenario: Scenario, _ audit: Audit,
    recordingTasks recorder: @escaping TaskRecorder, _ isCancelled: () -> Bool
) throws(SimulationError) -> RunFigures {
    let layout = Competitor.layout(settings, of: scenario)
    var simulation = Simulation<Competitor>(settings, scenario, layout, isWatched: true)
    var recording = TaskRecording(scenario, layout, recorder)
    try simulation.run(audit: audit, observedBy: &recording, isCancelled: isCancelled)
    return simulation.figures(layout, workloadNames: scenario.workloads.names)
}

/// Observer that passes on the tasks that begin to run.
///
/// The record of a task is made when the task starts. So its end is the planned one: a layout whose tasks end early
/// (``Layout/endsTasksEarly``) needs a record of their ends too.
struct TaskRecording: Observer {
    static var isWatching: Bool { true }

    /// Job and part that an allocation is of.
    private struct Owner {
        var job: UInt64
        var part: Int
        var isInitial: Bool
    }

    private let record: TaskRecorder
    /// By scheduler, its name.
    private let schedulers: [String]
    /// By number in the layout, the number of the machine in the scenario.
    private let machines: [Int32]
    /// By allocation, its owner; allocations that have ended keep their entry until the number is used again.
    private var owners: [Owner] = []

    init(_ scenario: Scenario, _ layout: Layout, _ record: @escaping TaskRecorder) {
        self.record = record
        schedulers = layout.schedulers.map(\.name)
        var firstOfClass: [Int] = []
        var sum = 0
        for machines in scenario.machines {
            firstOfClass.append(sum)
            sum += machines.count
        }
        machines = layout.machines.flatMap { run in
            let first = firstOfClass[run.classNumber] + run.first
            return (first..<first + run.count).lazy.map { Int32($0) }
        }
    }

    mutating func note(_ happening: Happening, in world: borrowing World) {
        switch happening {
        case .tasksPlaced(let allocation, let job, let part):
            let owner = Owner(job: job.id, part: part ?? 0, isInitial: job.isInitial)
            while owners.count <= Int(allocation) { owners.append(owner) }
            owners[Int(allocation)] = owner
        case .tasksStarted(let number, let allocation): started(number, allocation, in: world)
        default: break
        }
    }

    private func started(_ number: UInt32, _ allocation: Allocation, in world: borrowing World) {
        let owner = owners[Int(number)]
        let list = UnsafeBufferPointer(start: world.allocations.machines(of: allocation), count: Int(allocation.count))
        let end = world.now.addingClamped(allocation.duration)
        record(
            StartedTasks(
                workload: Int(allocation.workload), job: owner.job, part: owner.part,
                scheduler: owner.isInitial ? nil : schedulers[Int(allocation.scheduler)],
                demand: allocation.demand.resources, start: world.now, end: end <= world.window.end ? end : nil,
                machines: list.map { machines[Int($0)] }))
    }
}
