/// A statement about results, such as "waits grow with the load": named values, and conditions on them.
public struct Claim: Sendable {
    /// Name of the claim, unique in its file.
    public var name: String
    /// The statement in words.
    public var says: String
    /// Source of the statement.
    public var source: String?
    /// Explanation of a failure that is known.
    public var because: String?
    /// The values by name, in the file's order.
    var values: [(name: String, selection: ClaimSelection)]
    /// The conditions, all of which must hold.
    var conditions: [ClaimExpression]

    /// True if all values may be read from the results of the experiment called `name`.
    func isAbout(_ name: String) -> Bool { values.allSatisfy { $0.selection.results.map { $0 == name } ?? true } }

    /// The conditions as they are written.
    public var expected: String { conditions.map(\.text).joined(separator: " and ") }
}

/// The outcome of checking a claim.
public struct ClaimOutcome: Sendable {
    /// Verdict on a claim.
    public enum Verdict: String, CaseIterable, Sendable, Encodable {
        /// All conditions hold.
        case holds
        /// A condition does not hold.
        case fails
        /// The results lack a value.
        case unknown
    }

    /// The claim.
    public var claim: Claim
    /// The verdict.
    public var verdict: Verdict
    /// The values that could be read, by name, as text.
    public var observed: [(name: String, value: String)]
    /// The conditions that do not hold, if there are several, or the reason why nothing is known.
    public var reason: String?
    /// Explanation of a failure, if the claim has one.
    public var explanation: String? { verdict == .fails ? claim.because : nil }
}

extension Claim {
    /// Checks the claim against results.
    ///
    /// - Parameter results: the results of all experiments at hand.
    /// - Returns: the verdict, and the observed values.
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

/// Reason why a claim cannot be judged.
struct ClaimProblem: Error, Equatable {
    var message: String
    /// True if numbers, series and conditions were mixed up, which does not depend on their values.
    var isOfKind = false

    init(_ message: String) { self.message = message }

    init(ofKind message: String) {
        self.message = message
        isOfKind = true
    }
}
