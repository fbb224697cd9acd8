import Synchronization

/// A machine's word that several threads change at once.
///
/// Amounts and version are sixteen bytes, which one compare-and-swap changes together.
struct SharedWord: ~Copyable {
    private let pair: Atomic<WordPair>

    init(_ word: MachineWord) { pair = Atomic(SharedWord.pair(word)) }

    /// The current word.
    @inline(__always)
    func load() -> MachineWord { SharedWord.word(pair.load(ordering: .acquiring)) }

    /// Replaces `expected` by `word`; returns nil, or the different word that is there and stays.
    @inline(__always)
    func replace(_ expected: MachineWord, with word: MachineWord) -> MachineWord? {
        let (exchanged, original) = pair.compareExchange(
            expected: SharedWord.pair(expected), desired: SharedWord.pair(word), ordering: .acquiringAndReleasing)
        return exchanged ? nil : SharedWord.word(original)
    }

    /// Stores `word` unconditionally.
    @inline(__always)
    func store(_ word: MachineWord) { pair.store(SharedWord.pair(word), ordering: .releasing) }

    @inline(__always)
    private static func pair(_ word: MachineWord) -> WordPair { unsafeBitCast(word, to: WordPair.self) }

    @inline(__always)
    private static func word(_ pair: WordPair) -> MachineWord { unsafeBitCast(pair, to: MachineWord.self) }
}

/// The word of a machine that a scheduler holds while it judges a transaction as a whole.
///
/// The holder keeps the true word. The word in its place has room for nothing, so that no other scheduler can claim. It
/// names the holder, and the holder's note of the machine.
extension MachineWord {
    init(heldBy scheduler: Int, note: Int) {
        self.init(Int32.min | Int32(truncatingIfNeeded: scheduler), Int32(truncatingIfNeeded: note), -1, 0)
    }

    /// True if a scheduler holds the machine, which shows as a negative amount.
    ///
    /// A word of the cell has no other negative amounts. A word of a view may have them, after a claim whose room comes
    /// from a release that the view lacks; then the cell's word decides.
    var isHeld: Bool { x < 0 }

    /// Number of the scheduler that holds the machine, if one does.
    var holder: Int { Int(x & Int32.max) }

    /// Position of the holder's note of the machine, if the machine is held.
    var note: Int { Int(y) }
}
