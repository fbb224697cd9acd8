internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator

extension Field {
    /// Policy by which tasks find machines, and its options.
    func placement() throws(ConfigError) -> PlacementSettings {
        let policies = context.components.policies
        let section = try section("a placement", context.components.placement)
        let word = try section.text("policy")
        guard let kind = policies.first(where: { $0.word.word == word }) else {
            preconditionFailure("a word is one of those that are listed")
        }
        var options = PlacementOptions()
        if let field = section.optional("candidates") { options.candidates = try field.candidates() }
        options.ties = try section.word("ties", TieBreak.self)
        options.scores = try section.word("scores", ScoreScale.self)
        if let field = section.optional("weights") { options.weights = try field.weights(context.components.weights) }
        if !kind.terms.isEmpty, kind.terms.allSatisfy({ options.weights[$0.word, default: 0] == 0 }) {
            let terms = kind.terms.map(\.word).joined(separator: ", ")
            throw (section.optional("weights") ?? self).error(
                "the policy \(word) without a weight above 0; accepted: a weight above 0 of at least one of \(terms)")
        }
        return PlacementSettings(kind, options)
    }

    /// Number of candidates: `all`, `5` or `5%`.
    private func candidates() throws(ConfigError) -> ScoredCandidates {
        if let text = node.text, NumberText(text) != nil { return .count(try count(ConfigSettings.candidates)) }
        let text = try text()
        if text == ConfigSettings.allCandidates {
            context.note(.keyword(text), of: node)
            return .all
        }
        guard text.last == "%", let percent = Double(text.dropLast()), percent > 0, percent <= 100 else {
            throw error(
                "\(text.quoted) is no number of candidates; accepted: all, a whole number from 1, or a share such as 5%"
            )
        }
        context.note(.keyword(text), of: node)
        return .share(percent / 100)
    }

    private func weights(_ table: SettingsTable) throws(ConfigError) -> [String: Double] {
        let section = try section("the weights", table)
        var weights: [String: Double] = [:]
        for term in table.keys { weights[term] = try section.amountIfSet(term) }
        return weights
    }
}
