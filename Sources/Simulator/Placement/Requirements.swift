/// Requirements of a job on the machines that its tasks run on, beside capacity.
public struct Requirements: Hashable, Sendable {
    /// Conditions on each machine, all of which must hold.
    public var constraints: [Constraint]
    /// Rule by which the tasks keep apart from one another.
    public var spread: Spread

    /// Requirements; by default none.
    public init(constraints: [Constraint] = [], spread: Spread = Spread()) {
        self.constraints = constraints
        self.spread = spread
    }

    /// True if a job with these requirements takes any machine.
    public var isEmpty: Bool { constraints.isEmpty && spread.isEmpty }
}

/// Rule by which the tasks of a job keep apart from one another: anti-affinity.
///
/// Only running tasks count, as in the different-machines restriction of Google's trace of 2011: where a task has
/// ended, another may follow.
public struct Spread: Hashable, Sendable {
    /// Strictness of the rule.
    public enum Form: String, CaseIterable, Sendable {
        /// No two tasks in one place: a task without a place of its own waits.
        case hard
        /// Each task goes to a place with the fewest of the others, of the places that it fits in.
        case soft
    }

    /// Rule for machines; nil where tasks may share one.
    public var machine: Form?
    /// Rule for racks; nil where tasks may share one.
    ///
    /// Where both rules are soft, that for racks comes first.
    public var rack: Form?
    /// True if a policy looks at where the job's tasks are, which then are counted whether a rule asks for it or not.
    package var isCounted = false

    /// A rule; by default tasks may be anywhere.
    public init(machine: Form? = nil, rack: Form? = nil) {
        self.machine = machine
        self.rack = rack
    }

    /// True if tasks may be anywhere, and nobody wants to know where they are.
    public var isEmpty: Bool { !hasRules && !isCounted }

    /// True if some place may be ruled out.
    var hasRules: Bool { machine != nil || rack != nil }
}
