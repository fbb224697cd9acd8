import Testing

@testable import Simulator

@Suite struct EventQueueTests {
    private static let kinds: [EventKind] = [
        .submission, .retry, .tasksEnd, .decisionEnd, .commitEnd, .own,
    ]

    @Test func `Events come by time`() {
        var queue = EventQueue()
        queue.push(.retry, subject: 1, at: 30)
        queue.push(.submission, subject: 2, at: 10)
        queue.push(.tasksEnd, subject: 3, at: 20)
        let times = (0..<3).map { _ in queue.pop().time }
        #expect(times == [10, 20, 30])
    }

    @Test func `Events at one time come in the order they were pushed, whatever their kinds`() {
        var queue = EventQueue()
        for (subject, kind) in EventQueueTests.kinds.reversed().enumerated() {
            queue.push(kind, subject: UInt32(subject), at: 5)
        }
        let popped = (0..<EventQueueTests.kinds.count).map { _ in queue.pop() }
        #expect(popped.map(\.subject) == Array(0..<6))
        #expect(popped.map(\.kind) == EventQueueTests.kinds.reversed())
    }

    @Test func `An event keeps its kind, its subject and its time`() {
        var queue = EventQueue()
        for kind in EventQueueTests.kinds {
            queue.push(kind, subject: .max, at: .max)
            let event = queue.pop()
            #expect(event.kind == kind)
            #expect(event.code == 0)
            #expect(event.subject == .max)
            #expect(event.time == .max)
        }
    }

    @Test func `An event of an architecture's own keeps its code`() {
        var queue = EventQueue()
        for code in UInt8.min ... .max { queue.push(.own, code: code, subject: UInt32(code) + 1, at: 5) }
        for code in UInt8.min ... .max {
            let event = queue.pop()
            #expect(event.kind == .own)
            #expect(event.code == code)
            #expect(event.subject == UInt32(code) + 1)
        }
    }

    @Test func `The next time is that of the first event, and none when there is none`() {
        var queue = EventQueue(capacity: 1)
        let none = queue.nextTime
        #expect(none == nil)
        queue.push(.retry, subject: 0, at: 7)
        queue.push(.retry, subject: 0, at: 3)
        let first = queue.nextTime
        #expect(first == 3)
        _ = queue.pop()
        let second = queue.nextTime
        #expect(second == 7)
        _ = queue.pop()
        let after = (queue.nextTime, queue.count)
        #expect(after.0 == nil)
        #expect(after.1 == 0)
    }

    /// The oracle is an array kept sorted by (time, number of the push).
    @Test(arguments: [(1, 1), (2, 3), (3, 50), (4, 1_000_000)])
    func `Random pushes and pops agree with a sorted array`(seed: UInt64, times: Int64) {
        var random = TestRandom(seed)
        var queue = EventQueue(capacity: 4)
        var oracle: [(time: Nanoseconds, push: Int, kind: EventKind, subject: UInt32)] = []
        var pushes = 0
        var wrong = 0
        for step in 0..<6000 {
            // Grows for the first third, holds in the second and drains in the last.
            let pushShare = [70, 50, 30][step / 2000]
            if oracle.isEmpty || Int.random(in: 0..<100, using: &random) < pushShare {
                let time = Nanoseconds.random(in: 0..<times, using: &random)
                let kind = EventQueueTests.kinds[Int.random(in: 0..<EventQueueTests.kinds.count, using: &random)]
                let subject = UInt32.random(in: 0...UInt32.max, using: &random)
                queue.push(kind, subject: subject, at: time)
                let place = oracle.firstIndex { $0.time > time } ?? oracle.count
                oracle.insert((time, pushes, kind, subject), at: place)
                pushes += 1
            } else {
                let event = queue.pop()
                let expected = oracle.removeFirst()
                if (event.time, event.kind, event.subject) != (expected.time, expected.kind, expected.subject) {
                    wrong += 1
                }
            }
            if queue.count != oracle.count || queue.nextTime != oracle.first?.time { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    /// Thousands of events, at times of every kind: a few, many spread evenly, and most of them near while some are years away.
    ///
    /// The oracle is the sorted array of all.
    @Test(arguments: [
        EventTimes.few, .even, .skewed, .bursts, .same, .latest,
    ]) func `Many events come in order, whatever their times`(times: EventTimes) {
        var random = TestRandom(7)
        var queue = EventQueue(capacity: 4)
        var pending: [(time: Nanoseconds, push: Int)] = []
        var now: Nanoseconds = 0
        var pushes = 0
        var popped: [(time: Nanoseconds, push: Int)] = []
        var expected: [(time: Nanoseconds, push: Int)] = []
        func push() {
            let time = now.addingClamped(times.next(&random))
            let kind = pushes % 3 == 0 ? EventKind.submission : .tasksEnd
            queue.push(kind, subject: UInt32(pushes), at: time)
            pending.append((time, pushes))
            pushes += 1
        }
        for _ in 0..<3000 { push() }
        for round in 0..<6000 {
            // As many come as go, and then they only go.
            let event = queue.pop()
            popped.append((event.time, Int(event.subject)))
            now = event.time
            if round < 3000 { push() }
        }
        expected = pending.sorted { ($0.time, $0.push) < ($1.time, $1.push) }
        let count = queue.count
        #expect(count == 0)
        #expect(popped.map(\.push) == expected.map(\.push))
    }
}

/// How far events lie ahead.
enum EventTimes: CaseIterable {
    case few, even, skewed, bursts, same, latest

    fileprivate func next(_ random: inout TestRandom) -> Nanoseconds {
        switch self {
        case .few: Nanoseconds.random(in: 0..<3, using: &random)
        case .even: Nanoseconds.random(in: 0..<1_000_000_000_000, using: &random)
        case .skewed: Nanoseconds(1) << Nanoseconds.random(in: 0..<55, using: &random)
        case .bursts:
            Nanoseconds.random(in: 0..<4, using: &random) * 1_000_000_000
                + Nanoseconds.random(in: 0..<3, using: &random)
        case .same: 1_000_000_000
        case .latest: Bool.random(using: &random) ? .max : Nanoseconds.random(in: 0..<100, using: &random)
        }
    }
}
