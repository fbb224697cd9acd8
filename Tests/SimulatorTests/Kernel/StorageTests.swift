import Testing

@testable import CellbenchSimulator

@Suite struct StorageTests {
    /// The oracle is an array.
    @Test(arguments: [0, 1, 16])
    func `A growable buffer agrees with an array on random operations`(capacity: Int) {
        var random = TestRandom(11)
        var buffer = GrowableBuffer<Int64>(capacity: capacity)
        var oracle: [Int64] = []
        var wrong = 0
        for step in 0..<5000 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                let count = Int.random(in: 0...oracle.count, using: &random)
                buffer.truncate(to: count)
                oracle.removeSubrange(count...)
            case 1:
                let extra = Int.random(in: 0..<40, using: &random)
                let start = buffer.extend(by: extra)
                if start != oracle.count { wrong += 1 }
                for position in start..<(start + extra) { buffer[position] = Int64(position) }
                oracle += (start..<(start + extra)).map { Int64($0) }
            case 2: buffer.reserve(extra: Int.random(in: 0..<100, using: &random))
            case 3..<6 where !oracle.isEmpty:
                let position = Int.random(in: 0..<oracle.count, using: &random)
                buffer[position] += 7
                oracle[position] += 7
            default:
                buffer.append(Int64(step))
                oracle.append(Int64(step))
            }
            if buffer.count != oracle.count { wrong += 1 }
            if step % 50 == 0 || buffer.count < 10 {
                for position in oracle.indices where buffer[position] != oracle[position] { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test func `A buffer of copies has them all`() {
        let buffer = GrowableBuffer<UInt32>(repeating: 9, count: 33)
        let values = (0..<buffer.count).map { buffer[$0] }
        #expect(values == Array(repeating: 9, count: 33))
    }

    /// The oracle is a dictionary from numbers to values.
    @Test func `A slab's records keep their numbers and values, and numbers are used again`() {
        var random = TestRandom(12)
        var slab = Slab<Int64>(capacity: 1)
        var oracle: [UInt32: Int64] = [:]
        var most = 0
        var wrong = 0
        for step in 0..<4000 {
            if oracle.isEmpty || Int.random(in: 0..<100, using: &random) < (step < 2000 ? 55 : 45) {
                let number = slab.insert(Int64(step))
                if oracle.updateValue(Int64(step), forKey: number) != nil { wrong += 1 }
            } else {
                let numbers = oracle.keys.sorted()
                let number = numbers[Int.random(in: 0..<numbers.count, using: &random)]
                slab.remove(number)
                oracle[number] = nil
            }
            most = max(most, oracle.count)
            if slab.count != oracle.count || slab.recordCount != most { wrong += 1 }
            for (number, value) in oracle where slab[number] != value { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(most > 50)
    }

    @Test func `A slab visits every record there is or was`() {
        var slab = Slab<Int64>()
        let numbers = (0..<5).map { slab.insert(Int64($0)) }
        slab.remove(numbers[2])
        var visited: [Int64] = []
        slab.forEachRecord { visited.append($0) }
        #expect(visited == [0, 1, 2, 3, 4])
        let count = slab.count
        #expect(count == 4)
    }

    /// Counts how many of its kind were destroyed.
    private struct Owned: ~Copyable {
        final class Counter { var destroyed = 0 }
        let counter: Counter
        var value: Int
        deinit { counter.destroyed += 1 }
    }

    @Test func `A fixed array owns its values and destroys each of them once`() {
        let counter = Owned.Counter()
        do {
            var array = FixedArray(count: 5) { Owned(counter: counter, value: $0 * 10) }
            array[3].value += 1
            let values = (0..<array.count).map { array[$0].value }
            #expect(values == [0, 10, 20, 31, 40])
            let destroyed = counter.destroyed
            #expect(destroyed == 0)
        }
        #expect(counter.destroyed == 5)
    }

    @Test func `A fixed array may be empty`() {
        let array = FixedArray<Int>(count: 0) { $0 }
        let count = array.count
        #expect(count == 0)
    }
}
