/// A task that runs, by its slot: its place in the lists of machines of all allocations.
///
/// Valid until a task ends or starts.
struct RunningTask: BitwiseCopyable, Hashable {
    let slot: UInt32
}

/// Which tasks run on each machine, and of which job an allocation is.
///
/// Kept only where a layout says that tasks may end early; elsewhere it is empty, and nothing but ``isKept`` is looked at.
/// Everything takes constant time: the tasks of a machine are a list, linked both ways.
///
///     machine 7:  task 12 (allocation 3, job 5) - task 4 (allocation 1, job 2)
struct TaskIndex: ~Copyable {
    /// Whose an allocation is.
    struct Owner: BitwiseCopyable {
        var job: UInt32
        /// The part of the job whose tasks it holds; negative where the job's tasks do not differ.
        var part: Int32
        /// Whether its tasks run; else they wait for the answer to an offer.
        var isRunning = false
        /// The end of its tasks, unless that is after the horizon.
        var end: EventHandle?
    }

    struct Link: BitwiseCopyable {
        var allocation: UInt32
        var previous: UInt32
        var next: UInt32
    }

    private static let none = UInt32.max

    /// Whether tasks may end early.
    let isKept: Bool
    /// By machine, its first task.
    private var first: GrowableBuffer<UInt32>
    /// By slot.
    private var links = GrowableBuffer<Link>(capacity: 1)
    /// By allocation.
    private var owners = GrowableBuffer<Owner>(capacity: 1)

    init(isKept: Bool, machineCount: Int) {
        self.isKept = isKept
        first = GrowableBuffer(repeating: TaskIndex.none, count: isKept ? machineCount : 0)
    }

    /// Whose an allocation is.
    func owner(of allocation: UInt32) -> Owner { owners[Int(allocation)] }

    /// The allocation of a task.
    func allocation(of task: RunningTask) -> UInt32 { links[Int(task.slot)].allocation }

    /// A task that runs on a machine, if one does.
    func firstTask(on machine: Int) -> RunningTask? { task(first[machine]) }

    /// The next task on the same machine.
    func task(after task: RunningTask) -> RunningTask? { self.task(links[Int(task.slot)].next) }

    private func task(_ slot: UInt32) -> RunningTask? { slot == TaskIndex.none ? nil : RunningTask(slot: slot) }

    /// Notes whose an allocation is, whose tasks do not run yet.
    mutating func note(_ allocation: UInt32, of job: UInt32, part: Int?) {
        let owner = Owner(job: job, part: Int32(part ?? -1))
        while owners.count <= Int(allocation) { owners.append(owner) }
        owners[Int(allocation)] = owner
    }

    /// The tasks of an allocation begin to run.
    mutating func start(_ number: UInt32, ending end: EventHandle?, in allocations: borrowing Allocations) {
        let allocation = allocations[number]
        owners[Int(number)].isRunning = true
        owners[Int(number)].end = end
        let machines = allocations.machines(of: allocation)
        for position in 0..<Int(allocation.count) {
            link(allocation.machines + UInt32(position), of: number, on: Int(machines[position]))
        }
    }

    private mutating func link(_ slot: UInt32, of allocation: UInt32, on machine: Int) {
        let next = first[machine]
        let link = Link(allocation: allocation, previous: TaskIndex.none, next: next)
        while links.count <= Int(slot) { links.append(link) }
        links[Int(slot)] = link
        if next != TaskIndex.none { links[Int(next)].previous = slot }
        first[machine] = slot
    }

    /// A task that runs on a machine has ended.
    mutating func unlink(_ slot: UInt32, on machine: Int) {
        let link = links[Int(slot)]
        if link.previous == TaskIndex.none {
            first[machine] = link.next
        } else {
            links[Int(link.previous)].next = link.next
        }
        if link.next != TaskIndex.none { links[Int(link.next)].previous = link.previous }
    }

    /// The slots of an allocation's tasks have changed; the task that was removed is unlinked.
    mutating func follow(_ moves: TaskMoves, of number: UInt32, in allocations: borrowing Allocations) {
        let machines = allocations.machines(of: allocations[number])
        if moves.position != moves.last {
            move(
                moves.list + UInt32(moves.last), to: moves.list + UInt32(moves.position),
                on: Int(machines[moves.position]))
        }
        guard let newList = moves.newList else { return }
        for position in 0..<moves.last {
            move(moves.list + UInt32(position), to: newList + UInt32(position), on: Int(machines[position]))
        }
    }

    private mutating func move(_ slot: UInt32, to newSlot: UInt32, on machine: Int) {
        let link = links[Int(slot)]
        while links.count <= Int(newSlot) { links.append(link) }
        links[Int(newSlot)] = link
        if link.previous == TaskIndex.none {
            first[machine] = newSlot
        } else {
            links[Int(link.previous)].next = newSlot
        }
        if link.next != TaskIndex.none { links[Int(link.next)].previous = newSlot }
    }
}
