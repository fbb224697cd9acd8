import Testing

@testable import CellbenchSimulator

@Suite struct BacklogMeterTests {
    private let window = MeasuredWindow(start: 1000, end: 5000)

    /// True if a backlog with `level` at each of 400 steps is growing.
    private func isGrowing(jobs: Int, _ level: (Int) -> Int64) -> Bool {
        var meter = BacklogMeter(window: window)
        var current: Int64 = 0
        for step in 0..<500 {
            meter.change(by: level(step) - current, at: Nanoseconds(step * 10))
            current = level(step)
        }
        return meter.isGrowing(jobs: jobs)
    }

    @Test func `A backlog that stays is not growing, however long it is`() {
        #expect(!isGrowing(jobs: 10) { _ in 0 })
        #expect(!isGrowing(jobs: 10) { _ in 1_000_000 })
    }

    @Test func `A backlog that comes and goes is not growing`() {
        #expect(!isGrowing(jobs: 100) { Int64($0 % 40) })
    }

    /// From step 100 to 500 by 400: the quarters' means rise by 100 each, and chance is 2 · √(400 / 4) = 20.
    @Test func `A backlog that grows all the time is growing`() {
        #expect(isGrowing(jobs: 400) { Int64($0) })
    }

    @Test func `A backlog that shrinks, or that grew only before the window, is not growing`() {
        #expect(!isGrowing(jobs: 400) { 500 - Int64($0) })
        #expect(!isGrowing(jobs: 400) { Int64(min($0, 100)) })
    }

    /// The first quarter fills an empty cell and says nothing.
    @Test func `A backlog that grew only in the first quarter is not growing`() {
        #expect(!isGrowing(jobs: 400) { Int64(min($0, 200)) })
    }

    /// The rise from the second quarter's mean to the fourth's is 6 with steps of 3 a quarter; chance is at least 5, and
    /// 2 · √(36 / 4) = 6 for 36 jobs.
    @Test func `Growth within chance does not count`() {
        func level(_ step: Int) -> Int64 { Int64(max(0, step / 100 - 1) * 3) }
        #expect(isGrowing(jobs: 35, level))
        #expect(!isGrowing(jobs: 36, level))
        #expect(!isGrowing(jobs: 1) { Int64(max(0, $0 / 100 - 1) * 2) })
    }

    @Test func `A backlog that stopped growing in the last quarter is not growing`() {
        #expect(!isGrowing(jobs: 400) { Int64($0 < 300 ? $0 : $0 < 400 ? 1000 : 900) })
    }

    /// The means of the last three quarters are 100, 200 and 300.
    @Test func `Quarters in which nothing changed count with what was there`() {
        var meter = BacklogMeter(window: window)
        meter.change(by: 100, at: 2000)
        meter.change(by: 100, at: 3000)
        meter.change(by: 100, at: 4000)
        var early = BacklogMeter(window: window)
        early.change(by: 300, at: 0)
        let (grows, grew) = (meter.isGrowing(jobs: 100), early.isGrowing(jobs: 100))
        #expect(grows)
        #expect(!grew)
    }

    @Test func `A window too short to have quarters is not growing`() {
        var meter = BacklogMeter(window: MeasuredWindow(start: 0, end: 3))
        for time: Nanoseconds in 0...3 { meter.change(by: 100, at: time) }
        let isGrowing = meter.isGrowing(jobs: 4)
        #expect(!isGrowing)
    }
}
