// The world as an architecture of another package sees it: schedulers and queues, plans and commits.

extension World {
    /// Number of schedulers.
    public var schedulerCount: Int { schedulers.count }

    /// Number of jobs in a scheduler's queue.
    public func queueLength(of scheduler: Int) -> Int { schedulers[scheduler].queue.count }

    /// True while a scheduler is at an attempt.
    public func isBusy(_ scheduler: Int) -> Bool { schedulers[scheduler].attempt != nil }

    /// Number of machines.
    public var machineCount: Int { cell.machineCount }

    /// Free resources of a machine.
    public func free(on machine: Int) -> Resources { cell.free.free(on: machine) }

    /// A job that is not yet fully placed.
    public func job(_ number: UInt32) -> WaitingJob { jobs.waitingJob(number) }

    /// Chooses machines for the missing tasks of a job on the cell as it is now, and claims nothing.
    ///
    /// ``commit(_:of:detection:mode:)`` makes the claims.
    ///
    /// - Parameters:
    ///   - job: the job.
    ///   - scheduler: the scheduler, whose machines and random stream are used.
    ///   - transaction: takes the plan, in place of the claims it has.
    public mutating func plan(_ job: UInt32, by scheduler: Int, into transaction: inout Transaction) {
        plan(job, by: scheduler, for: .coarse, into: &transaction)
    }

    /// Chooses machines for the missing tasks of a job; notes versions only for coarse detection.
    @inline(__always)
    mutating func plan(
        _ job: UInt32, by scheduler: Int, for detection: ConflictDetection, into transaction: inout Transaction
    ) {
        place(job, by: scheduler, on: .table(cell.free), into: &transaction)
        transaction.withdraw(from: cell.free)
        if detection == .coarse { transaction.noteVersions(of: cell.free) }
    }

    /// Makes the claims of a plan that do not conflict, and starts their tasks.
    ///
    /// - Parameters:
    ///   - transaction: the plan; keeps the claims that took effect.
    ///   - job: the job that the plan is for.
    ///   - detection: rule by which a claim conflicts.
    ///   - mode: claims that are kept where some conflict.
    /// - Returns: numbers of committed, conflicted and rolled-back claims.
    @inline(__always)
    public mutating func commit(
        _ transaction: inout Transaction, of job: UInt32, detection: ConflictDetection = .fine,
        mode: CommitMode = .incremental
    ) -> CommitOutcome {
        let outcome = cell.commit(&transaction, detection: detection, mode: mode)
        startTasks(of: job, claimedIn: transaction)
        return outcome
    }
}
