import CellbenchSimulator
import Testing

@testable import CellbenchTraces

@Suite struct SortedSampleTests {
    /// Kinds of values.
    enum Kind: CaseIterable, Sendable {
        case constant, few, distinct, ascending, descending, fewThenDistinct, distinctThenFew, halves

        /// `count` random values.
        func values(_ count: Int, seed: UInt64) -> [Double] {
            var random = SplitMix64(state: seed)
            func few() -> Double { Double(Int.random(in: 0..<7, using: &random)) / 3 }
            func any() -> Double { Double.random(in: 0..<1e6, using: &random) }
            return (0..<count).map { number in
                switch self {
                case .constant: 0.1
                case .few: few()
                case .distinct: any()
                case .ascending: Double(number) / 7
                case .descending: Double(count - number) / 7
                case .fewThenDistinct: number < count / 3 ? few() : any()
                case .distinctThenFew: number < count / 3 ? any() : few()
                case .halves: Double(Int.random(in: 0...count / 2, using: &random))
                }
            }
        }
    }

    @Test(arguments: Kind.allCases, [0, 1, 2, 1023, 1024, 1025, 3000, 9000])
    func `A sample has the values that came, in order, and their mean to the last digit`(kind: Kind, count: Int) {
        let values = kind.values(count, seed: UInt64(count) &+ 1)
        let sample = SortedSample(values)
        let sorted = values.sorted()
        #expect(sample.count == count)
        #expect(Array(sample) == sorted)
        #expect((sample.first, sample.last) == (sorted.first, sorted.last))
        #expect(sample.mean == (values.isEmpty ? 0 : values.reduce(0, +) / Double(count)))
        guard count > 0 else { return }
        let levels = (0...100).map { Double($0) / 100 }
        let ranks = levels.map { min(max(Int(($0 * Double(count)).rounded(.up)), 1), count) }
        #expect(levels.map(sample.quantile) == ranks.map { sorted[$0 - 1] })
    }

    @Test(arguments: Kind.allCases)
    func `No more is kept than the values, and of few different ones only these`(kind: Kind) {
        let sample = SortedSample(kind.values(8000, seed: 5))
        let different = Set(sample).count
        #expect(sample.keptCount == (different <= 4000 ? different : 8000))
    }

    @Test func `A builder that has finished begins anew`() {
        var builder = SampleBuilder()
        for value in Kind.few.values(3000, seed: 9) { builder.append(value) }
        let first = builder.finished()
        #expect(first.count == 3000)
        #expect(builder.isEmpty)
        builder.append(2)
        let second = builder.finished()
        #expect(Array(second) == [2])
        #expect(second.mean == 2)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `A queue gives what has the least key, and of one key what came first`(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var queue = OrderedQueue<Int>()
        var twin: [(key: Int64, element: Int)] = []
        for element in 0..<200 {
            let key = Int64.random(in: 0..<50, using: &random)
            queue.insert(element, at: key)
            twin.append((key, element))
            guard Bool.random(using: &random) else { continue }
            let limit = Int64.random(in: 0..<50, using: &random)
            let first = twin.min { ($0.key, $0.element) < ($1.key, $1.element) }
            #expect(queue.firstKey == first?.key)
            let taken = queue.popFirst { $0 <= limit }
            #expect(taken == (first.map { $0.key <= limit } == true ? first?.element : nil))
            if let taken { twin.removeAll { $0.element == taken } }
        }
    }
}
