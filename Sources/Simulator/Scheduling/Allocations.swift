/// Tasks of one job that were placed together and are alike: all end together, in one event.
struct Allocation: BitwiseCopyable {
    /// The number that stands for no allocation.
    static let none = UInt32.max

    let demand: TaskDemand
    let duration: Nanoseconds
    /// Handle of the list of the tasks' machines in ``Allocations``.
    let machines: UInt32
    /// Number of tasks; 0 marks a vacant record.
    var count: Int32
    let workload: UInt16
    let scheduler: UInt16
    /// Another allocation, of the same offer or the same job, that starts at the same time as this one.
    ///
    /// The link is of use until the start only.
    var next = none
}

/// The allocations: resources that running tasks hold, and tasks of an offer not yet answered will hold.
struct Allocations: ~Copyable {
    private var records = Slab<Allocation>(capacity: 256)
    /// Number of tasks in all allocations.
    private(set) var taskCount = 0
    private var machines = Blocks<UInt32>(capacity: 4096)
    /// By position in the memory of ``machines``, the devices that the task holds; empty where GPUs are pooled.
    private var devices = GrowableBuffer<DeviceSet>(capacity: 1)

    subscript(number: UInt32) -> Allocation { records[number] }

    /// Prefetches the record of the allocation that ends next.
    ///
    /// The record was written thousands of allocations ago and has left the cache.
    @inline(__always)
    func expect(_ number: UInt32) { records.prefetch(number) }

    /// Adds an allocation of tasks of one part of `job` on the first `count` machines of `numbers`.
    ///
    /// - Returns: the number of the allocation.
    mutating func insert(
        _ job: Job, _ part: JobPart, on numbers: UnsafePointer<UInt32>, count: Int, next: UInt32 = Allocation.none
    ) -> UInt32 {
        taskCount += count
        return records.insert(
            Allocation(
                demand: part.demand, duration: part.duration, machines: machines.store(numbers, count: count),
                count: Int32(count), workload: job.workload, scheduler: job.scheduler, next: next))
    }

    /// Adds an allocation as ``insert(_:_:on:count:next:)`` does, whose tasks hold devices.
    mutating func insert(
        _ job: Job, _ part: JobPart, on numbers: UnsafePointer<UInt32>, _ sets: UnsafePointer<DeviceSet>, count: Int,
        next: UInt32 = Allocation.none
    ) -> UInt32 {
        let number = insert(job, part, on: numbers, count: count, next: next)
        let start = Int(records[number].machines)
        if devices.count < start + count { _ = devices.extend(by: start + count - devices.count) }
        (devices.base + start).update(from: sets, count: count)
        return number
    }

    /// The devices of the allocation's tasks; valid until the next change.
    ///
    /// - Precondition: the cell is one of devices.
    func devices(of allocation: Allocation) -> UnsafePointer<DeviceSet> {
        UnsafePointer(devices.base + Int(allocation.machines))
    }

    /// The machines of the allocation's tasks; valid until the next change.
    func machines(of allocation: Allocation) -> UnsafePointer<UInt32> {
        UnsafePointer(machines.list(at: allocation.machines))
    }

    /// Removes one task of an allocation of several, and returns how the positions of the others have changed.
    ///
    /// The last task takes the place of the removed one. A list that now fits in a block of half the size moves to one:
    /// memory follows the tasks.
    ///
    /// - Complexity: O(1) amortised.
    mutating func removeTask(_ position: Int, of number: UInt32) -> TaskMoves {
        let old = records[number]
        let last = Int(old.count) - 1
        invariant(last > 0, "an allocation without tasks is removed as a whole")
        let list = machines.list(at: old.machines)
        list[position] = list[last]
        if devices.count > 0 { devices[Int(old.machines) + position] = devices[Int(old.machines) + last] }
        records[number].count -= 1
        taskCount -= 1
        guard last & (last - 1) == 0 else { return TaskMoves(last: last, position: position, list: old.machines) }
        let copy = Array(UnsafeBufferPointer(start: list, count: last))
        machines.free(old.machines, count: last + 1)
        let moved = copy.withUnsafeBufferPointer { machines.store($0) }
        if devices.count > 0 {
            let end = Int(moved) + last
            if devices.count < end { _ = devices.extend(by: end - devices.count) }
            (devices.base + Int(moved)).update(from: devices.base + Int(old.machines), count: last)
        }
        records[number] = Allocation(
            demand: old.demand, duration: old.duration, machines: moved, count: Int32(last), workload: old.workload,
            scheduler: old.scheduler, next: old.next)
        return TaskMoves(last: last, position: position, list: old.machines, newList: moved)
    }

    /// Removes an allocation with all its tasks.
    mutating func remove(_ number: UInt32) {
        taskCount -= Int(records[number].count)
        machines.free(records[number].machines, count: Int(records[number].count))
        records[number].count = 0
        records.remove(number)
    }

    /// Calls `body` with every allocation.
    ///
    /// - Complexity: O(*most allocations there ever were at once*).
    func forEach(_ body: (Allocation) -> Void) {
        records.forEachRecord { if $0.count > 0 { body($0) } }
    }

    /// Calls `body` with the number of every allocation.
    func forEachNumber(_ body: (UInt32) -> Void) {
        for number in 0..<UInt32(records.recordCount) where records[number].count > 0 { body(number) }
    }
}

/// The change of an allocation's list of tasks by the removal of one task.
struct TaskMoves {
    /// The position that the last task had.
    let last: Int
    /// The position of the removed task, which the last task has taken.
    let position: Int
    /// Handle of the list before the removal.
    let list: UInt32
    /// Handle of the list since, where it has moved; else nil.
    var newList: UInt32?
}
