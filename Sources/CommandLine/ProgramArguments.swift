internal import CCellbenchSystem

/// What the program was begun with.
enum ProgramArguments {
    /// The program's name and its arguments; nothing where they are not known.
    static var all: [String] {
        var count: Int32 = 0
        guard let arguments = cellbench_arguments(&count) else { return CommandLine.arguments }
        return (0..<Int(count)).compactMap { arguments[$0].map { String(cString: $0) } }
    }
}
