/// What a cell holds as demand arrives, in per cent of its capacity of one resource.
///
/// Every arrival, placed or dropped, is a sample, taken after the attempt. The value at a whole number a is the mean
/// over the samples at which the demand that has arrived rounds to a (Weng et al., USENIX ATC 2023).
package struct PackingCurve: Equatable, Sendable {
    /// The whole numbers from 0 to the most that arrived.
    package var at: [Int] = []
    /// By number, the share allocated, to two decimals; nil where no sample is.
    package var alloc: [Double?] = []
    /// By number, what typical tasks lose, in per cent of what is free; nil where fragmentation is not measured.
    package var fragRatio: [Double?] = []
    /// By number, what typical tasks lose, in per cent of the capacity; nil where fragmentation is not measured.
    package var fragAmount: [Double?] = []
    /// Number of tasks that arrived.
    package var arrived = 0
    /// Number of tasks that were dropped.
    package var dropped = 0

    private struct Sum {
        var count = 0
        var alloc = 0.0
        var fragRatio = 0.0
        var fragAmount = 0.0
    }

    /// Places tasks in the order of `arrivals` in the cell of `setup`, and measures after each.
    ///
    /// - Parameters:
    ///   - setup: the cell and the policy.
    ///   - tasks: the tasks.
    ///   - arrivals: numbers of tasks, in the order in which they arrive.
    ///   - resource: the resource by which demand is measured.
    ///   - isCancelled: called every thousand arrivals; true ends the measurement, and there is no curve.
    package init?(
        _ setup: Packing.Setup, _ tasks: PackingTasks, _ arrivals: [Int], of resource: PackingResource,
        isCancelled: () -> Bool = { false }
    ) {
        var packing = Packing(setup)
        let capacity = Double(resource.amount(in: packing.capacity))
        invariant(capacity > 0, "demand is measured by a resource that the cell has")
        let milliGPUs = Double(packing.capacity.milliGPUs)
        var sums: [Sum] = []
        var demand: Int64 = 0
        for number in arrivals {
            let task = tasks.tasks[number]
            arrived += 1
            if arrived % 1000 == 0, isCancelled() { return nil }
            if packing.place(TaskDemand(task.demand), requirements: task.requirements) == nil { dropped += 1 }
            demand += resource.amount(in: task.demand)
            let at = Int((Double(demand) / capacity * 100).rounded())
            while sums.count <= at { sums.append(Sum()) }
            sums[at].count += 1
            sums[at].alloc += PackingCurve.rounded(
                Double(resource.amount(in: packing.allocated)) / capacity * 100)
            if let fragmentation = packing.fragmentation {
                sums[at].fragRatio += PackingCurve.rounded(
                    fragmentation.free > 0 ? 100 * fragmentation.lost / Double(fragmentation.free) : 0)
                sums[at].fragAmount += 100 * fragmentation.lost / milliGPUs
            }
        }
        let measures = packing.fragmentation != nil
        at = Array(sums.indices)
        alloc = sums.map { $0.count > 0 ? PackingCurve.rounded($0.alloc / Double($0.count)) : nil }
        fragRatio = sums.map { measures && $0.count > 0 ? $0.fragRatio / Double($0.count) : nil }
        fragAmount = sums.map { measures && $0.count > 0 ? $0.fragAmount / Double($0.count) : nil }
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
