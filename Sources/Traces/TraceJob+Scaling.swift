internal import CellbenchSimulator

extension TraceJob {
    /// The job with `factor` times as many tasks.
    ///
    /// The sum over its parts is rounded, not each part. The new tasks of a part are shared evenly among its old ones,
    /// whose runs they have.
    func scaled(by factor: Double) -> TraceJob {
        guard factor != 1 else { return self }
        var counts = scaledCounts(by: factor)
        if counts.allSatisfy({ $0 == 0 }) { counts[0] = 1 }
        var scaled: [TaskPart] = []
        var numbers: [Int32] = []
        for (part, count) in zip(parts, counts) {
            numbers.append(Int32(scaled.count))
            if count > 0 { scaled.append(TaskPart(demand: part.demand, duration: part.duration, count: count)) }
        }
        return with(
            scaled,
            runs: runs.compactMap { run in
                let (part, task) = (Int(run.part), Int(run.task))
                let copies = TraceJob.share(
                    of: task..<(task + Int(run.count)), among: parts[part].count, counts[part])
                guard copies > 0 else { return nil }
                var run = run
                run.part = numbers[part]
                run.task = Int32(clamping: TraceJob.share(of: 0..<task, among: parts[part].count, counts[part]))
                run.count = Int32(clamping: copies)
                return run
            })
    }

    /// By part, its new number of tasks, which may be 0.
    private func scaledCounts(by factor: Double) -> [Int] {
        var (sum, scaledSum) = (0, 0)
        return parts.map { part in
            sum += part.count
            let target = Int(min((Double(sum) * factor).rounded(), Double(JobSpec.mostTasks)))
            defer { scaledSum = target }
            return target - scaledSum
        }
    }

    /// Number of the `total` new tasks that the old tasks `numbers` get, where all `tasks` old ones share them evenly.
    private static func share(of numbers: Range<Int>, among tasks: Int, _ total: Int) -> Int {
        numbers.upperBound * total / tasks - numbers.lowerBound * total / tasks
    }
}
