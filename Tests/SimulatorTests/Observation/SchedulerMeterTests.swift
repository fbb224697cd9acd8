import Testing

@testable import CellbenchSimulator

@Suite struct SchedulerMeterTests {
    private let second = Nanoseconds.perSecond

    private func meter(from start: Nanoseconds, to end: Nanoseconds) -> SchedulerMeter {
        SchedulerMeter(window: MeasuredWindow(start: start * second, end: end * second))
    }

    private func figures(_ meter: borrowing SchedulerMeter) -> SchedulerFigures {
        meter.figures(name: "s", workloads: ["batch"], queueLength: 3)
    }

    /// Of 100 s: 10 useful, 20 in conflict, 5 fruitless, and the last 4 of an attempt that the horizon cuts.
    @Test func `Busyness is by kind of attempt`() {
        var meter = meter(from: 0, to: 100)
        meter.countAttempt(CommitOutcome(committed: 4), isRetry: false, from: 0, to: 10 * second)
        meter.countAttempt(
            CommitOutcome(committed: 3, conflicted: 2, rolledBack: 1), isRetry: true, from: 20 * second, to: 40 * second
        )
        meter.countAttempt(CommitOutcome(), isRetry: true, from: 50 * second, to: 55 * second)
        meter.countCutAttempt(from: 96 * second)
        let figures = figures(meter)
        #expect(figures.busyness.useful == 0.1)
        #expect(figures.busyness.conflicted == 0.2)
        #expect(figures.busyness.fruitless == 0.05)
        #expect(figures.busyness.undecided == 0.04)
        #expect(figures.busyness.total == 0.39)
        #expect(figures.transactionsSucceeded == 1)
        #expect(figures.transactionsConflicted == 1)
        #expect(figures.transactionsEmpty == 1)
        #expect(figures.transactionsRetried == 1)
        #expect(figures.conflictFraction == 1)
        #expect(figures.claimsCommitted == 7)
        #expect(figures.claimsConflicted == 2)
        #expect(figures.claimsRolledBack == 1)
        #expect(figures.name == "s")
        #expect(figures.queueLengthAtEnd == 3)
    }

    /// The window is from 50 to 100 s.
    ///
    /// An attempt that ends before the window counts for nothing.
    ///
    /// One that ends within counts, with its time from 50 s on.
    @Test func `Warm-up and horizon clip an attempt's time, and attempts count where they end`() {
        var meter = meter(from: 50, to: 100)
        let placed = CommitOutcome(committed: 1)
        meter.countAttempt(placed, isRetry: false, from: 0, to: 49 * second)
        meter.countAttempt(placed, isRetry: false, from: 49 * second, to: 60 * second)
        meter.countCutAttempt(from: 95 * second)
        let some = figures(meter)
        #expect(some.transactionsSucceeded == 1)
        #expect(some.claimsCommitted == 1)
        #expect(some.busyness.useful == 0.2)
        #expect(some.busyness.undecided == 0.1)
        var all = self.meter(from: 50, to: 100)
        all.countCutAttempt(from: 0)
        #expect(figures(all).busyness.undecided == 1)
    }

    @Test func `Jobs given up count from the end of the warm-up on`() {
        var meter = meter(from: 50, to: 100)
        for time: Nanoseconds in [0, 49, 50, 99] { meter.countAbandoned(at: time * second) }
        #expect(figures(meter).jobsAbandoned == 2)
    }

    @Test func `There is no conflict fraction without a transaction that succeeded`() {
        var meter = meter(from: 0, to: 100)
        meter.countAttempt(CommitOutcome(conflicted: 1), isRetry: false, from: 0, to: second)
        #expect(figures(meter).conflictFraction == nil)
        #expect(figures(meter).transactionsConflicted == 1)
    }

    /// Days of 86,400 s from the end of the warm-up, at 100 s, and a half day that does not count.
    ///
    /// The schedulers are busy for 0.25, 0.5 and 0.75 of the days, and for all of the half day. The median is 0.5, and
    /// the deviations are 0.25, 0, 0.25, with the median 0.25.
    @Test func `The daily median and deviation are over whole days`() {
        let day: Nanoseconds = 86_400
        var meter = meter(from: 100, to: 100 + 3 * day + day / 2)
        let placed = CommitOutcome(committed: 1)
        func spend(_ from: Nanoseconds, _ to: Nanoseconds, _ meter: inout SchedulerMeter) {
            meter.countAttempt(placed, isRetry: false, from: (100 + from) * second, to: (100 + to) * second)
        }
        spend(0, day / 4, &meter)
        // Across midnight: half of the second day and three quarters of the third.
        spend(day + day / 2, 2 * day + 3 * day / 4, &meter)
        spend(3 * day, 3 * day + day / 2, &meter)
        let busyness = figures(meter).busyness
        #expect(busyness.dailyMedian == 0.5)
        #expect(busyness.dailyMAD == 0.25)
        #expect((busyness.total - 2 / 3.5).magnitude < 1e-12)
    }

    /// Each of four days has two commits that succeed, and 0, 1, 2 or 4 that conflict; the conflicts on the half day do
    /// not count.
    ///
    /// The fractions are 0, 0.5, 1 and 2, with the median 0.75 and the deviations 0.75, 0.25, 0.25 and 1.25.
    @Test func `The daily conflict fraction counts transactions where they end`() {
        let day: Nanoseconds = 86_400
        var meter = meter(from: 100, to: 100 + 4 * day + day / 2)
        func end(_ count: Int, at time: Nanoseconds, _ outcome: CommitOutcome, _ meter: inout SchedulerMeter) {
            for _ in 0..<count {
                let end = (100 + time) * second
                meter.countAttempt(outcome, isRetry: false, from: end - second, to: end)
            }
        }
        for (number, conflicts) in [0, 1, 2, 4, 9].enumerated() {
            // A commit that ends with a day is of that day; one at the end of the window is of the last day.
            let time = Nanoseconds(number) * day
            end(2, at: time + 1, CommitOutcome(committed: 1), &meter)
            end(conflicts, at: number == 4 ? time + day / 2 : time + day, CommitOutcome(conflicted: 1), &meter)
        }
        #expect(figures(meter).conflictFractionDailyMedian == 0.75)
        #expect(figures(meter).conflictFractionDailyMAD == 0.5)
        let none = self.meter(from: 0, to: 10)
        #expect(figures(none).conflictFractionDailyMedian == nil)
        #expect(figures(none).conflictFractionDailyMAD == nil)
    }

    /// An attempt of five days is spread over all of them.
    @Test func `An attempt may last for days`() {
        let day: Nanoseconds = 86_400
        var meter = meter(from: 0, to: 5 * day)
        meter.countAttempt(CommitOutcome(committed: 1), isRetry: false, from: 0, to: 5 * day * second)
        let busyness = figures(meter).busyness
        #expect(busyness.dailyMedian == 1)
        #expect(busyness.dailyMAD == 0)
    }

    @Test func `A window shorter than a day is its only day`() {
        var meter = meter(from: 0, to: 1000)
        meter.countAttempt(CommitOutcome(committed: 1), isRetry: false, from: 0, to: 250 * second)
        #expect(figures(meter).busyness.dailyMedian == 0.25)
        let window = MeasuredWindow(start: 0, end: 1000 * second)
        #expect(window.days == 1)
        #expect(window.countedDays == 1)
        #expect(window.length(ofDay: 0) == 1000 * second)
    }
}

extension SchedulerMeter {
    /// Counts an attempt of some job.
    fileprivate mutating func countAttempt(
        _ outcome: CommitOutcome, isRetry: Bool, from start: Nanoseconds, to end: Nanoseconds
    ) {
        countAttempt(outcome, Attempt(job: 0, isRetry: isRetry, start: start, end: end))
    }
}
