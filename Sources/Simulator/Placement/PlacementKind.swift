/// A placement policy that configs may name.
public struct PlacementKind: Sendable {
    /// The word in configs and its meaning.
    public let word: SettingWord
    /// True if the policy scores machines, so that ``PlacementOptions`` mean something.
    public let scores: Bool
    /// The terms that its `weights` may name, and what each favours; empty where it takes no weights.
    public let terms: [SettingWord]
    /// The terms that look at where the other tasks of a job are.
    let termsOfJobs: [String]
    /// True if the policy chooses devices, and so needs a cell whose GPUs are devices.
    public let needsDevices: Bool
    /// The policy for a run; nil for randomized first fit, for which placing is specialised.
    let policy: @Sendable (PlacementOptions, PlacementCell) -> (any PlacementPolicy)?

    /// The policies of this package, in the order in which they are listed: a new one is a file, and a line here.
    public static let all: [PlacementKind] = [
        randomizedFirstFit, .firstFit, .bestFit, .worstFit, .dotProduct, .gpuPacking, .gpuClustering,
        .fragmentationGradientDescent, .weighted,
    ]

    /// The default policy, which is the published simulator's rule.
    public static let randomizedFirstFit = PlacementKind(
        "randomized-first-fit", "a machine drawn uniformly from those that fit"
    ) { _, cell in cell.gpus == .devices ? RandomizedFirstFitOnDevices() : nil }

    /// A policy of another package: its word in configs, its meaning in a few words, and the policy itself.
    ///
    ///     PlacementKind("most-free-memory", "the machine with the most free memory", MostFreeMemory())
    public init(_ word: String, _ meaning: String, _ policy: some PlacementPolicy) {
        self.init(word, meaning) { _, _ in policy }
    }

    /// A policy that scores no machines.
    init(
        _ word: String, _ meaning: String,
        _ policy: @escaping @Sendable (PlacementOptions, PlacementCell) -> (any PlacementPolicy)?
    ) {
        self.word = SettingWord(word, meaning)
        scores = false
        terms = []
        termsOfJobs = []
        needsDevices = false
        self.policy = policy
    }

    /// A policy that scores machines, and the terms of its score where they have weights.
    init<Score: PlacementScore>(
        scoring word: String, _ meaning: String, terms: [SettingWord] = [], termsOfJobs: [String] = [],
        needsDevices: Bool = false,
        _ score: @escaping @Sendable (PlacementOptions, PlacementCell) -> Score
    ) {
        self.word = SettingWord(word, meaning)
        scores = true
        self.terms = terms
        self.termsOfJobs = termsOfJobs
        self.needsDevices = needsDevices
        policy = { options, cell in
            // The closure is compiled for the score. A call through the protocol would run the generic code, which looks the score up
            // in a table for each machine.
            let placement = ScoredPlacement(
                score(options, cell), options, ranks: cell.ranks,
                boards: cell.gpus == .devices ? ScoreBoards.most(ofDevices: cell.capacities.count) : ScoreBoards.most)
            return AnyPlacement { placement.place($0, among: $1, drawing: &$2, into: &$3) }
        }
    }
}

extension PlacementKind: Equatable {
    /// True if both have the same word in configs.
    public static func == (a: PlacementKind, b: PlacementKind) -> Bool { a.word.word == b.word.word }
}

/// A policy with what is set of it.
public struct PlacementSettings: Equatable, Sendable {
    /// The policy.
    public var kind: PlacementKind
    /// What is set of it.
    public var options: PlacementOptions

    /// True if the policy looks at where the other tasks of a job are.
    var looksAtJobs: Bool { kind.termsOfJobs.contains { options.weights[$0, default: 0] > 0 } }

    /// True if the policy looks at the racks in which the other tasks of a job are.
    package var looksAtRacks: Bool {
        kind == .weighted && options.weights[WeightedScore.Term.failureDomains.rawValue, default: 0] > 0
    }

    /// A policy, by default the published simulator's.
    public init(_ kind: PlacementKind = .randomizedFirstFit, _ options: PlacementOptions = PlacementOptions()) {
        self.kind = kind
        self.options = options
    }
}
