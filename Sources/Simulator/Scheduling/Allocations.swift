/// Tasks of one job that were placed together: they end together, in one event.
struct Allocation: BitwiseCopyable {
    /// The number of no allocation.
    static let none = UInt32.max

    let demand: TaskDemand
    let duration: Nanoseconds
    /// Where the tasks' machines are listed.
    let machines: UInt32
    /// How many tasks; 0 marks a record that is vacant.
    var count: Int32
    let workload: UInt16
    let scheduler: UInt16
    /// Another allocation that starts at the same time, while both wait for that: of the same offer, or of the same job.
    var next = none
}

/// What running tasks hold, and what tasks will hold whose offer is not yet answered.
struct Allocations: ~Copyable {
    private var records = Slab<Allocation>(capacity: 256)
    /// How many tasks there are in all allocations.
    private(set) var taskCount = 0
    private var machines = Blocks<UInt32>(capacity: 4096)

    subscript(number: UInt32) -> Allocation { records[number] }

    /// Prefetches the record of the allocation that ends next: it was written thousands of allocations ago and has left the cache.
    @inline(__always)
    func expect(_ number: UInt32) { records.prefetch(number) }

    /// Adds tasks of `job` that are alike, `part` being what they are like, on `count` of `numbers`; they count towards its
    /// scheduler.
    mutating func insert(
        _ job: Job, _ part: JobPart, on numbers: UnsafePointer<UInt32>, count: Int, next: UInt32 = Allocation.none
    ) -> UInt32 {
        taskCount += count
        return records.insert(
            Allocation(
                demand: part.demand, duration: part.duration, machines: machines.store(numbers, count: count),
                count: Int32(count), workload: job.workload, scheduler: job.scheduler, next: next))
    }

    /// The machines of the allocation's tasks, until the next change.
    func machines(of allocation: Allocation) -> UnsafePointer<UInt32> {
        UnsafePointer(machines.list(at: allocation.machines))
    }

    /// Removes one of the tasks of an allocation that has several, and returns which tasks have another position in ``Allocation/machines`` by then.
    ///
    /// The last task takes the removed one's place. A list that fits in a block of half the size moves there, so that memory follows
    /// the tasks.
    ///
    /// - Complexity: O(1) amortised.
    mutating func removeTask(_ position: Int, of number: UInt32) -> TaskMoves {
        let old = records[number]
        let last = Int(old.count) - 1
        invariant(last > 0, "an allocation without tasks is removed as a whole")
        let list = machines.list(at: old.machines)
        list[position] = list[last]
        records[number].count -= 1
        taskCount -= 1
        guard last & (last - 1) == 0 else { return TaskMoves(last: last, position: position, list: old.machines) }
        let copy = Array(UnsafeBufferPointer(start: list, count: last))
        machines.free(old.machines, count: last + 1)
        let moved = copy.withUnsafeBufferPointer { machines.store($0) }
        records[number] = Allocation(
            demand: old.demand, duration: old.duration, machines: moved, count: Int32(last), workload: old.workload,
            scheduler: old.scheduler, next: old.next)
        return TaskMoves(last: last, position: position, list: old.machines, newList: moved)
    }

    /// Removes an allocation.
    mutating func remove(_ number: UInt32) {
        taskCount -= Int(records[number].count)
        machines.free(records[number].machines, count: Int(records[number].count))
        records[number].count = 0
        records.remove(number)
    }

    /// Calls `body` for every allocation.
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

/// How the tasks of an allocation have moved once one of them was removed.
struct TaskMoves {
    /// The position of the task that was the last.
    let last: Int
    /// Its position since, unless it was the one removed.
    let position: Int
    /// Where the list was.
    let list: UInt32
    /// Where the list is, if it has moved.
    var newList: UInt32?
}
