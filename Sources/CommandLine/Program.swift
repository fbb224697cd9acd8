internal import ArgumentParser
internal import CCellbenchSystem
internal import CellbenchConfig
// The types with which architectures and policies are written: one import brings them all.
@_exported public import CellbenchSimulator

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The program: all of cellbench's commands, for configs that may name further architectures.
///
///     @main struct Main {
///         static func main() { Program(adding: [ArchitectureKind(ProbeBased.self)]).run() }
///     }
public struct Program {
    /// The architectures and policies that configs may name.
    let components: Components

    /// The program, with further architectures and placement policies beside the built-in ones.
    public init(adding architectures: [ArchitectureKind] = [], policies: [PlacementKind] = []) {
        components = Components(adding: architectures, policies: policies)
    }

    /// Runs the command that the command line names; ends the process if that fails.
    public func run() {
        // A file that may not grow any further is an error with a message, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        cellbench_tell_when_out_of_memory()
        let arguments = ProgramArguments.all
        // Without arguments: help, and status 64.
        guard arguments.count > 1 else {
            Terminal.message(CellbenchCommand.helpMessage(), isError: true, repeating: [])
            CellbenchCommand.exit(withError: ExitCode(64))
        }
        do {
            var command = try CellbenchCommand.parseAsRoot(Array(arguments.dropFirst()))
            if var command = command as? any ComponentsCommand {
                try command.run(with: components)
            } else {
                try command.run()
            }
        } catch {
            let status = CellbenchCommand.exitCode(for: error)
            Terminal.message(
                CellbenchCommand.fullMessage(for: error), isError: status != .success, repeating: arguments)
            CellbenchCommand.exit(withError: status)
        }
    }
}

/// A command that needs to know the architectures and policies that configs may name.
protocol ComponentsCommand: ParsableCommand {
    /// Runs the command.
    ///
    /// - Throws: an error for the argument parser to print.
    mutating func run(with components: Components) throws
}

extension ComponentsCommand {
    mutating func run() throws { try run(with: .standard) }
}
