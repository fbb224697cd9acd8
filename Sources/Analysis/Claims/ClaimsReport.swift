internal import CellbenchFiles

/// The outcomes of claims, as text, Markdown and JSON.
public struct ClaimsReport: Sendable {
    /// The outcomes, in the order of the claims.
    public let outcomes: [ClaimOutcome]

    /// Checks claims against results.
    public init(_ claims: [Claim], against results: ClaimedResults) {
        outcomes = claims.map { $0.outcome(results) }
    }

    /// Number of claims with a verdict.
    public func count(_ verdict: ClaimOutcome.Verdict) -> Int { outcomes.count { $0.verdict == verdict } }

    /// Exit status of `check`: 2 if a claim fails, else 3 if one cannot be judged, else 0.
    public var exitStatus: Int32 { count(.fails) > 0 ? 2 : count(.unknown) > 0 ? 3 : 0 }

    /// `12 hold, 1 fails, 2 unknown`.
    public var tally: String {
        let (holds, fails, unknown) = (count(.holds), count(.fails), count(.unknown))
        return
            "\(holds) \(holds == 1 ? "holds" : "hold"), \(fails) \(fails == 1 ? "fails" : "fail"), \(unknown) unknown"
    }

    /// Some lines for each claim: verdict, name, statement, expected and observed values.
    public func text() -> String {
        let blocks = outcomes.map { outcome in
            var lines = ["\(outcome.verdict.mark) \(outcome.claim.name)", "        \(outcome.claim.says)"]
            if let source = outcome.claim.source { lines.append("        source:   \(source)") }
            lines.append("        expected: \(outcome.claim.expected)")
            lines += outcome.observed.enumerated().map { index, value in
                "        \(index == 0 ? "observed:" : "         ") \(value.name) = \(value.value)"
            }
            if let reason = outcome.reason {
                lines.append("        \(outcome.verdict == .unknown ? "unknown: " : "fails:   ") \(reason)")
            }
            if let explanation = outcome.explanation { lines.append("        because:  \(explanation)") }
            return lines.map { $0.printable + "\n" }.joined()
        }
        return blocks.joined(separator: "\n") + "\n\(tally)\n"
    }

    /// A table in Markdown: claim, source, expected, observed, verdict.
    public func markdown() -> String {
        var lines = ["| claim | expected | observed | verdict |", "|---|---|---|---|"]
        lines += outcomes.map { outcome in
            let claim = outcome.claim
            let observed = outcome.observed.map { "\($0.name) = \($0.value)".markdownCell }.joined(separator: "<br>")
            let source = claim.source.map { "<br><sub>\($0.markdownCell)</sub>" } ?? ""
            let reason = [outcome.reason, outcome.explanation].compactMap { $0 }.map { "<br>\($0.markdownCell)" }
                .joined()
            return "| \(claim.says.markdownCell)\(source) | \(claim.expected.markdownCodeCell) | \(observed) "
                + "| **\(outcome.verdict.words)**\(reason) |"
        }
        return (lines + ["", tally]).joined(separator: "\n") + "\n"
    }

    /// The name of the format that ``jsonText()`` writes, and its version.
    public static let schema = "cellbench.claims/1"

    /// The outcomes as JSON.
    ///
    /// - Throws: `EncodingError`, but never for outcomes from checking.
    public func jsonText() throws -> String { try JSONText.encode(self) }
}

extension ClaimOutcome.Verdict {
    /// The verdict at the start of a line.
    fileprivate var mark: String {
        switch self {
        case .holds: "holds  "
        case .fails: "FAILS  "
        case .unknown: "unknown"
        }
    }

    /// The verdict in a table.
    public var words: String {
        switch self {
        case .holds: "holds"
        case .fails: "does not hold"
        case .unknown: "unknown"
        }
    }
}

extension ClaimsReport: Encodable {
    private enum CodingKeys: String, CodingKey { case schema, exitStatus, counts, claims }

    private struct Entry: Encodable {
        var name: String
        var says: String
        var source: String?
        var expected: String
        var observed: [String: String]
        var verdict: ClaimOutcome.Verdict
        var reason: String?
        var because: String?
    }

    /// Writes the outcomes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(exitStatus, forKey: .exitStatus)
        let counts = ClaimOutcome.Verdict.allCases.map { ($0.rawValue, count($0)) }
        try container.encode(Dictionary(uniqueKeysWithValues: counts), forKey: .counts)
        let entries = outcomes.map { outcome in
            Entry(
                name: outcome.claim.name, says: outcome.claim.says, source: outcome.claim.source,
                expected: outcome.claim.expected,
                observed: Dictionary(outcome.observed.map { ($0.name, $0.value) }) { first, _ in first },
                verdict: outcome.verdict, reason: outcome.reason, because: outcome.explanation)
        }
        try container.encode(entries, forKey: .claims)
    }
}
