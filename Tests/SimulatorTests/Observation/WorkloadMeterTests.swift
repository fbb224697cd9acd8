import Testing

@testable import CellbenchSimulator

/// The window is from 100 to 200 s.
@Suite struct WorkloadMeterTests {
    private let second = Nanoseconds.perSecond

    private func meter() -> WorkloadMeter {
        WorkloadMeter(window: MeasuredWindow(start: 100 * second, end: 200 * second))
    }

    /// A job of `tasks` tasks, of which `unplaced` are left, after `attempts` and `queued` seconds in queues.
    private func job(
        at time: Nanoseconds, tasks: Int = 4, unplaced: Int32 = 0, attempts: Int32 = 1, queued: Nanoseconds = 0
    ) -> Job {
        let spec = JobSpec(
            submitted: time * second, duration: second, demand: amounts(1), workload: 0, tasks: tasks)
        var job = Job(spec, scheduler: 0)
        job.unplaced = unplaced
        job.attempts = attempts
        job.queueTime = queued * second
        return job
    }

    @Test func `Figures are over the jobs submitted in the window, and the ledger over all`() {
        var meter = meter()
        for time: Nanoseconds in [99, 100, 150] {
            let job = job(at: time, queued: 7)
            meter.countSubmitted(job)
            meter.countStarted(job, at: (time + 5) * second)
            meter.countPlaced(4, of: job)
            meter.countDeparted(job, at: (time + 6) * second)
        }
        meter.countFinished(3)
        meter.countInitial(2)
        let figures = meter.figures(name: "batch")
        #expect(figures.name == "batch")
        #expect(figures.jobs == 2)
        #expect(figures.jobsStarted == 2)
        #expect(figures.jobsFullyScheduled == 2)
        #expect(figures.tasks == 8)
        #expect(figures.tasksScheduled == 8)
        #expect(figures.waitTime == Summary(count: 2, mean: 5, p50: 5, p90: 5, p99: 5, max: 5))
        #expect(figures.queueTime == Summary(count: 2, mean: 7, p50: 7, p90: 7, p99: 7, max: 7))
        #expect(figures.attempts == Summary(count: 2, mean: 1, p50: 1, p90: 1, p99: 1, max: 1))
        #expect(figures.pendingAge == PendingAge(count: 0, mean: nil, max: nil))
        let ledger = meter.ledger
        #expect(
            [ledger.submitted, ledger.placed, ledger.finished, ledger.abandoned, ledger.initial] == [12, 12, 3, 0, 2])
        // 2 at time 0 and 12 placed, less 3 that ended.
        #expect(ledger.running == 11)
    }

    @Test func `A job given up is abandoned with the tasks it has left`() {
        var meter = meter()
        let job = job(at: 120, unplaced: 3, attempts: 9)
        meter.countSubmitted(job)
        meter.countPlaced(1, of: job)
        meter.countDeparted(job, at: 130 * second)
        let figures = meter.figures(name: "")
        #expect(figures.jobsAbandoned == 1)
        #expect(figures.jobsFullyScheduled == 0)
        #expect(figures.tasksScheduled == 1)
        #expect(figures.attempts.max == 9)
        let abandoned = meter.ledger.abandoned
        #expect(abandoned == 3)
    }

    /// Submitted at 150 and 180 s: 50 and 20 s old at the horizon.
    ///
    /// Only the second was attempted.
    @Test func `Pending jobs have an age, and figures of the attempts they had`() {
        var meter = meter()
        meter.countPending(job(at: 90, unplaced: 4))
        meter.countPending(job(at: 150, unplaced: 4, attempts: 0))
        meter.countPending(job(at: 180, unplaced: 2, attempts: 3, queued: 11))
        let figures = meter.figures(name: "")
        #expect(figures.jobsPending == 2)
        #expect(figures.pendingAge == PendingAge(count: 2, mean: 35, max: 50))
        #expect(figures.queueTime == Summary(count: 1, mean: 11, p50: 11, p90: 11, p99: 11, max: 11))
        #expect(figures.attempts.mean == 3)
    }

    @Test func `Refused jobs count as jobs of the window, and in no ledger`() {
        var meter = meter()
        for time: Nanoseconds in [99, 100] {
            meter.countRefused(
                JobSpec(submitted: time * second, duration: 0, demand: amounts(1), workload: 0, tasks: 5))
        }
        let figures = meter.figures(name: "")
        #expect(figures.jobs == 1)
        #expect(figures.jobsRefused == 1)
        #expect(figures.tasks == 5)
        let submitted = meter.ledger.submitted
        #expect(submitted == 0)
    }

    /// One job a second, none of which leaves, against as many that leave after a second.
    @Test func `A workload whose jobs only come is saturated`() {
        var filling = meter()
        var steady = meter()
        for time: Nanoseconds in 0..<200 {
            filling.countSubmitted(job(at: time))
            steady.countSubmitted(job(at: time))
            steady.countDeparted(job(at: time), at: (time + 1) * second)
        }
        let saturated = (filling.isSaturated(), steady.isSaturated())
        #expect(saturated.0)
        #expect(!saturated.1)
    }
}
