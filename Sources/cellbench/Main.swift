import ArgumentParser
import Experiments

/// The command line; each subcommand has a file.
@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cellbench",
        abstract: "Which cluster-scheduler architecture serves this workload on this cell, and up to what load?",
        version: Cellbench.version,
        subcommands: [
            RunCommand.self, CompareCommand.self, CheckCommand.self, ReportCommand.self, ExportCommand.self,
            BenchCommand.self, ValidateCommand.self, TraceCommand.self,
        ])

    /// Runs what the command line says; what the argument parser has to say goes out as everything else does.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let status = exitCode(for: error)
            Terminal.message(
                fullMessage(for: error), isError: status != .success, repeating: CommandLine.arguments)
            exit(withError: status)
        }
    }
}
