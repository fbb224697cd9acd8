import Testing

@testable import CellbenchSimulator

@Suite struct HashTests {
    /// The first numbers for seeds 1234567 and 0, as published with many implementations of SplitMix64.
    @Test func `SplitMix64 yields the published numbers`() {
        var generator = SplitMix64(state: 1_234_567)
        #expect(
            (0..<5).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
        var fromZero = SplitMix64(state: 0)
        #expect(
            (0..<3).map { _ in fromZero.next() } == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ])
    }

    @Test func `The finaliser never maps two numbers to one`() {
        let mixed = Set((0..<10_000).map { SplitMix64.mix(UInt64($0)) })
        #expect(mixed.count == 10_000)
        #expect(SplitMix64.mix(0) == 0)
    }

    /// The test vectors of FNV's authors (RFC 9923, appendix C).
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("b", 0xAF63_DF4C_8601_F1A5),
            ("foobar", 0x8594_4171_F739_67E8), ("chongo was here!\n", 0x4681_0940_EFF5_F915),
        ] as [(String, UInt64)])
    func `FNV-1a yields the published hashes`(text: String, hash: UInt64) {
        #expect(StableHash.of(text.utf8) == hash)
    }
}
