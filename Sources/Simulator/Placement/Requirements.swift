/// What a job asks of the machines that its tasks run on, beside capacity.
public struct Requirements: Hashable, Sendable {
    /// What each of the machines must have: all of it.
    public var constraints: [Constraint]
    /// How the tasks are to be apart from one another.
    public var spread: Spread

    /// By default nothing.
    public init(constraints: [Constraint] = [], spread: Spread = Spread()) {
        self.constraints = constraints
        self.spread = spread
    }

    /// Whether a job with these takes any machine.
    public var isEmpty: Bool { constraints.isEmpty && spread.isEmpty }
}

/// How the tasks of a job are to be apart from one another: anti-affinity.
///
/// What counts is where tasks of the job run at the time, as in the different-machines restriction of Google's trace of 2011: where one has
/// ended another may follow.
public struct Spread: Hashable, Sendable {
    /// How binding it is.
    public enum Form: String, CaseIterable, Sendable {
        /// No two tasks in one place: where that cannot be, they wait.
        case hard
        /// A task goes where the fewest of the others are, of the places that it fits in.
        case soft
    }

    /// Whether tasks are to be on different machines.
    public var machine: Form?
    /// Whether tasks are to be in different racks; where both are soft, racks come first.
    public var rack: Form?

    /// By default tasks may be anywhere.
    public init(machine: Form? = nil, rack: Form? = nil) {
        self.machine = machine
        self.rack = rack
    }

    /// Whether tasks may be anywhere.
    public var isEmpty: Bool { machine == nil && rack == nil }
}
