/// Delay and place in the queue of a job whose attempt left tasks unplaced.
public struct RetryPolicy: Equatable, Sendable {
    /// End of the queue at which a job returns.
    public enum Position: String, DescribedWords {
        /// Behind the jobs that wait.
        case back
        /// Before the jobs that wait.
        case front

        /// The word's meaning, as `explain` prints it.
        public var meaning: String {
            switch self {
            case .back: "behind the jobs that wait"
            case .front: "before the jobs that wait"
            }
        }
    }

    /// Time that the job stays away from the queue.
    public var delay: Nanoseconds
    /// End of the queue at which the job returns.
    public var position: Position

    /// A policy; by default a job returns after 1 s, to the back of the queue.
    public init(delay: Nanoseconds = .perSecond, position: Position = .back) {
        self.delay = delay
        self.position = position
    }
}

extension RetryPolicy: DescribedSettings {
    /// Noun phrase for messages about a section of these settings.
    public static let what = "a retry policy"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .span("delay", \.delay, "Time that a job which is not fully placed stays away from the queue."),
        .word("position", \.position, "Place in the queue to which the job returns."),
    ]

    /// The default settings; the number of workloads does not matter.
    public init(workloads: Int) { self.init() }
}
