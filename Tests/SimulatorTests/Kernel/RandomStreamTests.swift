import Testing

@testable import CellbenchSimulator

@Suite struct RandomStreamTests {
    private func numbers(_ count: Int, seed: UInt64, replication: Int, purpose: String) -> [UInt64] {
        var stream = RandomStream(seed: seed, replication: replication, purpose: purpose)
        return (0..<count).map { _ in stream.next() }
    }

    /// A stream in a chosen state, which its initialiser does not offer.
    private func stream(inState a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> RandomStream {
        unsafeBitCast((a, b, c, d), to: RandomStream.self)
    }

    /// The first ten numbers of the authors' C program from the state 1, 2, 3, 4, as other implementations publish them.
    @Test func `The generator is xoshiro256++`() {
        var stream = stream(inState: 1, 2, 3, 4)
        #expect(
            (0..<10).map { _ in stream.next() } == [
                41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
                9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
                15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
            ])
    }

    /// From an implementation of SplitMix64, FNV-1a and xoshiro256++ in Python.
    @Test func `A stream is the same on every machine and in every version`() {
        #expect(
            numbers(4, seed: 42, replication: 3, purpose: "jobs/batch/duration") == [
                3_618_025_710_471_821_283, 8_898_136_926_262_382_215, 11_239_792_015_793_491_115,
                5_058_731_167_741_350_661,
            ])
    }

    @Test func `A stream depends on seed, replication and purpose, and on each of them`() {
        var firsts: [UInt64] = []
        for seed: UInt64 in [0, 1, 2, .max] {
            for replication in [0, 1, 2, 1000] {
                for purpose in ["", "a", "b", "jobs/batch/cpu", "jobs/batch/gpu"] {
                    let some = numbers(3, seed: seed, replication: replication, purpose: purpose)
                    #expect(some == numbers(3, seed: seed, replication: replication, purpose: purpose))
                    firsts += some
                }
            }
        }
        #expect(firsts.count == 240)
        #expect(Set(firsts).count == 240)
    }

    /// Pearson's test; the sample is the same at each run.
    @Test(arguments: [1, 2, 3, 7, 1000])
    func `Indices below a bound are uniform and stay below it`(bound: Int) {
        var stream = RandomStream(seed: 5, replication: 0, purpose: "test/\(bound)")
        var counts = Array(repeating: 0, count: bound)
        let draws = max(20_000, 50 * bound)
        for _ in 0..<draws { counts[stream.index(below: bound)] += 1 }
        #expect(counts.allSatisfy { $0 > 0 })
        let expected = Array(repeating: Double(draws) / Double(bound), count: bound)
        if bound > 1 { #expect(chiSquare(counts, expected: expected) < chiSquareLimit(degrees: bound - 1)) }
    }

    /// Each third of the range has a third of the draws, and so has each remainder modulo 3.
    @Test func `A bound that does not divide the generator's range leaves no bias`() {
        let bound = 3 << 61
        var stream = RandomStream(seed: 6, replication: 0, purpose: "test")
        var counts = [0, 0, 0]
        var multiples = 0
        for _ in 0..<30_000 {
            let index = stream.index(below: bound)
            counts[index / (1 << 61)] += 1
            if index % 3 == 0 { multiples += 1 }
        }
        #expect(chiSquare(counts, expected: [10_000, 10_000, 10_000]) < chiSquareLimit(degrees: 2))
        // 2⁶⁴ / (3 · 2⁶¹) = 8 / 3: without rejection, multiples of 3 would have 3 of 8 draws, not 1 of 3.
        #expect(chiSquare([multiples, 30_000 - multiples], expected: [10_000, 20_000]) < chiSquareLimit(degrees: 1))
    }

    /// Mean 1/2 and variance 1/12; their standard errors at this size are 0.0009 and 0.0002.
    @Test func `Units have the uniform distribution's mean and variance`() {
        var stream = RandomStream(seed: 7, replication: 0, purpose: "test")
        let units = (0..<100_000).map { _ in stream.unit() }
        let mean = units.reduce(0, +) / 100_000
        let variance = units.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / 100_000
        #expect((mean - 0.5).magnitude < 0.004)
        #expect((variance - 1.0 / 12).magnitude < 0.001)
        #expect(units.allSatisfy { $0 > 0 && $0 < 1 })
        var counts = Array(repeating: 0, count: 100)
        for unit in units { counts[Int(unit * 100)] += 1 }
        #expect(chiSquare(counts, expected: Array(repeating: 1000, count: 100)) < chiSquareLimit(degrees: 99))
    }

    /// The state 0, 0, 0, 0 yields 64 zero bits, and 0, 0, 0, 2⁶⁴ - 1 yields 64 one bits.
    @Test func `The least and the greatest unit lie strictly between 0 and 1`() {
        var zeros = stream(inState: 0, 0, 0, 0)
        #expect(zeros.unit() == 0x1p-53)
        var ones = stream(inState: 0, 0, 0, .max)
        #expect(ones.unit() == 1 - 0x1p-53)
    }
}
