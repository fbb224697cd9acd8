import CellbenchSimulator

/// Makes inputs that are nearly right out of right ones.
///
/// An input follows from the seed and its number alone, so that a failure is found again.
struct Mutator {
    /// Words, signs and numbers that parsers treat in special ways.
    private static let tokens = [
        "0", "-1", "1e308", "5e-324", "NaN", "inf", "9223372036854775807", "18446744073709551616", "1e400", "\"", "'",
        ",",
        "\t", "\r\n", "\n\n", ":", "{", "}", "[", "]", "&a ", "*a", "<<: ", "{[*a]}", "{{k: *a}}", "%TAG ! x\n",
        "---\n",
        "#", "\\", "\\u0000", "\\ud800", "null", "true", "\u{0}", "\u{FEFF}", "\u{202E}", "é", "1:", "1ms", "16GiB",
        "?",
    ].map { Array($0.utf8) }

    private var random: RandomStream

    /// The mutator of the input with this number.
    init(seed: UInt64, number: Int) { random = RandomStream(seed: seed, replication: number, purpose: "fuzz") }

    private mutating func below(_ bound: Int) -> Int { random.index(below: max(bound, 1)) }

    /// An input: one of the seeds, changed in one to four places.
    mutating func input(from seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds[below(seeds.count)]
        for _ in 0...below(1 << below(3)) { change(&bytes, seeds) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
        let place = below(bytes.count + 1)
        let end = min(bytes.count, place + 1 + below(1 << below(8)))
        switch below(8) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        case 1 where place < bytes.count: bytes[place] = UInt8(below(256))
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count + 1))
        case 4: bytes.insert(contentsOf: Self.tokens[below(Self.tokens.count)], at: place)
        case 5: bytes.replaceSubrange(place..<end, with: Self.tokens[below(Self.tokens.count)])
        case 6:
            let other = seeds[below(seeds.count)]
            let start = below(other.count + 1)
            bytes.replaceSubrange(place..<end, with: other[start..<min(other.count, start + 1 + below(64))])
        default: changeNumber(&bytes, from: place)
        }
    }

    /// Replaces the first number behind `place`.
    private mutating func changeNumber(_ bytes: inout [UInt8], from place: Int) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let start = bytes[place...].firstIndex(where: digits.contains) else { return }
        let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: Self.tokens[below(9)])
    }
}
