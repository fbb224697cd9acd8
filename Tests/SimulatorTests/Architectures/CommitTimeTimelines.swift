import Testing

@testable import CellbenchSimulator

/// Commits that take time, worked out by hand: one machine of 4 cores and 1 s a decision, unless a test says otherwise.
@Suite struct CommitTimeTimelines {
    /// The figures of `scenario` with commits that take `transaction` and `claim` seconds.
    private func figures(
        _ scenario: Scenario, transaction: Double = 0, claim: Double = 0
    ) throws -> RunFigures {
        var scenario = scenario
        scenario.commitTime = CommitTime(transaction: .seconds(transaction), claim: .seconds(claim))
        return try simulate(scenario, audit: .everyEvent)
    }

    // MARK: Monolithic

    private let monolithic = ArchitectureSettings.monolithic(MonolithicSettings())

    @Test func `Monolithic: the scheduler is busy until its commit is done, and tasks run from then on`() throws {
        // A decides 0-1 and commits 2 claims 1-3; B, which came at 0.5, decides 3-4 and commits 1 claim 4-5.5.
        let figures = try figures(
            scenario(monolithic, jobs: [job(at: 0, 0, tasks: 2), job(at: 0.5, 1)], horizon: 10), transaction: 1,
            claim: 0.5)
        #expect(figures.workloads[1].waitTime.max == 2.5)
        #expect(figures.schedulers[0].busyness.useful == 0.55)
        #expect(figures.schedulers[0].claimsCommitted == 3)
        #expect(figures.cell.utilization.cpu == (2.0 * 7 + 1.0 * 4.5) / 40)
        #expect(figures.cell.commitBusyness == 0.35)
        #expect(figures.events == 6)
    }

    @Test func `Monolithic: an attempt with nothing to commit costs no commit`() throws {
        // 6 tasks on 4 cores. 0-1 decides, 1-4 commits 4; back at 5, where nothing fits, until 6; again 7-8.
        let figures = try figures(
            scenario(monolithic, jobs: [job(at: 0, tasks: 6)], horizon: 8.5), transaction: 1, claim: 0.5)
        #expect(figures.schedulers[0].busyness.useful == 4 / 8.5)
        #expect(figures.schedulers[0].busyness.fruitless == 2 / 8.5)
        #expect(figures.schedulers[0].transactionsEmpty == 2)
        #expect(figures.cell.commitBusyness == 3 / 8.5)
    }

    @Test func `Monolithic: what ends during a commit is free for the next decision, not for this one`() throws {
        // A (4 tasks of 2 s) decides 0-1, commits 1-2, runs 2-4. B (4 tasks) decides 2-3: nothing fits. Back at 4, where it is
        // enqueued after the tasks' end, it decides 4-5 and commits 5-6.
        let figures = try figures(
            scenario(
                monolithic, jobs: [job(at: 0, 0, tasks: 4, duration: 2), job(at: 0, 1, tasks: 4)], horizon: 10),
            transaction: 1)
        #expect(figures.schedulers[0].transactionsEmpty == 1)
        #expect(figures.schedulers[0].busyness.useful == 0.4)
        #expect(figures.cell.utilization.cpu == 24.0 / 40)
    }

    @Test(arguments: [(2.5, 0), (3, 1)])
    func `A commit that the horizon cuts has no effect, one that ends with it has`(horizon: Double, placed: Int) throws
    {
        // Decides 0-1, commits 1-3.
        let figures = try figures(scenario(monolithic, jobs: [job(at: 0)], horizon: horizon), transaction: 2)
        #expect(figures.workloads[0].tasksScheduled == placed)
        #expect(figures.workloads[0].jobsPending == 1 - placed)
        #expect(figures.schedulers[0].busyness.total == 1)
        #expect(figures.schedulers[0].busyness.undecided == Double(1 - placed))
        #expect(figures.schedulers[0].transactionsSucceeded == placed)
        #expect(figures.cell.utilization.cpu == 0)
        #expect(figures.cell.commitBusyness == (horizon - 1) / horizon)
    }

    @Test(arguments: [
        ArchitectureSettings.monolithic(MonolithicSettings()), .partitioned(PartitionedSettings(shares: [0.5, 0.5])),
        .twoLevel(TwoLevelSettings(schedulers: [1, 1])), .sharedState(SharedStateSettings(schedulers: [1, 1])),
    ])
    func `Commits that take forever end nowhere`(architecture: ArchitectureSettings) throws {
        var world = scenario(
            architecture, jobs: [job(at: 0, 0, tasks: 1000), job(at: 0, 1, tasks: 1000)], machines: 2, cpu: 2000)
        world.commitTime = CommitTime(transaction: .longestSpan, claim: .longestSpan)
        let figures = try simulate(world, audit: .everyEvent)
        #expect(figures.workloads.allSatisfy { $0.tasksScheduled == 0 })
        #expect(figures.cell.utilization.cpu == 0)
    }

    // MARK: Partitioned

    @Test func `Partitioned: the parts commit at the same time, and the busiest is reported`() throws {
        // Each decides 0-1 and commits 1-2; service has another job, decides 2-3 and commits 3-4.
        let figures = try figures(
            scenario(
                .partitioned(PartitionedSettings(shares: [0.5, 0.5])),
                jobs: [job(at: 0, 0), job(at: 0, 1), job(at: 0, 1)], machines: 2, horizon: 10), transaction: 1)
        #expect(figures.schedulers.map(\.busyness.useful) == [0.2, 0.4])
        #expect(figures.workloads.map(\.waitTime.max) == [0, 2])
        #expect(figures.cell.utilization.cpu == 22.0 / 80)
        #expect(figures.cell.commitBusyness == 0.2)
    }

    // MARK: Shared state

    private func sharedState(_ detection: ConflictDetection = .fine) -> ArchitectureSettings {
        var settings = SharedStateSettings(schedulers: [1, 1])
        settings.conflictDetection = detection
        return .sharedState(settings)
    }

    @Test func `Shared state: a commit waits for the one before it, and its scheduler with it`() throws {
        // A decides 0-1 and commits 1-3; B decides 0.5-1.5, waits until 3 and commits 3-5.
        let figures = try figures(
            scenario(sharedState(), jobs: [job(at: 0, 0), job(at: 0.5, 1)], horizon: 10), transaction: 2)
        #expect(figures.schedulers.map(\.busyness.useful) == [0.3, 0.45])
        #expect(figures.cell.utilization.cpu == 12.0 / 40)
        #expect(figures.cell.commitBusyness == 0.4)
    }

    @Test func `Shared state: of decisions that end together the one begun first commits first`() throws {
        // Both decide 0-1; batch commits 1-2, service 2-3.
        let figures = try figures(
            scenario(sharedState(), jobs: [job(at: 0, 0), job(at: 0, 1)], horizon: 10), transaction: 1)
        #expect(figures.schedulers.map(\.busyness.useful) == [0.2, 0.3])
    }

    @Test(arguments: ConflictDetection.allCases)
    func `Shared state: claims are judged when the commit is done, and conflict with what was committed meanwhile`(
        detection: ConflictDetection
    ) throws {
        // A decides 0-1 and commits 1 claim 1-3. B sees 4 free cores at 1.5, decides until 2.5 and commits 4 claims
        // 3-5: one does not fit, and all are on a machine whose version moved. With free commits B would see A's claim.
        let world = scenario(sharedState(detection), jobs: [job(at: 0, 0), job(at: 1.5, 1, tasks: 4)], horizon: 5)
        let service = try figures(world, transaction: 2).schedulers[1]
        #expect(service.claimsConflicted == (detection == .fine ? 1 : 4))
        #expect(service.claimsCommitted == (detection == .fine ? 3 : 0))
        #expect(service.transactionsConflicted == 1)
        #expect(service.busyness.conflicted == 3.5 / 5)
        #expect(try figures(world).schedulers[1].transactionsConflicted == 0)
    }

    @Test func `Shared state: a commit that waits at the horizon is undecided, and the cell's time before it counts`()
        throws
    {
        // A decides 0-1 and commits 1-3; B decides 0-1 and would commit 3-5, but the horizon is 4.
        let figures = try figures(
            scenario(sharedState(), jobs: [job(at: 0, 0), job(at: 0, 1)], horizon: 4), transaction: 2)
        #expect(figures.schedulers.map(\.busyness.useful) == [0.75, 0])
        #expect(figures.schedulers.map(\.busyness.undecided) == [0, 1])
        #expect(figures.workloads.map(\.tasksScheduled) == [1, 0])
        #expect(figures.cell.commitBusyness == 0.75)
    }

    // MARK: Two-level

    /// The allocator gathers for 1 s and takes 0.5 s.
    private func twoLevel(_ processing: OfferProcessing) -> ArchitectureSettings {
        var settings = TwoLevelSettings(schedulers: [1, 1])
        settings.allocatorDecisionTime = .seconds(0.5)
        settings.offerProcessing = processing
        return .twoLevel(settings)
    }

    @Test func `Two-level, sequential: each attempt within an offer ends with its commit, the last with the answer`()
        throws
    {
        // Offered at 1.5. A decides until 2.5 and commits until 3, B decides until 4 and commits until 4.5: the answer.
        let figures = try figures(
            scenario(twoLevel(.sequential), jobs: [job(at: 0), job(at: 0)], horizon: 10), transaction: 0.5)
        #expect(figures.workloads[0].waitTime.max == 3)
        #expect(figures.schedulers[0].busyness.useful == 0.3)
        #expect(figures.cell.utilization.cpu == 11.0 / 40)
        #expect(figures.cell.locked.cpu == 14.0 / 40)
        #expect(figures.cell.commitBusyness == 0.1)
    }

    @Test func `Two-level, immediate: the commits of an offer follow its decisions, and then the answer`() throws {
        // Offered at 1.5. A and B decide until 3.5, and both are committed until 4.5: the answer.
        let figures = try figures(
            scenario(twoLevel(.immediate), jobs: [job(at: 0), job(at: 0)], horizon: 10), transaction: 0.5)
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.schedulers[0].busyness.useful == 0.3)
        #expect(figures.cell.utilization.cpu == 11.0 / 40)
        #expect(figures.cell.locked.cpu == 14.0 / 40)
        #expect(figures.cell.commitBusyness == 0.1)
    }

    @Test(arguments: OfferProcessing.allCases)
    func `Two-level: the commits of different schedulers wait for one another`(processing: OfferProcessing) throws {
        // Service: offered 4 cores at 1.5, decides until 2.5, commits until 5; its task holds 3 cores until 8.5. Batch asks at 4,
        // is offered 1 core at 5.5, decides until 10.5 and commits until 13. Service asks at 8.7, is offered 3 cores at 10 (the
        // round of the task's end), decides until 11, waits until 13 and commits until 15.5.
        let figures = try figures(
            scenario(
                twoLevel(processing),
                jobs: [job(at: 0, 1, duration: 3.5, cpu: 3), job(at: 4, 0), job(at: 8.7, 1, cpu: 3)], horizon: 20,
                decision: [(5, 0), (1, 0)]), transaction: 2.5)
        #expect(figures.schedulers[0].busyness.useful == 7.5 / 20)
        #expect(figures.schedulers[1].busyness.useful == 9.0 / 20)
        // Locked: 4 cores from 1 to 5, 1 from 5 to 13, 3 from 9.5 to 15.5. In use: 3 × 3.5 + 1 × 7 + 3 × 4.5.
        #expect(figures.cell.locked.cpu == 42.0 / 80)
        #expect(figures.cell.utilization.cpu == 31.0 / 80)
        #expect(figures.cell.commitBusyness == 7.5 / 20)
    }

    @Test(arguments: OfferProcessing.allCases)
    func `Two-level: tasks whose commit the horizon cuts do not run`(processing: OfferProcessing) throws {
        // Offered at 1.5, decided at 2.5, to be committed until 5; the horizon is 4. With immediate processing the attempt has
        // ended with the decision, and what is cut are the offer's commits.
        let figures = try figures(
            scenario(twoLevel(processing), jobs: [job(at: 0)], horizon: 4), transaction: 2.5)
        #expect(figures.workloads[0].tasksScheduled == (processing == .immediate ? 1 : 0))
        #expect(figures.schedulers[0].busyness.useful == (processing == .immediate ? 0.25 : 0))
        #expect(figures.schedulers[0].busyness.total == 2.5 / 4)
        #expect(figures.cell.utilization.cpu == 0)
        #expect(figures.cell.commitBusyness == 1.5 / 4)
    }

    @Test(arguments: OfferProcessing.allCases)
    func `Two-level: an offer in which nothing fits is answered without a commit`(processing: OfferProcessing) throws {
        // A holds 2 cores from 3.5 (decided at 2.5). B needs 3: offered at 5, decides until 6.
        let figures = try figures(
            scenario(twoLevel(processing), jobs: [job(at: 0, cpu: 2), job(at: 0.5, 1, cpu: 3)], horizon: 7),
            transaction: 1)
        #expect(figures.schedulers[1].busyness.fruitless == 1.0 / 7)
        #expect(figures.cell.commitBusyness == 1.0 / 7)
    }
}
