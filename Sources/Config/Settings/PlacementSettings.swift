internal import CellbenchFiles
internal import CellbenchSimulator
internal import Yams

extension ConfigSettings {
    /// Settings of `placement`, at the top level and in a workload.
    static func placement(_ policies: [PlacementKind]) -> [SettingDescription] {
        [
            .init(
                "policy", .word(policies.map(\.word)), "Rule by which a machine is chosen among those that fit.",
                absent: .value(.word(PlacementKind.randomizedFirstFit.word.word))),
            .init(
                "candidates",
                .either([
                    .word([SettingWord(allCandidates, "every machine that fits")]), .count(candidates), .percentage,
                ]),
                "Machines that a policy with scores scores for each task, drawn uniformly from those that fit.",
                absent: .value(.word(allCandidates))),
            .init(
                "ties", .word(TieBreak.words), "Choice among machines with the best score.",
                absent: .value(.word(PlacementOptions().ties.rawValue))),
            .init(
                "scores", .word(ScoreScale.words), "Fineness of scores.",
                absent: .value(.word(PlacementOptions().scores.rawValue))),
            .init(
                "weights", .section(weights(policies)), "Weight of each term in the scores of the policy weighted.",
                absent: .said("none")),
        ]
    }

    /// Word for scoring every machine that fits.
    static let allCandidates = "all"

    /// Numbers of candidates that may be drawn.
    static let candidates = 1...Int(Int32.max)

    /// Settings of `weights`: the terms of all policies.
    static func weights(_ policies: [PlacementKind]) -> [SettingDescription] {
        var seen: Set<String> = []
        return policies.flatMap(\.terms).filter { seen.insert($0.word).inserted }.map {
            SettingDescription(
                $0.word, .amount(.number), "Weight of this term: \($0.meaning).", absent: .value(.amount(0)))
        }
    }
}

extension PlacementSettings {
    /// The placement as in `config.yaml`: the policy, and the options that differ from the defaults.
    ///
    /// What is not set is not written, so that texts and digests of configs stay as they are when policies get options.
    var node: Node {
        let defaults = PlacementOptions()
        var pairs: [(String, Node)] = [("policy", .plain(kind.word.word))]
        switch options.candidates {
        case .all: break
        case .count(let count): pairs.append(("candidates", .plain("\(count)")))
        case .share(let share): pairs.append(("candidates", .plain(Percentage.text(of: share))))
        }
        if options.ties != defaults.ties { pairs.append(("ties", .plain(options.ties.rawValue))) }
        if options.scores != defaults.scores { pairs.append(("scores", .plain(options.scores.rawValue))) }
        if !options.weights.isEmpty {
            let weights = options.weights.sorted { $0.key < $1.key }
            pairs.append(("weights", .flow(weights.map { ($0.key, .number($0.value)) })))
        }
        return .flow(pairs)
    }
}
