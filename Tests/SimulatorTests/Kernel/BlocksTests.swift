import Testing

@testable import CellbenchSimulator

@Suite struct BlocksTests {
    private struct List {
        let start: UInt32
        let numbers: [UInt32]
    }

    private func list(_ count: Int, in blocks: inout Blocks<UInt32>, using random: inout TestRandom) -> List {
        let numbers = (0..<count).map { _ in UInt32.random(in: 0..<1_000_000, using: &random) }
        return List(start: blocks.store(numbers, count: count), numbers: numbers)
    }

    private func isIntact(_ list: List, in blocks: borrowing Blocks<UInt32>) -> Bool {
        let stored = blocks.list(at: list.start)
        return list.numbers.indices.allSatisfy { stored[$0] == list.numbers[$0] }
    }

    /// The oracle keeps a copy of every list alive.
    @Test func `Lists stay as they were stored while others come and go`() {
        var random = TestRandom(21)
        var blocks = Blocks<UInt32>(capacity: 16)
        var alive: [List] = []
        var wrong = 0
        for _ in 0..<2000 {
            if alive.count < 20 || Bool.random(using: &random) && alive.count < 60 {
                let count = 1 << Int.random(in: 0..<8, using: &random) + Int.random(in: -1...1, using: &random)
                alive.append(list(max(count, 1), in: &blocks, using: &random))
            } else {
                let gone = alive.remove(at: Int.random(in: 0..<alive.count, using: &random))
                if !isIntact(gone, in: blocks) { wrong += 1 }
                blocks.free(gone.start, count: gone.numbers.count)
            }
        }
        for list in alive where !isIntact(list, in: blocks) { wrong += 1 }
        #expect(wrong == 0)
    }

    /// Blocks are of the next power of two: 5, 6, 7 and 8 numbers share a size, 9 do not.
    @Test func `A freed block serves the next list of its size`() {
        var blocks = Blocks<UInt32>(capacity: 16)
        let numbers = Array(repeating: UInt32(3), count: 9)
        let first = blocks.store(numbers, count: 5)
        let second = blocks.store(numbers, count: 8)
        blocks.free(first, count: 5)
        let larger = blocks.store(numbers, count: 9)
        let reused = blocks.store(numbers, count: 7)
        #expect(larger != first)
        #expect(reused == first)
        #expect(Set([first, second, larger]).count == 3)
    }

    /// Freed blocks are linked through their first words, so the last freed comes first.
    @Test func `Blocks of one number are reused too, the last freed first`() {
        var blocks = Blocks<UInt32>(capacity: 16)
        let starts = (0..<4).map { number in blocks.store([UInt32(number)], count: 1) }
        #expect(Set(starts).count == 4)
        for start in starts { blocks.free(start, count: 1) }
        let again = (0..<4).map { _ in blocks.store([7], count: 1) }
        #expect(again == starts.reversed())
    }

    /// A list of n numbers takes at most 2n - 1 words (2n - 2 beyond n = 1), and new words are only taken where no
    /// freed ones fit.
    @Test func `Memory follows the lists alive, not those there ever were`() {
        var random = TestRandom(22)
        var blocks = Blocks<UInt32>(capacity: 16)
        var furthest: UInt32 = 0
        for _ in 0..<500 {
            var alive: [List] = []
            for count in [1, 2, 3, 4, 5, 64, 100, 1000] {
                let list = list(count, in: &blocks, using: &random)
                furthest = max(furthest, list.start + UInt32(count))
                alive.append(list)
            }
            for list in alive { blocks.free(list.start, count: list.numbers.count) }
        }
        // 1 + 2 + 4 + 4 + 8 + 64 + 128 + 1024
        #expect(furthest <= 1235)
    }
}
