import Testing

@testable import CellbenchSimulator

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

    @Test func `A handle cancels its event once, and no other that has its number later`() {
        var queue = EventQueue()
        let first = queue.pushCancellable(.tasksEnd, subject: 7, at: 5)
        let outcomes = [queue.cancel(first), queue.cancel(first)]
        #expect(outcomes == [true, false])
        let gone = queue.resolve(queue.pop())
        #expect(gone == nil)
        let second = queue.pushCancellable(.retry, subject: 8, at: 6)
        #expect(second.number == first.number)
        let late = queue.cancel(first)
        #expect(!late)
        let event = queue.resolve(queue.pop())
        #expect(event?.kind == .retry)
        #expect(event?.subject == 8)
        #expect(event?.time == 6)
        let after = queue.cancel(second)
        #expect(!after)
    }

    /// The oracle is a dictionary of the events to come.
    @Test(arguments: [1, 2, 3] as [UInt64]) func `Of events pushed and cancelled by chance those come that were not`(
        seed: UInt64
    ) {
        var random = TestRandom(seed)
        var queue = EventQueue(capacity: 4)
        var pending: [UInt32: (time: Nanoseconds, handle: EventHandle)] = [:]
        var past: [EventHandle] = []
        var wrong = 0
        for step in 0..<6000 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                let time = Nanoseconds(step) + Nanoseconds.random(in: 0..<500, using: &random)
                let handle = queue.pushCancellable(.tasksEnd, subject: UInt32(step), at: time)
                pending[UInt32(step)] = (time, handle)
            case 2:
                guard let subject = pending.keys.sorted().randomElement(using: &random) else { continue }
                guard let entry = pending.removeValue(forKey: subject) else { continue }
                if !queue.cancel(entry.handle) { wrong += 1 }
                past.append(entry.handle)
            case 3:
                if let handle = past.randomElement(using: &random), queue.cancel(handle) { wrong += 1 }
            default:
                guard queue.count > 0 else { continue }
                guard let event = queue.resolve(queue.pop()) else { continue }
                guard let entry = pending.removeValue(forKey: event.subject) else {
                    wrong += 1
                    continue
                }
                if entry.time != event.time || pending.values.contains(where: { $0.time < event.time }) { wrong += 1 }
                past.append(entry.handle)
            }
        }
        #expect(wrong == 0)
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
            // As many events come as go; at the end they only go.
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

/// Distributions of the time from now to an event.
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
