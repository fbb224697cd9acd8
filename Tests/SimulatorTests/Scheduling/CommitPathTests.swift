import Testing

@testable import CellbenchSimulator

@Suite struct CommitPathTests {
    private func path(from start: Double, to end: Double) -> CommitPath {
        CommitPath(window: MeasuredWindow(start: .seconds(start), end: .seconds(end)))
    }

    @Test func `Commits are processed one at a time, in the order in which they are asked for`() {
        var path = path(from: 0, to: 100)
        #expect(path.process(for: .seconds(4), askedAt: .seconds(1)) == .seconds(5))
        #expect(path.process(for: .seconds(2), askedAt: .seconds(3)) == .seconds(7))
        #expect(path.process(for: .seconds(2), askedAt: .seconds(3)) == .seconds(9))
        #expect(path.process(for: .seconds(1), askedAt: .seconds(9)) == .seconds(10))
        #expect(path.process(for: .seconds(1), askedAt: .seconds(20)) == .seconds(21))
        #expect(path.busyness == 0.1)
    }

    @Test func `Warm-up and horizon clip the time that counts`() {
        // 2-6, before the window; 8-12, of which 2 s count; 12-16; 17-27, of which 3 s count; 27-30, after it.
        var path = path(from: 10, to: 20)
        for (asked, duration) in [(2, 4), (8, 4), (9, 4), (17, 10), (18, 3)] {
            _ = path.process(for: .seconds(Double(duration)), askedAt: .seconds(Double(asked)))
        }
        #expect(path.busyness == 0.9)
    }

    @Test func `What takes forever ends after every horizon`() {
        var path = path(from: 0, to: 100)
        #expect(path.process(for: .max, askedAt: .seconds(50)) == .max)
        #expect(path.process(for: .seconds(1), askedAt: .seconds(60)) == .max)
        #expect(path.busyness == 0.5)
        let dearest = CommitTime(transaction: .longestSpan, claim: .longestSpan)
        #expect(dearest.ofCommit(claims: JobSpec.mostTasks) == .max)
        #expect(dearest.ofCommit(claims: 1) == 2 * Nanoseconds.longestSpan)
    }

    @Test func `A commit takes its transaction's time and each claim's`() {
        #expect(CommitTime(transaction: 400, claim: 15).ofCommit(claims: 10) == 550)
        #expect(CommitTime().ofCommit(claims: 10) == 0)
    }
}
