import ArgumentParser
import CSystem
import Experiments

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The command line; each subcommand has a file.
@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cellbench",
        abstract: "Which cluster-scheduler architecture serves this workload on this cell, and up to what load?",
        version: Cellbench.version,
        subcommands: [
            RunCommand.self, CompareCommand.self, CheckCommand.self, ReportCommand.self, ExportCommand.self,
            BenchCommand.self, ValidateCommand.self, ExplainCommand.self, SchemaCommand.self, TraceCommand.self,
        ])

    /// Runs what the command line says; what the argument parser has to say goes out as everything else does.
    static func main() {
        // A file that may not grow is an error to tell, not the end.
        signal(SIGXFSZ, SIG_IGN)
        cellbench_tell_when_out_of_memory()
        let arguments = ProgramArguments.all
        // A process that does not know what it was asked has nothing to say for it.
        guard arguments.count > 1 else {
            Terminal.message(helpMessage(), isError: true, repeating: [])
            exit(withError: ExitCode(64))
        }
        do {
            var command = try parseAsRoot(Array(arguments.dropFirst()))
            try command.run()
        } catch {
            let status = exitCode(for: error)
            Terminal.message(
                fullMessage(for: error), isError: status != .success, repeating: arguments)
            exit(withError: status)
        }
    }
}
