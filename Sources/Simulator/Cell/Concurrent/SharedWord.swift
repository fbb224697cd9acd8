import Synchronization

/// A machine's word where several threads change it at once.
///
/// Amounts and version change together or not at all: sixteen bytes are one compare-and-swap.
struct SharedWord: ~Copyable {
    private let pair: Atomic<WordPair>

    init(_ word: MachineWord) { pair = Atomic(SharedWord.pair(word)) }

    /// The word as it is now.
    @inline(__always)
    func load() -> MachineWord { SharedWord.word(pair.load(ordering: .acquiring)) }

    /// Puts `word` in the place of `expected`; returns nil, or what is there instead and stays.
    @inline(__always)
    func replace(_ expected: MachineWord, with word: MachineWord) -> MachineWord? {
        let (exchanged, original) = pair.compareExchange(
            expected: SharedWord.pair(expected), desired: SharedWord.pair(word), ordering: .acquiringAndReleasing)
        return exchanged ? nil : SharedWord.word(original)
    }

    /// Puts `word` there, whatever was there.
    @inline(__always)
    func store(_ word: MachineWord) { pair.store(SharedWord.pair(word), ordering: .releasing) }

    @inline(__always)
    private static func pair(_ word: MachineWord) -> WordPair { unsafeBitCast(word, to: WordPair.self) }

    @inline(__always)
    private static func word(_ pair: WordPair) -> MachineWord { unsafeBitCast(pair, to: MachineWord.self) }
}

/// A machine that a scheduler holds while it judges a transaction as a whole.
///
/// The holder keeps the true word to itself; what stands in its place has room for nothing, so that nobody else can claim
/// there, and says who holds the machine and where the holder has noted it.
extension MachineWord {
    init(heldBy scheduler: Int, note: Int) {
        self.init(Int32.min | Int32(truncatingIfNeeded: scheduler), Int32(truncatingIfNeeded: note), -1, 0)
    }

    /// Whether some scheduler holds the machine; the cell never has less than nothing free.
    ///
    /// A view may, which saw a claim before the release that made room for it; the cell's word is looked at then.
    var isHeld: Bool { x < 0 }

    /// Who holds the machine, if it is held.
    var holder: Int { Int(x & Int32.max) }

    /// Where the holder has noted the machine, if it is held.
    var note: Int { Int(y) }
}
