/// The tasks of a workload without their times, each with a number.
package struct PackingTasks: Sendable {
    /// A task.
    package struct Task: Sendable {
        /// Resources that it holds.
        package var demand: Resources
        /// Number of its conditions in ``PackingTasks/constraints``; nil for none.
        package var requirements: Int?

        /// A task.
        package init(_ demand: Resources, requirements: Int? = nil) {
            self.demand = demand
            self.requirements = requirements
        }
    }

    /// The tasks, in the order of the list.
    package var tasks: [Task]
    /// Conditions on machines, each kind once.
    package var constraints: [[Constraint]]

    /// Tasks with conditions.
    package init(_ tasks: [Task], constraints: [[Constraint]] = []) {
        self.tasks = tasks
        self.constraints = constraints
    }

    /// The typical tasks of the list.
    package var typical: TypicalTasks {
        var counts: [TypicalTasks.Shape: Int] = [:]
        for task in tasks {
            counts[TypicalTasks.Shape(task.demand, task.requirements.map { constraints[$0] } ?? []), default: 0] += 1
        }
        return TypicalTasks(counts)
    }
}

/// A resource by which demand is measured.
package enum PackingResource: String, DescribedWords {
    case cpu, memory, gpu

    /// What the word means.
    package var meaning: String {
        switch self {
        case .cpu: "processor cores"
        case .memory: "memory"
        case .gpu: "GPUs"
        }
    }

    /// The amount of the resource, in its fixed-point unit.
    package func amount(in resources: Resources) -> Int64 {
        switch self {
        case .cpu: resources.milliCores
        case .memory: resources.memoryMiB
        case .gpu: resources.milliGPUs
        }
    }
}

/// The order in which tasks arrive, as their numbers.
package enum Arrivals {
    /// An order with copies at its end, or without some of its tasks, so that a demand arrives.
    ///
    /// Copies are of tasks drawn uniformly, with replacement; one that would pass the target is dropped, and ends the
    /// drawing. Of GPUs that are devices, what the task takes of each device decides that, as in the published
    /// evaluation of Weng et al., USENIX ATC 2023. Where more arrives than the target, tasks drawn uniformly are
    /// removed until no more does.
    ///
    /// - Parameters:
    ///   - order: numbers of tasks.
    ///   - target: the demand, in the resource's unit.
    ///   - resource: the resource.
    ///   - tasks: the tasks.
    ///   - gpus: what GPUs are.
    ///   - stream: the stream to draw from.
    ///   - most: the most copies.
    ///   - isCancelled: called every thousand tasks; true ends the drawing.
    /// - Returns: the order; the order as it is where no task asks for the resource.
    /// - Throws: ``TooManyArrivals`` where the demand has not arrived with the most copies.
    package static func order(
        _ order: [Int], bringing target: Int64, of resource: PackingResource, _ tasks: PackingTasks, gpus: GPUForm,
        drawing stream: inout RandomStream, atMost most: Int = PackingTasks.mostDrawn,
        isCancelled: () -> Bool = { false }
    ) throws(TooManyArrivals) -> [Int] {
        func amount(_ number: Int) -> Int64 { resource.amount(in: tasks.tasks[number].demand) }
        let originals = order
        var order = order
        var demand = order.reduce(0) { $0 + amount($1) }
        guard demand > 0 else { return order }
        if demand > target { return removing(from: order, demand, to: target, amount, &stream, isCancelled) }
        while true {
            let drawn = originals[stream.index(below: originals.count)]
            let looked = resource == .gpu && gpus == .devices ? min(amount(drawn), Devices.whole) : amount(drawn)
            guard demand + looked <= target else { return order }
            guard order.count - originals.count < most else { throw TooManyArrivals() }
            if order.count % 1000 == 0, isCancelled() { return order }
            order.append(drawn)
            demand += amount(drawn)
        }
    }

    private static func removing(
        from order: [Int], _ demand: Int64, to target: Int64, _ amount: (Int) -> Int64,
        _ stream: inout RandomStream, _ isCancelled: () -> Bool
    ) -> [Int] {
        var demand = demand
        // The positions left, of which one is drawn and replaced by the last.
        var left = Array(order.indices)
        var isRemoved = Array(repeating: false, count: order.count)
        while demand > target {
            if left.count % 1000 == 0, isCancelled() { break }
            let drawn = stream.index(below: left.count)
            demand -= amount(order[left[drawn]])
            isRemoved[left[drawn]] = true
            left.swapAt(drawn, left.count - 1)
            left.removeLast()
        }
        return order.indices.filter { !isRemoved[$0] }.map { order[$0] }
    }
}
