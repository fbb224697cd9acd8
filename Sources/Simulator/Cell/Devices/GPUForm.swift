/// What a machine's GPUs are to tasks.
public enum GPUForm: String, DescribedWords {
    /// One amount, of which tasks take any share.
    case pooled
    /// Devices: a task takes a share of one device, or whole devices.
    case devices

    /// What the word means.
    public var meaning: String {
        switch self {
        case .pooled: "one amount, of which a task takes any part"
        case .devices: "devices: a task takes a share of one device, or whole devices"
        }
    }
}
