/// A placement policy that configs may name.
public struct PlacementKind: Sendable {
    /// The word in configs, and what the policy does.
    public let word: SettingWord
    /// The policy.
    let placement: Placement

    /// The policies of this package, in the order in which they are listed: a new one is a file, and a line here.
    public static let all: [PlacementKind] = [randomizedFirstFit]

    /// The default, which is the published simulator's rule.
    public static let randomizedFirstFit = PlacementKind(
        word: SettingWord("randomized-first-fit", "a machine drawn uniformly from those that fit"),
        placement: .randomizedFirstFit)

    private init(word: SettingWord, placement: Placement) {
        self.word = word
        self.placement = placement
    }

    /// A policy of another package: what configs call it, what it does in a few words, and the policy itself.
    ///
    ///     PlacementKind("most-free-memory", "the machine with the most free memory", MostFreeMemory())
    public init(_ word: String, _ meaning: String, _ policy: some PlacementPolicy) {
        self.init(word: SettingWord(word, meaning), placement: .custom(policy))
    }
}

extension PlacementKind: Equatable {
    /// Whether configs call both the same.
    public static func == (a: PlacementKind, b: PlacementKind) -> Bool { a.word.word == b.word.word }
}
