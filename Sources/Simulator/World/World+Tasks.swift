// The life of a task: placed, perhaps promised within an offer, running, ended.

extension World {
    /// Starts the tasks of `job` whose claims have taken effect.
    mutating func startTasks(of job: UInt32, claimedIn transaction: borrowing Transaction) {
        guard transaction.count > 0 else { return }
        if transaction.isUniform {
            startGroup(takeTasks(of: job, claimedIn: transaction))
        } else {
            startLinked(takeTasks(of: job, claimedIn: transaction))
        }
        noteAllocation()
    }

    /// Starts the tasks of `last` and of the groups it is linked to.
    mutating func startLinked(_ last: UInt32) {
        var group = last
        while group != TaskGroup.none {
            let next = groups[group].next
            startGroup(group)
            group = next
        }
    }

    /// Starts the tasks of a group, whose claims have taken effect.
    mutating func startGroup(_ number: UInt32) {
        let group = groups[number]
        schedulers[Int(group.scheduler)].held += group.demand.resources * Int64(group.count)
        let end = now.addingClamped(group.duration)
        // Tasks that outlive the horizon hold their resources to the end, and their end is nobody's event.
        if end <= window.end { events.push(.tasksEnd, subject: number, at: end) }
    }

    /// Ends the tasks of a group.
    mutating func endTasks(_ number: UInt32) {
        let group = groups[number]
        let count = Int(group.count)
        cell.release(groups.machines(of: group), count: count, group.demand)
        schedulers[Int(group.scheduler)].held -= group.demand.resources * Int64(count)
        workloads[Int(group.workload)].countFinished(count)
        groups.remove(number)
        if let next = events.nextEndOfTasks { groups.expect(next) }
        if !spreadGroups.isEmpty { spreadGroups.remove(number, tasks: count) }
        noteAllocation()
    }
}
