internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator

extension Field {
    /// Policy by which tasks find machines, and its options.
    ///
    /// `packed` are policies of a packing in the same config: they may take options that this policy does not take.
    func placement(beside packed: [PlacementKind] = []) throws(ConfigError) -> PlacementSettings {
        let section = try section("a placement", context.components.placement)
        let kind = try policy(named: section.text("policy"))
        let swept = context.sweptTexts(of: section.optional("policy")?.node)
        let chosen = swept.isEmpty ? [kind] : context.components.policies.filter { swept.contains($0.word.word) }
        // Where a sweep names no policy that there is, its first point reports that.
        if !chosen.isEmpty { try checkUse(of: section, by: chosen + packed) }
        var options = try options(in: section)
        try checkWeights(options, of: kind, in: section)
        if !chosen.isEmpty { options.keepTaken(by: chosen) }
        return PlacementSettings(kind, options)
    }

    /// Some policies, each with those of this placement's options that it takes.
    ///
    /// An option is refused that none of them takes, and that the placement's own policy, which a run has, does not take
    /// either.
    func placements(of kinds: [PlacementKind]) throws(ConfigError) -> [PlacementSettings] {
        let section = try section("a placement", context.components.placement)
        let own = try ownPolicy(in: section)
        let swept = context.sweptTexts(along: path(of: "policy"))
        let ofRuns = context.components.policies.filter { $0 == own || swept.contains($0.word.word) }
        try checkUse(of: section, by: kinds + ofRuns.filter { !kinds.contains($0) })
        let options = try options(in: section)
        var placements: [PlacementSettings] = []
        for kind in kinds {
            try checkWeights(options, of: kind, in: section)
            var own = options
            own.keepTaken(by: [kind])
            placements.append(PlacementSettings(kind, own))
        }
        return placements
    }

    /// The placement as `config.yaml` of a packing has it: its own policy, else the first of `policies`, with the
    /// options that one of all these takes.
    func placementOfPacking(_ policies: [PlacementSettings]) throws(ConfigError) -> PlacementSettings {
        let section = try section("a placement", context.components.placement)
        let own = try ownPolicy(in: section) ?? policies[0].kind
        let kinds = [own] + policies.map(\.kind)
        var options = try options(in: section)
        options.keepTaken(by: kinds)
        return PlacementSettings(own, options)
    }

    /// The policy that the placement names; nil where it names none.
    private func ownPolicy(in section: SettingsSection) throws(ConfigError) -> PlacementKind? {
        section.optional("policy") == nil ? nil : policy(named: try section.text("policy"))
    }

    private func options(in section: SettingsSection) throws(ConfigError) -> PlacementOptions {
        var options = PlacementOptions()
        if let field = section.optional("candidates") { options.candidates = try field.candidates() }
        options.ties = try section.word("ties", TieBreak.self)
        options.scores = try section.word("scores", ScoreScale.self)
        if let field = section.optional("weights") { options.weights = try field.weights() }
        return options
    }

    /// Refuses a policy with weights of which none is above 0.
    private func checkWeights(
        _ options: PlacementOptions, of kind: PlacementKind, in section: SettingsSection
    ) throws(ConfigError) {
        guard !kind.terms.isEmpty, kind.terms.allSatisfy({ options.weights[$0.word, default: 0] == 0 }) else { return }
        throw (section.optional("weights") ?? self).error(
            "the policy \(kind.word.word) without a weight above 0; accepted: a weight above 0 of at least one of "
                + Name.list(kind.terms.map(\.word)))
    }

    private func policy(named word: String) -> PlacementKind {
        guard let kind = context.components.policies.first(where: { $0.word.word == word }) else {
            preconditionFailure("a word is one of those that are listed")
        }
        return kind
    }

    /// Refuses options that the policy does not take, or none of several policies.
    private func checkUse(of section: SettingsSection, by chosen: [PlacementKind]) throws(ConfigError) {
        let policies = context.components.policies
        for key in ["candidates", "ties", "scores", "weights"] {
            guard let field = section.optional(key), !chosen.contains(where: { $0.takes(key) }) else { continue }
            let words = Name.list(chosen.map(\.word.word))
            let subject =
                chosen.count == 1 ? "the policy \(words) does not take" : "none of the policies \(words) takes"
            let takers = policies.filter { $0.takes(key) }.map(\.word.word)
            throw field.error(
                "\(subject) \(key.quoted); accepted: with \(takers.count == 1 ? "" : "one of ")\(Name.list(takers))")
        }
    }

    /// Number of candidates: `all`, `5` or `5%`.
    private func candidates() throws(ConfigError) -> ScoredCandidates {
        let text = try text()
        if text == ConfigSettings.allCandidates {
            context.note(.keyword(text), of: node)
            return .all
        }
        if let count = try? count(ConfigSettings.candidates) { return .count(count) }
        if let share = try? percentage() { return .share(share) }
        let counts = ConfigSettings.candidates
        throw error(
            "\(text.quoted) is not a number of candidates; accepted: \(ConfigSettings.allCandidates), a whole number "
                + "from \(counts.lowerBound) to \(counts.upperBound), or \(Percentage.accepted)")
    }

    private func weights() throws(ConfigError) -> [String: Double] {
        let table = context.components.weights
        let section = try section("the weights", table)
        var weights: [String: Double] = [:]
        for term in table.keys { weights[term] = try section.amountIfSet(term) }
        return weights
    }
}

extension PlacementKind {
    /// True if an option means something to the policy.
    fileprivate func takes(_ key: String) -> Bool { key == "weights" ? !terms.isEmpty : scores }
}

extension PlacementOptions {
    /// Sets those options back that none of some policies takes.
    fileprivate mutating func keepTaken(by kinds: [PlacementKind]) {
        if !kinds.contains(where: \.scores) { self = PlacementOptions() }
        if kinds.allSatisfy(\.terms.isEmpty) { weights = [:] }
    }
}
