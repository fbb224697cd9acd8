import ArgumentParser
internal import CellbenchResults

/// The command line; each subcommand has a file.
struct CellbenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cellbench",
        abstract: "Which cluster-scheduler architecture serves this workload on this cell, and up to what load?",
        version: Release.version,
        subcommands: [
            RunCommand.self, PackCommand.self, CompareCommand.self, CheckCommand.self, ReportCommand.self,
            ExportCommand.self,
            BenchCommand.self, ValidateCommand.self, ExplainCommand.self, SchemaCommand.self, TraceCommand.self,
        ])
}
