/// A statement about results that they may bear out or not: names for values of them, and what is to hold between these.
public struct Claim: Sendable {
    /// Its name, unique in its file.
    public var name: String
    /// What it says, in words.
    public var says: String
    /// Where it is from.
    public var source: String?
    /// What explains that it does not hold, where it is known not to.
    public var because: String?
    /// The values by name, in the file's order.
    var values: [(name: String, selection: ClaimSelection)]
    /// What is to hold, all of it.
    var conditions: [ClaimExpression]

    /// Whether all that it speaks of may be in the results of the experiment called `name`.
    func isAbout(_ name: String) -> Bool { values.allSatisfy { $0.selection.results.map { $0 == name } ?? true } }

    /// What is to hold, as it is written.
    public var expected: String { conditions.map(\.text).joined(separator: " and ") }
}

/// What became of a claim when it was held against results.
public struct ClaimOutcome: Sendable {
    /// Whether it holds.
    public enum Verdict: String, CaseIterable, Sendable, Encodable {
        /// All of it holds.
        case holds
        /// Some of it does not.
        case fails
        /// The results do not say: something is not there.
        case unknown
    }

    /// The claim.
    public var claim: Claim
    /// Whether it holds.
    public var verdict: Verdict
    /// The values by name, as text; those that could be read.
    public var observed: [(name: String, value: String)]
    /// Which parts do not hold, if there are several, or why nothing is known.
    public var reason: String?
    /// What explains that it fails, if the claim says.
    public var explanation: String? { verdict == .fails ? claim.because : nil }
}

extension Claim {
    /// Holds the claim against results.
    ///
    /// - Parameter results: those of all experiments at hand.
    /// - Returns: whether it holds, and what was observed.
    /// - Complexity: O(*v* *p*) for *v* values and *p* points.
    public func outcome(_ results: ClaimedResults) -> ClaimOutcome {
        var outcome = ClaimOutcome(claim: self, verdict: .holds, observed: [])
        var values: [String: ClaimValue] = [:]
        do throws(ClaimProblem) {
            for (name, selection) in self.values {
                let value = try selection.value(in: results, called: name, after: values)
                values[name] = value
                outcome.observed.append((name, value.text))
            }
            var failed: [String] = []
            for condition in conditions where try !condition.holds(values) { failed.append("not \(condition.text)") }
            if !failed.isEmpty {
                outcome.verdict = .fails
                if conditions.count > 1 { outcome.reason = failed.joined(separator: "; ") }
            }
        } catch {
            outcome.verdict = .unknown
            outcome.reason = error.message
        }
        return outcome
    }
}

/// Why a claim cannot be judged.
struct ClaimProblem: Error, Equatable {
    var message: String
    /// Whether numbers, series and conditions were mixed up, whatever their values.
    var isOfKind = false

    init(_ message: String) { self.message = message }

    init(ofKind message: String) {
        self.message = message
        isOfKind = true
    }
}
