internal import CellbenchSimulator

/// Merges tasks of a job, each with its runs, into parts of tasks that are alike.
struct MergedParts {
    /// Values that tasks of a part have in common.
    private struct Kind: Hashable {
        var demand: Resources
        var duration: Nanoseconds
    }

    /// The parts, in the order of their first appearance.
    private(set) var parts: [TaskPart] = []
    /// The runs of the tasks, task by task.
    private(set) var runs: [TaskRun] = []
    private var numbers: [Kind: Int] = [:]

    /// Adds `count` tasks that run at the same times; their duration is the sum of the runs.
    mutating func append(
        _ demand: Resources, count: Int = 1,
        runs own: some Collection<(start: Nanoseconds, end: Nanoseconds, isCut: Bool)>
    ) {
        let duration = own.reduce(0) { $0 + ($1.end - $1.start) }
        let kind = Kind(demand: demand, duration: duration)
        let number: Int
        if let last = parts.indices.last, parts[last].demand == demand, parts[last].duration == duration {
            number = last
        } else {
            number = numbers[kind] ?? parts.count
        }
        if number == parts.count {
            numbers[kind] = number
            parts.append(TaskPart(demand: demand, duration: duration, count: 0))
        }
        for run in own {
            runs.append(
                TaskRun(
                    part: number, task: parts[number].count, count: count, from: run.start, to: run.end,
                    isCut: run.isCut))
        }
        parts[number].count += count
    }
}
