import CellbenchSimulator
import Testing

@testable import CellbenchTraces

@Suite struct RowsInOrderTests {
    /// Positions of rows that are ahead, and of rows that are behind.
    private func places(_ times: [Nanoseconds?]) -> (ahead: [Int], behind: [Int]) {
        let order = RowsInOrder<Int>()
        var rest = times.enumerated().makeIterator()
        var (ahead, behind): ([Int], [Int]) = ([], [])
        var isAtEnd = false
        var expected = 0
        while true {
            while !isAtEnd, !order.isReady {
                if let (row, time) = rest.next() { order.append(row, at: time) } else { isAtEnd = true }
            }
            guard let (row, place) = order.next() else { break }
            #expect(row == expected)
            expected += 1
            switch place {
            case .ahead: ahead.append(row)
            case .behind: behind.append(row)
            case .inOrder: break
            }
        }
        #expect(expected == times.count)
        return (ahead, behind)
    }

    private static let cases: [([Nanoseconds?], [Int], [Int])] = [
        ([], [], []), ([5], [], []), ([1, 1, 2, 2, 3], [], []), ([1, nil, 2, nil, 3], [], []),
        ([1, 2, 900, 3, 4], [2], []), ([900, 1, 2, 3], [0], []), ([1, 2, 3, 900], [], []),
        ([1, 2, 900, 3], [2], []), ([1, 2, 0, 3, 4], [], [2]), ([9, 8], [], [1]), ([0, 100, 50, 200, 300], [], [2]),
        ([1, 2, 900, 950, 3, 4, 5], [2, 3], []), ([1, 900, 2, 800, 3, 700, 4], [1, 3, 5], []),
        ([1, 900, nil, 2, 3], [1], []), ([5, 6, 0, 0, 7, 8, 9], [], [2, 3]),
    ]

    @Test(arguments: cases)
    func `As few rows as can be are out of order`(times: [Nanoseconds?], ahead: [Int], behind: [Int]) {
        let places = places(times)
        #expect(places.ahead == ahead)
        #expect(places.behind == behind)
    }

    @Test func `A clock that jumps for a while spoils those rows alone, wherever they are`() {
        for start in [0, 1, 40, 150, 175] {
            var times: [Nanoseconds?] = (0..<200).map { Nanoseconds($0) }
            for row in start..<start + 10 { times[row] = 1_000_000 + Nanoseconds(row) }
            let places = places(times)
            #expect(places.ahead == Array(start..<start + 10))
            #expect(places.behind.isEmpty)
        }
    }

    /// Rows in order, except for some moved ones from a fixed sequence.
    ///
    /// The rest must be in order, with at most twice as many rows lost as were moved.
    @Test func `What is in order is so, and little else is lost`() {
        var state: UInt64 = 7
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        for _ in 0..<50 {
            var times = (0..<500).map { Nanoseconds($0 * 10) }
            let moved = Int(random(20))
            for _ in 0..<moved { times[Int(random(500))] = Nanoseconds(random(1_000_000)) }
            let places = places(times.map { $0 })
            let lost = Set(places.ahead + places.behind)
            let left = times.indices.filter { !lost.contains($0) }.map { times[$0] }
            #expect(zip(left, left.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(lost.count <= 2 * moved)
        }
    }
}
