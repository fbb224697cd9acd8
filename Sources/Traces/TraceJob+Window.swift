internal import CellbenchSimulator

/// The tasks of a job at a moment after its submission, at which a window begins.
struct TasksAtMoment {
    /// The tasks that run then, for the rest of their time, as a job that runs from the start; nil where none does.
    var running: TraceJob?
    /// Number of tasks that have ended by then.
    var ended = 0
    /// Number of tasks that began at an unknown time.
    var unknown = 0
    /// Number of tasks that wait then: they begin later, or were evicted and run again later.
    var waiting = 0
}

extension TraceJob {
    /// The job's tasks at `moment`, by what they do.
    ///
    /// A task that ends or is evicted at that moment does not run; one that begins then does. A task that runs then
    /// runs for the sum of what is left of its runs.
    func tasks(at moment: Nanoseconds) -> TasksAtMoment {
        var found: TasksAtMoment
        if moment == 0, wasRunning {
            // A job that ran when the trace began runs at its beginning, however short it is.
            found = TasksAtMoment(running: self)
        } else {
            found = runs.isEmpty ? togetherTasks(at: moment) : singleTasks(at: moment)
            found.running?.began = -1
        }
        found.running?.job.submitted = 0
        return found
    }

    /// The tasks of a job whose tasks all began together and ran without a break.
    private func togetherTasks(at moment: Nanoseconds) -> TasksAtMoment {
        guard let began else { return TasksAtMoment(unknown: job.tasks) }
        let age = moment - max(0, began)
        guard age >= 0 else { return TasksAtMoment(waiting: job.tasks) }
        let left = parts.compactMap { part -> TaskPart? in
            var part = part
            part.duration -= age
            return part.duration > 0 ? part : nil
        }
        guard !left.isEmpty else { return TasksAtMoment(ended: job.tasks) }
        let running = with(left)
        return TasksAtMoment(running: running, ended: job.tasks - running.job.tasks)
    }

    /// The tasks of a job whose tasks have runs of their own.
    private func singleTasks(at moment: Nanoseconds) -> TasksAtMoment {
        var found = TasksAtMoment()
        var left = MergedParts()
        var first = runs.startIndex
        while first < runs.endIndex {
            let (part, task) = (runs[first].part, runs[first].task)
            let next = runs[first...].firstIndex { $0.part != part || $0.task != task } ?? runs.endIndex
            let own = runs[first..<next]
            let count = Int(runs[first].count)
            first = next
            guard own.contains(where: { $0.start <= moment && moment < $0.end }) else {
                if own.contains(where: { $0.start > moment }) {
                    found.waiting += count
                } else {
                    found.ended += count
                }
                continue
            }
            left.append(
                parts[Int(part)].demand, count: count,
                runs: own.filter { $0.end > moment }.map {
                    (max($0.start, moment) - moment, $0.end - moment, $0.isCut)
                })
        }
        if !left.parts.isEmpty { found.running = with(left.parts, runs: left.runs) }
        return found
    }
}
