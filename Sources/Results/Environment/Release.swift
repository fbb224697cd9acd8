/// The program as results name it.
public enum Release {
    /// The version written to results and printed by `--version`.
    public static let version = "0.1.0"
}
