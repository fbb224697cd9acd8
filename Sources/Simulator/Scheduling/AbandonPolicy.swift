/// Numbers of attempts after which a job is given up.
public struct AbandonPolicy: Equatable, Sendable {
    /// Attempts after which a job without a single placed task is given up.
    public var attemptsWithoutPlacement: Int
    /// Attempts after which any job with tasks left is given up.
    public var attempts: Int

    /// By default 100 and 1,000, as in the published simulator.
    public init(attemptsWithoutPlacement: Int = 100, attempts: Int = 1000) {
        self.attemptsWithoutPlacement = attemptsWithoutPlacement
        self.attempts = attempts
    }
}

extension AbandonPolicy: DescribedSettings {
    /// Noun phrase for messages about a section of these settings.
    public static let what = "an abandonment policy"

    /// The settings, in the order of `config.yaml`.
    public static let settings: [Setting<Self>] = [
        .count(
            "attemptsWithoutPlacement", \.attemptsWithoutPlacement, in: 1...Int(Int32.max),
            "Attempts after which a job without a single task placed is abandoned."),
        .count(
            "attempts", \.attempts, in: 1...Int(Int32.max),
            "Attempts after which any job with tasks left is abandoned."),
    ]

    /// The default settings; the number of workloads does not matter.
    public init(workloads: Int) { self.init() }
}
