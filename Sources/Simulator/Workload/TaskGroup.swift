/// Tasks of one job that were placed together: they end together, in one event.
struct TaskGroup: BitwiseCopyable {
    static let none = UInt32.max

    let demand: TaskDemand
    let duration: Nanoseconds
    /// Where the tasks' machines are listed.
    let machines: UInt32
    /// How many tasks; 0 marks a record that is vacant.
    var count: Int32
    let workload: UInt16
    let scheduler: UInt16
    /// Another group of the same offer, while both wait for its answer.
    var next = none
}

/// The groups of tasks that hold resources.
struct TaskGroups: ~Copyable {
    private var groups = Slab<TaskGroup>(capacity: 256)
    /// How many tasks there are in all groups.
    private(set) var taskCount = 0
    private var machines = Blocks<UInt32>(capacity: 4096)

    subscript(group: UInt32) -> TaskGroup { groups[group] }

    /// Prefetches the record of the group that ends next: it was written thousands of groups ago and has left the cache.
    @inline(__always)
    func expect(_ group: UInt32) { groups.prefetch(group) }

    /// Adds tasks of `job` that are alike, `part` being what they are like, on `count` of `numbers`; they count towards its
    /// scheduler.
    mutating func insert(
        _ job: Job, _ part: JobPart, on numbers: UnsafePointer<UInt32>, count: Int, next: UInt32 = TaskGroup.none
    ) -> UInt32 {
        taskCount += count
        return groups.insert(
            TaskGroup(
                demand: part.demand, duration: part.duration, machines: machines.store(numbers, count: count),
                count: Int32(count), workload: job.workload, scheduler: job.scheduler, next: next))
    }

    /// The machines of the group's tasks, until the next change.
    func machines(of group: TaskGroup) -> UnsafePointer<UInt32> { UnsafePointer(machines.list(at: group.machines)) }

    /// Removes a group.
    mutating func remove(_ number: UInt32) {
        taskCount -= Int(groups[number].count)
        machines.free(groups[number].machines, count: Int(groups[number].count))
        groups[number].count = 0
        groups.remove(number)
    }

    /// Calls `body` for every group.
    ///
    /// - Complexity: O(*most groups there ever were at once*).
    func forEach(_ body: (TaskGroup) -> Void) {
        groups.forEachRecord { if $0.count > 0 { body($0) } }
    }
}
