internal import CellbenchFiles
internal import CellbenchSimulator

extension PackingWork {
    /// Number of tasks that are likely to arrive.
    var expectedArrivals: Double {
        switch (source, order) {
        case (_, .given(let numbers)): return Double(numbers.count)
        case (.list(let list), _):
            let asked = amount(of: list.tasks)
            guard let demand, asked > 0 else { return Double(list.tasks.count) }
            return Double(list.tasks.count) * Double(demand) / asked
        case (.drawn(let workloads), _):
            // Tasks a second, and what they ask for a second.
            let rates = workloads.map { $0.tasks.typicalMean / $0.interarrival.typicalMean }
            let asked = zip(workloads, rates).reduce(0) { $0 + typicalAmount(of: $1.0) * $1.1 }
            guard let demand, asked > 0 else { return 0 }
            return min(Double(demand) / asked * rates.reduce(0, +), Double(PackingTasks.mostDrawn))
        }
    }

    /// What tasks ask for together, in the resource's unit.
    func amount(of tasks: some Sequence<PackingTasks.Task>) -> Double {
        tasks.reduce(0) { $0 + Double(resource.amount(in: $1.demand)) }
    }

    /// What a task of a workload asks for on average, in the resource's unit.
    func typicalAmount(of workload: GeneratedWorkload) -> Double {
        switch resource {
        case .cpu: workload.cpu.typicalMean * 1000
        case .memory: workload.memory.typicalMean * 1024
        case .gpu: workload.gpu.typicalMean * 1000
        }
    }
}

extension Field {
    /// Refuses a list of which too many tasks would be copied, and tasks that ask for many times what the cell has.
    ///
    /// - Parameters:
    ///   - work: the tasks that arrive.
    ///   - capacity: what the cell has of the resource, in its unit.
    ///   - tooMany: the error for too many tasks.
    /// - Throws: an error about the demand, or about this section.
    func checkArrivals(
        _ work: PackingWork, _ capacity: Int64, tooMany: @autoclosure () -> ConfigError
    ) throws(ConfigError) {
        guard case .list(let list) = work.source else { return }
        if work.demand != nil {
            let copies = work.expectedArrivals - Double(list.tasks.count)
            guard copies <= Double(PackingTasks.mostDrawn) else { throw tooMany() }
            return
        }
        // A curve has a value for each per cent of the capacity.
        let amount =
            if case .given(let numbers) = work.order {
                work.amount(of: numbers.lazy.map { list.tasks[$0] })
            } else {
                work.amount(of: list.tasks)
            }
        let most = ConfigSettings.mostDemand
        guard amount <= most * Double(capacity) else {
            let times = Int64((amount / Double(capacity)).rounded(.up))
            throw error(
                "the tasks ask for \(times) times the \(work.resource.rawValue) of the cell; accepted: at most "
                    + "\(Int(most)) times, as of a demand")
        }
    }
}
