internal import CCellbenchSystem

/// The arguments of the process.
enum ProgramArguments {
    /// The program's name and its arguments.
    static var all: [String] {
        var count: Int32 = 0
        guard let arguments = cellbench_arguments(&count) else { return CommandLine.arguments }
        return (0..<Int(count)).compactMap { arguments[$0].map { String(cString: $0) } }
    }
}
