/// What happens to a job whose attempt left tasks unplaced.
public struct RetryPolicy: Equatable, Sendable {
    /// Where in the queue a job returns.
    public enum Position: String, DescribedWords {
        /// Behind the jobs that wait.
        case back
        /// Before the jobs that wait.
        case front

        /// What the word means.
        public var meaning: String {
            switch self {
            case .back: "behind the jobs that wait"
            case .front: "before the jobs that wait"
            }
        }
    }

    /// How long the job stays away from the queue.
    public var delay: Nanoseconds
    /// Where it returns.
    public var position: Position

    /// By default 1 s, to the back of the queue.
    public init(delay: Nanoseconds = .perSecond, position: Position = .back) {
        self.delay = delay
        self.position = position
    }
}

extension RetryPolicy: DescribedSettings {
    /// What messages call a section of them.
    public static let what = "a retry policy"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .span("delay", \.delay, "Time that a job which is not fully placed stays away from the queue."),
        .word("position", \.position, "Place in the queue to which the job returns."),
    ]

    /// The defaults, for so many workloads.
    public init(workloads: Int) { self.init() }
}
