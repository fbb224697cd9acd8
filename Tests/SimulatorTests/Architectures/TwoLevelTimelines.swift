import Testing

@testable import CellbenchSimulator

/// One machine of 4 cores unless a test says otherwise; the allocator gathers for 1 s and takes 0.5 s; an attempt takes 1 s.
@Suite("Two-level, by hand")
struct TwoLevelTimelines {
    private func settings(
        _ processing: OfferProcessing = .sequential, minimum: Double = 0
    ) -> ArchitectureSettings {
        var settings = TwoLevelSettings(schedulers: [1, 1])
        settings.allocatorDecisionTime = .seconds(0.5)
        settings.offerProcessing = processing
        settings.minimumOffer = Resources(cores: minimum, gibibytes: 0)
        return .twoLevel(settings)
    }

    @Test("A job waits for the offer interval and the allocator; everything free is locked until the answer")
    func oneOffer() throws {
        // Asked at 0, round at 1, offer at 1.5, answer at 2.5: the task holds 1 core from then on.
        let figures = try simulate(scenario(settings(), jobs: [job(at: 0)], horizon: 10))
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.cell.locked.cpu == 4 * 1.5 / 40)
        #expect(figures.cell.utilization.cpu == 7.5 / 40)
        #expect(figures.schedulers[0].busyness.useful == 0.1)
        #expect(figures.schedulers[0].transactionsSucceeded == 1)
    }

    @Test("While one scheduler has the offer the other gets nothing; then it is offered what is left")
    func offersExclude() throws {
        // Batch is offered the cell at 1.5 and answers at 2.5. The next round is due at 3.5; service has its offer at 4.
        let figures = try simulate(
            scenario(settings(), jobs: [job(at: 0, 0, tasks: 2), job(at: 0.2, 1, tasks: 2)], horizon: 10))
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.workloads[1].waitTime.max == 3.8)
        // 4 cores from 1 to 2.5, then 2 cores from 3.5 to 5.
        #expect(figures.cell.locked.cpu == (4 * 1.5 + 2 * 1.5) / 40)
    }

    @Test("Sequential: the jobs queued when the offer arrives are attempted one after another and answered together")
    func sequential() throws {
        // Attempts at 1.5-2.5 and 2.5-3.5; both tasks run from the answer at 3.5.
        let figures = try simulate(scenario(settings(), jobs: [job(at: 0), job(at: 0)], horizon: 10))
        #expect(figures.workloads[0].waitTime.p50 == 1.5)
        #expect(figures.workloads[0].waitTime.max == 2.5)
        #expect(figures.cell.utilization.cpu == 2 * 6.5 / 40)
        #expect(figures.cell.locked.cpu == 4 * 2.5 / 40)
    }

    @Test(
        "Immediate: the jobs queued when the offer arrives begin at once and are answered after the sum of their times")
    func immediate() throws {
        let figures = try simulate(scenario(settings(.immediate), jobs: [job(at: 0), job(at: 0)], horizon: 10))
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.cell.utilization.cpu == 2 * 6.5 / 40)
        #expect(figures.schedulers[0].busyness.useful == 0.2)
    }

    @Test("Sequential: a job that comes while an offer is worked through waits for another offer")
    func laterJobWaits() throws {
        // A: offer at 1.5, answer at 2.5. B comes at 2, its request is due at 3 (asked at 2), offer at 3.5.
        let figures = try simulate(scenario(settings(), jobs: [job(at: 0), job(at: 2)], horizon: 10))
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.schedulers[0].transactionsSucceeded == 2)
    }

    @Test("What is freed while an offer is out is offered to the other scheduler meanwhile")
    func freedMeanwhile() throws {
        // Service's task holds 3 cores from 2.5 (offer at 1.5, asked at 0) to 6. Batch asks at 4, is offered 1 core at 5.5 and
        // thinks for 5 s. The end at 6 makes a round due at 7: 3 cores go to service, which asked at 6.2, at 7.5.
        let figures = try simulate(
            scenario(
                settings(),
                jobs: [job(at: 0, 1, cpu: 3).with(duration: 3.5), job(at: 4, 0), job(at: 6.2, 1, cpu: 3)],
                horizon: 20, decision: [(5, 0), (1, 0)]))
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.workloads[1].waitTime.max == 1.5)
        #expect(abs((figures.workloads[1].waitTime.p50 ?? 0) - 1.3) < 1e-9)
        // 4 × 1.5 (1-2.5), 1 × 5.5 (5-10.5), 3 × 1.5 (7-8.5).
        #expect(figures.cell.locked.cpu == (4 * 1.5 + 1 * 5.5 + 3 * 1.5) / 80)
    }

    @Test("The scheduler with the smaller dominant share is offered first")
    func dominantShare() throws {
        // Batch holds 1 core from 2.5. Both ask at 5: service, which holds nothing, is first at 6.5, batch at 9.
        let figures = try simulate(
            scenario(settings(), jobs: [job(at: 0, 0), job(at: 5, 0), job(at: 5, 1)], horizon: 20))
        #expect(figures.workloads[1].waitTime.max == 1.5)
        #expect(figures.workloads[0].waitTime.max == 4)
    }

    @Test("Memory can be the dominant resource")
    func dominantMemory() throws {
        // Batch holds 1 of 4 cores and 15 of 16 GiB, service 2 of 4 cores: service's share, 1/2, is the smaller.
        let figures = try simulate(
            scenario(
                settings(),
                jobs: [
                    job(at: 0, 0, memory: 15), job(at: 0, 1, cpu: 2), job(at: 10, 0, cpu: 0.1),
                    job(at: 10, 1, cpu: 0.1),
                ], horizon: 20))
        #expect(figures.workloads[1].waitTime.p50 == 1.5)
        #expect(figures.workloads[0].waitTime.max == 4)
    }

    @Test("Nothing is offered while less than the minimum is free; the end of a task makes a round due")
    func minimumOffer() throws {
        // A holds 2 cores from 2.5 to 6.5. B asks at 3 (round at 3.5, due since the answer): 2 free, 3 wanted. Next round at 7.5.
        let figures = try simulate(
            scenario(
                settings(minimum: 3), jobs: [job(at: 0, cpu: 2).with(duration: 4), job(at: 3, 1)], horizon: 20))
        #expect(figures.workloads[1].waitTime.max == 5)
    }

    @Test("A job that does not fit the offer counts a fruitless attempt and returns")
    func fruitless() throws {
        // A holds 2 cores from 2.5 for good. B needs 3: offers at 4 (round at 3.5), then every 1 + 1 + 0.5 s or later.
        var world = scenario(settings(), jobs: [job(at: 0, cpu: 2), job(at: 0.5, 1, cpu: 3)], horizon: 30)
        world.abandon.attemptsWithoutPlacement = 2
        let figures = try simulate(world)
        #expect(figures.workloads[1].jobsAbandoned == 1)
        #expect(figures.schedulers[1].transactionsEmpty == 2)
        #expect(figures.workloads[1].waitTime.max == 3.5)
    }

    @Test("An offer that arrives after another has taken its jobs is answered at once")
    func emptyHanded() throws {
        // Immediate: B comes at 1.2, after the round at 1, and is taken with the offer at 1.5. Its request makes a round due at
        // 2.2, by when the queue is empty and the request withdrawn: no offer is made, nothing more is locked.
        let figures = try simulate(scenario(settings(.immediate), jobs: [job(at: 0), job(at: 1.2)], horizon: 10))
        #expect(figures.workloads[0].waitTime.max == 1.5)
        #expect(figures.cell.locked.cpu == 4 * 2.5 / 40)
    }

    @Test("Immediate: an attempt that the horizon cuts places nothing; its job is pending")
    func immediateCutByHorizon() throws {
        // Both begin at 1.5. A ends at 2.5; B would end at 3.5, as would the answer, but the horizon is 3.
        let figures = try simulate(
            scenario(settings(.immediate), jobs: [job(at: 0, tasks: 2), job(at: 0)], horizon: 3))
        #expect(figures.workloads[0].jobsStarted == 2)
        #expect(figures.workloads[0].jobsFullyScheduled == 1)
        #expect(figures.workloads[0].tasksScheduled == 2)
        #expect(figures.workloads[0].jobsPending == 1)
        #expect(figures.schedulers[0].claimsCommitted == 2)
        #expect(figures.schedulers[0].transactionsSucceeded == 1)
        #expect(figures.schedulers[0].busyness.useful == 1.0 / 3)
        #expect(figures.schedulers[0].busyness.undecided == 0.5 / 3)
        #expect(figures.cell.utilization.cpu == 0)
    }

    @Test(
        "Immediate: jobs beyond what the offer has room for do not begin, wherever the horizon is", arguments: [3, 50])
    func immediateExhausted(horizon: Double) throws {
        // A wants all 4 cores and would be answered at 11.5.
        let figures = try simulate(
            scenario(
                settings(.immediate), jobs: [job(at: 0, tasks: 4)] + (0..<9).map { _ in job(at: 0) }, horizon: horizon,
                decision: [(10, 0), (1, 0)]))
        #expect(figures.workloads[0].jobsStarted == 1)
        #expect(figures.schedulers[0].queueLengthAtEnd == 9)
    }

    @Test("Immediate: a job not fully placed returns after the retry delay from the offer's arrival")
    func immediateRetry() throws {
        // A (5 tasks, 4 cores) begins at 1.5, is back at 2.5 and asks; B begins at 1.5 too, and the answer is due at 3.5. The
        // round at 3.5 (asked at 2.5) comes before the answer and finds nothing free; the answer's is due at 4.5.
        let figures = try simulate(
            scenario(
                settings(.immediate), jobs: [job(at: 0, tasks: 5).with(duration: 0.5), job(at: 0, cpu: 0.5)],
                horizon: 20))
        #expect(figures.workloads[0].queueTime.max == 1.5 + 2.5)
        #expect(figures.workloads[0].jobsFullyScheduled == 2)
    }

    @Test("Immediate: a job not fully placed in an attempt that the horizon cuts returns all the same")
    func immediateCutRetry() throws {
        // A (5 tasks, 4 cores) begins at 1.5 and is decided at 11.5, behind the horizon; it is back at 2.5 for its fifth task. Every
        // core is in the offer, so it waits in the queue to the end, as does B, which comes at 3.
        let cut = scenario(
            settings(.immediate), jobs: [job(at: 0, tasks: 5), job(at: 3)], horizon: 10, decision: [(10, 0), (1, 0)])
        let figures = try simulate(cut)
        #expect(figures.workloads[0].jobsStarted == 1)
        #expect(figures.schedulers[0].queueLengthAtEnd == 2)
        #expect(figures.workloads[0].jobsPending == 2)
        #expect(figures.workloads[0].tasksPending == 6)
        #expect(figures.workloads[0].tasksScheduled == 0)
        #expect(figures.schedulers[0].busyness.undecided == 8.5 / 10)
        // With a fifth core free from 4 on, which is offered at 5.5, A begins again then: it waited 1.5 s and 3 s.
        var withRoom = cut
        withRoom.initial.jobs = JobList(workloads: ["batch", "service"], jobs: [job(at: 0, duration: 4)])
        withRoom.machines[0].capacity = Resources(cores: 5, gibibytes: 16)
        let roomy = try simulate(withRoom)
        #expect(roomy.workloads[0].queueTime.max == 4.5)
        #expect(roomy.workloads[0].attempts.max == 2)
        #expect(roomy.workloads[0].tasksPending == 6)
    }

    @Test("Immediate: tasks of an attempt that the horizon cuts stay pending, whatever becomes of the job's others")
    func immediateCutAndMore() throws {
        // 4.5 cores, of which half a one is free from 4 on. A (5 tasks) begins at 1.5 with 4 of them and would be decided at 16.5. It is
        // back at 2.5; the round at 3.5 finds nothing free, that at 5 offers half a core, in which A's last task is decided upon by 8.5.
        var world = scenario(
            settings(.immediate), jobs: [job(at: 0, tasks: 5)], horizon: 10, decision: [(0, 3), (0, 3)])
        world.initial.jobs = JobList(workloads: ["batch", "service"], jobs: [job(at: 0, duration: 4, cpu: 0.5)])
        world.machines[0].capacity = Resources(cores: 4.5, gibibytes: 16)
        world.abandon.attempts = 2
        let givenUp = try simulate(world)
        #expect(givenUp.workloads[0].attempts.max == 2)
        #expect(givenUp.workloads[0].tasksPending == 5)
        #expect(givenUp.workloads[0].tasksAbandoned == 0)
        #expect(givenUp.workloads[0].jobsPending == 1)
        // With a whole core free then, the fifth task is placed, and the four are still pending.
        world.initial.jobs = JobList(workloads: ["batch", "service"], jobs: [job(at: 0, duration: 4)])
        world.machines[0].capacity = Resources(cores: 5, gibibytes: 16)
        let placed = try simulate(world)
        #expect(placed.workloads[0].tasksScheduled == 1)
        #expect(placed.workloads[0].tasksPending == 4)
        #expect(placed.workloads[0].jobsFullyScheduled == 0)
        #expect(placed.workloads[0].jobsPending == 1)
    }

    @Test("An offer is exhausted when all its cores are taken; the jobs that remain wait for the next")
    func exhausted() throws {
        // A takes all 4 cores; B is not attempted within the offer (its end at 1.5 + 1 is the answer), and A ends at 5.5.
        // B: a round at 3.5 finds nothing free; the end makes one due at 6.5, the offer comes at 7.
        let figures = try simulate(
            scenario(settings(), jobs: [job(at: 0, tasks: 4).with(duration: 3), job(at: 0)], horizon: 20))
        #expect(figures.workloads[0].waitTime.max == 7)
        #expect(figures.schedulers[0].transactionsEmpty == 0)
    }
}

extension JobSpec {
    /// The job with tasks of `seconds`.
    fileprivate func with(duration seconds: Double) -> JobSpec {
        var job = self
        job.duration = .seconds(seconds)
        return job
    }
}
