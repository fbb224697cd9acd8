import Testing

@testable import CellbenchSimulator

@Suite("Shared state, by hand")
struct SharedStateTimelines {
    private func settings(
        _ detection: ConflictDetection, _ commit: CommitMode, counting: CoarseCounts = .all,
        schedulers: [Int] = [1, 1]
    ) -> ArchitectureSettings {
        var settings = SharedStateSettings(schedulers: schedulers)
        settings.conflictDetection = detection
        settings.commit = commit
        settings.coarseCounts = counting
        return .sharedState(settings)
    }

    /// One machine of 4 cores.
    ///
    /// Batch thinks 0-1 and commits 3 tasks.
    ///
    /// Service has seen 4 free cores at 0.5 and commits 3 tasks at 1.5, where 1 core is left. The missing tasks are
    /// retried without success at 2.5-3.5, until the horizon at 4.
    private func contention(_ detection: ConflictDetection, _ commit: CommitMode) throws -> SchedulerFigures {
        let figures = try simulate(
            scenario(
                settings(detection, commit), jobs: [job(at: 0, 0, tasks: 3), job(at: 0.5, 1, tasks: 3)], horizon: 4))
        #expect(figures.schedulers[0].transactionsSucceeded == 1)
        #expect(figures.schedulers[0].claimsCommitted == 3)
        #expect(figures.workloads[1].waitTime.max == 0)
        return figures.schedulers[1]
    }

    @Test("Fine and incremental: what still fits is kept")
    func fineIncremental() throws {
        let service = try contention(.fine, .incremental)
        #expect(service.claimsCommitted == 1)
        #expect(service.claimsConflicted == 2)
        #expect(service.claimsRolledBack == 0)
        #expect(service.transactionsConflicted == 1)
        #expect(service.conflictFraction == nil)
        #expect(service.busyness.conflicted == 0.25)
        // The second attempt sees a full machine.
        #expect(service.transactionsEmpty == 1)
        #expect(service.busyness.fruitless == 0.25)
    }

    @Test("Fine and all-or-nothing: one claim too many undoes the transaction, and the retry takes what it then sees")
    func fineAllOrNothing() throws {
        // 0.5-1.5 conflicts. 2.5-3.5 sees 1 free core, places 1 task and commits it.
        let service = try contention(.fine, .allOrNothing)
        #expect(service.claimsConflicted == 2)
        #expect(service.claimsRolledBack == 1)
        #expect(service.claimsCommitted == 1)
        #expect(service.transactionsConflicted == 1)
        #expect(service.transactionsSucceeded == 1)
        #expect(service.transactionsRetried == 1)
        #expect(service.conflictFraction == 1)
    }

    @Test("Coarse and incremental: all claims on a machine whose version moved conflict, whether they fit or not")
    func coarseIncremental() throws {
        let service = try contention(.coarse, .incremental)
        #expect(service.claimsConflicted == 3)
        #expect(service.claimsRolledBack == 0)
        #expect(service.claimsCommitted == 1)
        #expect(service.transactionsConflicted == 1)
        #expect(service.transactionsSucceeded == 1)
    }

    @Test("Coarse and all-or-nothing: as incremental where there is one machine")
    func coarseAllOrNothing() throws {
        let service = try contention(.coarse, .allOrNothing)
        #expect(service.claimsConflicted == 3)
        #expect(service.claimsRolledBack == 0)
        #expect(service.claimsCommitted == 1)
    }

    @Test("All-or-nothing rolls back the claims on other machines; incremental keeps them")
    func twoMachines() throws {
        // Two machines of 1 core. Service claims both at 0.5; batch has taken one of them by 1.5.
        func service(_ commit: CommitMode, _ detection: ConflictDetection) throws -> SchedulerFigures {
            try simulate(
                scenario(
                    settings(detection, commit), jobs: [job(at: 0, 0, tasks: 1), job(at: 0.5, 1, tasks: 2)],
                    machines: 2, cpu: 1, horizon: 2)
            ).schedulers[1]
        }
        for detection in ConflictDetection.allCases {
            let incremental = try service(.incremental, detection)
            #expect(incremental.claimsCommitted == 1)
            #expect(incremental.claimsConflicted == 1)
            #expect(incremental.claimsRolledBack == 0)
            let gang = try service(.allOrNothing, detection)
            #expect(gang.claimsCommitted == 0)
            #expect(gang.claimsConflicted == 1)
            #expect(gang.claimsRolledBack == 1)
        }
    }

    @Test("A release moves the version only where releases count")
    func coarseCounts() throws {
        // Batch commits one task at 1, which ends at 2. Service has synchronised at 1.5 and commits at 2.5.
        func service(_ counting: CoarseCounts) throws -> SchedulerFigures {
            try simulate(
                scenario(
                    settings(.coarse, .incremental, counting: counting),
                    jobs: [job(at: 0, 0, duration: 1), job(at: 1.5, 1)], horizon: 3)
            ).schedulers[1]
        }
        #expect(try service(.all).transactionsConflicted == 1)
        #expect(try service(.claims).transactionsConflicted == 0)
        #expect(try service(.claims).transactionsSucceeded == 1)
    }

    @Test("Jobs are routed to a workload's schedulers in turn")
    func roundRobin() throws {
        // Three jobs at 0 and two schedulers: the third waits for the first to be done.
        let figures = try simulate(
            scenario(
                settings(.fine, .incremental, schedulers: [2, 1]),
                jobs: [job(at: 0), job(at: 0), job(at: 0), job(at: 0, 1)], machines: 4, horizon: 10))
        #expect(figures.schedulers.map(\.name) == ["batch-0", "batch-1", "service-0"])
        #expect(figures.schedulers.map(\.transactionsSucceeded) == [2, 1, 1])
        #expect(figures.workloads[0].waitTime.max == 1)
    }

    @Test("Jobs routed by hash go where their id says, whenever they come")
    func hashed() throws {
        func shares(_ ids: [UInt64]) throws -> [Int] {
            var settings = SharedStateSettings(schedulers: [4, 1])
            settings.assignment = .hash
            let jobs = ids.map { job(at: Double($0 % 7), tasks: 1, duration: 0.1, id: $0) }
            return try simulate(scenario(.sharedState(settings), jobs: jobs, machines: 4, horizon: 1000))
                .schedulers.map(\.transactionsSucceeded)
        }
        #expect(try shares([5, 5, 5]).filter { $0 == 3 }.count == 1)
        let spread = try shares(Array(1...200))
        #expect(spread.dropLast().allSatisfy { (25...75).contains($0) })
        #expect(spread.reduce(0, +) == 200)
    }
}
