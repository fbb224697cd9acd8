import Testing

@testable import CellbenchSimulator

@Suite struct TimeIntegralTests {
    /// 0 until 2, 10 until 5, 4 until 10: (3 · 10 + 5 · 4) / 10.
    @Test func `The mean weighs each value with how long it lasted`() {
        var integral = TimeIntegral(from: 0)
        integral.set(10, at: 2)
        integral.set(4, at: 5)
        let mean = integral.mean(until: 10)
        #expect(mean == 5)
        #expect(integral.value == 4)
    }

    /// 8 until 12, 2 until 20, from 10 on: (2 · 8 + 8 · 2) / 10.
    @Test func `What happened before the start counts only as the value at the start`() {
        var integral = TimeIntegral(from: 10)
        integral.set(100, at: 3)
        integral.set(8, at: 9)
        integral.set(2, at: 12)
        let mean = integral.mean(until: 20)
        #expect(mean == 3.2)
    }

    @Test func `Of changes at one time the last counts`() {
        var integral = TimeIntegral(from: 0)
        integral.set(100, at: 5)
        integral.set(-100, at: 5)
        integral.set(6, at: 5)
        let mean = integral.mean(until: 10)
        #expect(mean == 3)
    }

    @Test func `An empty window has no mean`() {
        var integral = TimeIntegral(from: 10)
        integral.set(5, at: 10)
        let mean = integral.mean(until: 10)
        #expect(mean == nil)
    }

    @Test func `The mean may be asked for again later`() {
        var integral = TimeIntegral(from: 0)
        integral.set(6, at: 0)
        let mean = integral.mean(until: 10)
        #expect(mean == 6)
        integral.set(0, at: 10)
        let meanLater = integral.mean(until: 30)
        #expect(meanLater == 2)
    }

    /// 2⁶² milli-cores for 100 years of nanoseconds is 123 bits.
    @Test func `Areas beyond 64 bits are exact`() {
        var integral = TimeIntegral(from: 0)
        integral.set(1 << 62, at: 0)
        let mean = integral.mean(until: .longestSpan)
        #expect(mean == 0x1p62)
    }

    /// 10 units for 4 s and 4 for 6 s of 10 s, of a cell of 20: 0.32.
    ///
    /// An offer of what is free, 16, is out for the last 5 s: 0.4.
    @Test func `A cell's shares are of its capacity, within the window`() {
        let seconds = Nanoseconds.perSecond
        var meter = CellMeter(window: MeasuredWindow(start: 10 * seconds, end: 20 * seconds))
        var cell = Cell(capacities: [amounts(20, 40)])
        cell.allocated = amounts(10, 40)
        meter.note(cell, at: 0)
        cell.allocated = amounts(4, 0)
        meter.note(cell, at: 14 * seconds)
        cell.locked = amounts(16, 0)
        meter.note(cell, at: 15 * seconds)
        let figures = meter.figures(of: cell.capacity, commitBusyness: 0)
        #expect(figures.utilization == ResourceShares(cpu: 0.32, memory: 0.4, gpu: nil))
        #expect(figures.locked == ResourceShares(cpu: 0.4, memory: 0, gpu: nil))
    }
}
