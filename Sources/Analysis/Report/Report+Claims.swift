internal import CellbenchResults

extension Report {
    /// A claim and its verdict.
    public struct ClaimRow: Equatable, Sendable {
        /// Look of a verdict.
        public enum Outcome: Sendable {
            /// The claim holds.
            case good
            /// The claim fails.
            case bad
            /// The results do not decide.
            case open
        }

        /// Name of the claim.
        public var name: String
        /// Author or place of the claim.
        public var source: String
        /// The expected relation.
        public var expected: String
        /// The observed values.
        public var observed: String
        /// The verdict in a word.
        public var verdict: String
        /// Look of the verdict.
        public var outcome: Outcome
        /// A remark; may be empty.
        public var note: String

        /// A row of the table of claims.
        public init(
            name: String, source: String, expected: String, observed: String, verdict: String, outcome: Outcome,
            note: String
        ) {
            self.name = name
            self.source = source
            self.expected = expected
            self.observed = observed
            self.verdict = verdict
            self.outcome = outcome
            self.note = note
        }
    }

    /// Checks claims against the results; claims about other experiments are left out.
    public mutating func check(_ claims: [Claim]) {
        let outcomes = ClaimsReport(claims.filter { $0.isAbout(results.name) }, against: ClaimedResults([results]))
            .outcomes
        self.claims = outcomes.map { outcome in
            ClaimRow(
                name: outcome.claim.says, source: outcome.claim.source ?? "", expected: outcome.claim.expected,
                observed: outcome.observed.map { "\($0.name) = \($0.value)" }.joined(separator: "; "),
                verdict: outcome.verdict.words, outcome: ClaimRow.Outcome(outcome.verdict),
                note: [outcome.reason, outcome.explanation].compactMap { $0 }.joined(separator: "; "))
        }
    }

    /// The claims and their verdicts; empty where none were checked.
    func claimsSection() -> HTML {
        guard let claims else { return "" }
        guard !claims.isEmpty else { return Self.section("claims", "Claims", "<p>There are no claims to check.</p>\n") }
        let rows = claims.map { claim -> HTML in
            let kind: HTML
            switch claim.outcome {
            case .good: kind = "good"
            case .bad: kind = "bad"
            case .open: kind = "warn"
            }
            return """
                <tr><th scope="row"><span>\(claim.name)</span></th><td class="text">\
                <span class="badge \(kind)">\(claim.verdict)</span></td><td class="text">\(claim.expected)</td>\
                <td class="text">\(claim.observed)</td><td class="text prose">\(claim.source)</td>\
                <td class="text prose">\(claim.note)</td></tr>

                """
        }
        let (good, bad) = (claims.count { $0.outcome == .good }, claims.count { $0.outcome == .bad })
        let open = claims.count - good - bad
        return Self.section(
            "claims", "Claims",
            """
            <p>\(claims.count) checked: \(good) hold, \(bad) do not\(open > 0 ? ", \(open) undecided" : "").</p>
            \(Self.plainTable("Claims and what the results say", ["claim", "verdict", "expected", "observed", "source", "note"], rows))
            """)
    }

    /// A table of texts that the page's script can sort.
    static func plainTable(_ label: String, _ headings: [String], _ rows: [HTML]) -> HTML {
        let head = headings.map { heading -> HTML in
            "<th scope=\"col\" class=\"text\" aria-sort=\"none\"><button type=\"button\">\(heading)</button></th>"
        }
        return """
            <div class="scroll" role="region" aria-label="\(label)" tabindex="0">
            <table class="sortable">
            <thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </div>

            """
    }
}

extension Report.ClaimRow.Outcome {
    fileprivate init(_ verdict: ClaimOutcome.Verdict) {
        switch verdict {
        case .holds: self = .good
        case .fails: self = .bad
        case .unknown: self = .open
        }
    }
}
