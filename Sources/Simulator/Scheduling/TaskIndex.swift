/// A running task, named by its slot: its position in the memory that lists the machines of all allocations.
///
/// A value is valid until a task starts or ends.
struct RunningTask: BitwiseCopyable, Hashable {
    let slot: UInt32
}

/// The running tasks of each machine, and the job of each allocation.
///
/// The index is kept only where a layout says that tasks may end early. Elsewhere it is empty, and only ``isKept`` is
/// read. The tasks of a machine are a doubly linked list, so adding and removing one takes constant time:
///
///     machine 7:  task 12 (allocation 3, job 5) - task 4 (allocation 1, job 2)
struct TaskIndex: ~Copyable {
    /// The job and part that an allocation belongs to, and the state of its tasks.
    struct Owner: BitwiseCopyable {
        var job: UInt32
        /// Number of the part; negative where the job's tasks are alike.
        var part: Int32
        /// True while the tasks run; false while they wait for the answer to an offer.
        var isRunning = false
        /// The event that ends the tasks; nil where they outlive the horizon.
        var end: EventHandle?
    }

    struct Link: BitwiseCopyable {
        var allocation: UInt32
        var previous: UInt32
        var next: UInt32
    }

    private static let none = UInt32.max

    /// True if tasks may end early.
    let isKept: Bool
    /// By machine, the slot of its first task.
    private var first: GrowableBuffer<UInt32>
    /// By slot, the links to the neighbours on the same machine.
    private var links = GrowableBuffer<Link>(capacity: 1)
    /// By allocation, its owner.
    private var owners = GrowableBuffer<Owner>(capacity: 1)

    init(isKept: Bool, machineCount: Int) {
        self.isKept = isKept
        first = GrowableBuffer(repeating: TaskIndex.none, count: isKept ? machineCount : 0)
    }

    /// The owner of an allocation.
    func owner(of allocation: UInt32) -> Owner { owners[Int(allocation)] }

    /// The allocation of a task.
    func allocation(of task: RunningTask) -> UInt32 { links[Int(task.slot)].allocation }

    /// The first task of a machine's list; nil where none runs there.
    func firstTask(on machine: Int) -> RunningTask? { task(first[machine]) }

    /// The next task on the same machine; nil behind the last.
    func task(after task: RunningTask) -> RunningTask? { self.task(links[Int(task.slot)].next) }

    private func task(_ slot: UInt32) -> RunningTask? { slot == TaskIndex.none ? nil : RunningTask(slot: slot) }

    /// Records the owner of an allocation whose tasks do not run yet.
    mutating func note(_ allocation: UInt32, of job: UInt32, part: Int?) {
        let owner = Owner(job: job, part: Int32(part ?? -1))
        while owners.count <= Int(allocation) { owners.append(owner) }
        owners[Int(allocation)] = owner
    }

    /// Links the tasks of an allocation that start now into the lists of their machines.
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

    /// Removes a task that has ended from the list of its machine.
    mutating func unlink(_ slot: UInt32, on machine: Int) {
        let link = links[Int(slot)]
        if link.previous == TaskIndex.none {
            first[machine] = link.next
        } else {
            links[Int(link.previous)].next = link.next
        }
        if link.next != TaskIndex.none { links[Int(link.next)].previous = link.previous }
    }

    /// Moves the links of an allocation's tasks to their new slots, after one task was unlinked and removed.
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
