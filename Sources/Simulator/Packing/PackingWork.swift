/// What is packed: tasks, and the order in which they arrive in each replication.
package struct PackingWork: Sendable {
    /// Origin of the tasks.
    package enum Source: Sendable {
        /// A list of tasks, the same for all replications.
        case list(PackingTasks)
        /// Jobs that each replication draws.
        case drawn([GeneratedWorkload])
    }

    /// Order in which the tasks arrive.
    package enum Order: Equatable, Sendable {
        /// That of the list, or of submission.
        case listed
        /// One drawn uniformly for each replication.
        case shuffled
        /// Numbers of tasks, copies included.
        case given([Int])
    }

    /// The tasks, and the numbers of those that arrive, in order.
    package struct Arriving: Sendable {
        /// The tasks.
        package var tasks: PackingTasks
        /// Numbers of tasks in the order in which they arrive.
        package var order: [Int]
        /// The tasks that stand for the workload: those of the list as it is, or those that were drawn.
        package var typical: TypicalTasks
    }

    /// The origin of the tasks.
    package var source: Source
    /// The order in which they arrive.
    package var order: Order
    /// Demand that arrives, in the unit of ``resource``; nil for the list as it is.
    package var demand: Int64?
    /// The resource by which demand is measured.
    package var resource: PackingResource
    /// What GPUs are.
    package var gpus: GPUForm

    /// Work of some tasks.
    package init(
        _ source: Source, order: Order = .listed, demand: Int64? = nil, of resource: PackingResource, gpus: GPUForm
    ) {
        self.source = source
        self.order = order
        self.demand = demand
        self.resource = resource
        self.gpus = gpus
    }

    /// The tasks that arrive in a replication.
    ///
    /// A random stream decides about the order, another about copies and removals, so that a list and its copies are
    /// the same under every policy.
    ///
    /// - Parameters:
    ///   - seed: seed of the experiment.
    ///   - replication: number of the replication.
    ///   - isCancelled: true ends the drawing early.
    /// - Returns: the tasks.
    /// - Throws: ``TooManyArrivals`` where too many tasks are drawn before the demand has arrived.
    package func arriving(
        seed: UInt64, replication: Int, isCancelled: () -> Bool = { false }
    ) throws(TooManyArrivals) -> Arriving {
        let tasks: PackingTasks
        var target = demand
        switch source {
        case .list(let list): tasks = list
        case .drawn(let workloads):
            tasks = try PackingTasks(
                drawnFrom: workloads, until: demand ?? 0, of: resource, seed: seed, replication: replication,
                isCancelled: isCancelled)
            // They were drawn until the demand had arrived.
            target = nil
        }
        var numbers: [Int]
        switch order {
        case .given(let given): return Arriving(tasks: tasks, order: given, typical: tasks.typical)
        case .listed: numbers = Array(tasks.tasks.indices)
        case .shuffled:
            var stream = RandomStream(seed: seed, replication: replication, purpose: "packing/order")
            numbers = stream.shuffled(tasks.tasks.indices)
        }
        if let target {
            var stream = RandomStream(seed: seed, replication: replication, purpose: "packing/demand")
            numbers = try Arrivals.order(
                numbers, bringing: target, of: resource, tasks, gpus: gpus, drawing: &stream, isCancelled: isCancelled)
        }
        return Arriving(tasks: tasks, order: numbers, typical: tasks.typical)
    }
}

extension MachineRun {
    /// The machines of classes, class by class.
    package static func runs(of classes: [MachineClass]) -> [MachineRun] {
        classes.enumerated().map { MachineRun($0.element, number: $0.offset, count: $0.element.count) }
    }
}
