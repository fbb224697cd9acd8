internal import ArgumentParser
internal import CCellbenchSystem
internal import CellbenchConfig
// What architectures and policies are written with: one import brings it all.
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
    /// What configs may name.
    let components: Components

    /// The program, whose configs may name these architectures and placement policies beside those that are built in.
    public init(adding architectures: [ArchitectureKind] = [], policies: [PlacementKind] = []) {
        components = Components(adding: architectures, policies: policies)
    }

    /// Does what the command line says, and ends the process if that fails; what the argument parser has to say goes out as everything
    /// else does.
    public func run() {
        // A file that may not grow is an error to tell, not the end.
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

/// A command that reads configs, or speaks of what they may name.
protocol ComponentsCommand: ParsableCommand {
    /// Does what the command line says.
    ///
    /// - Throws: what went wrong, for the argument parser to print.
    mutating func run(with components: Components) throws
}

extension ComponentsCommand {
    mutating func run() throws { try run(with: .standard) }
}
