import ArgumentParser
import Experiments

/// `cellbench compare RESULTS`.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Print one result head to head: a row an architecture, a block a sweep point.")

    @Argument(help: "A results.json, or the directory that holds it.")
    var results: String

    @Option(
        help: ArgumentHelp(
            "Print paired differences from this architecture, with 95 % confidence intervals.", valueName: "name"))
    var against: String?

    func run() throws {
        let comparison = try Failure.report { Comparison(try ResultsFile(contentsOf: results)) }
        let text = try Failure.report {
            if let against { try comparison.differenceTable(against: against) } else { comparison.table() }
        }
        try Terminal.answer(text)
    }
}
