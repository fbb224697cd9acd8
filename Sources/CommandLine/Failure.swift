import ArgumentParser
internal import CellbenchAnalysis
internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults
import CellbenchTraces

/// Errors as they leave the program: one line on standard error, and the documented exit status.
enum Failure {
    /// Runs `body`; prints an error that it throws, and turns it into an exit status.
    static func report<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ValidationError {
            // The argument parser prints wrong usage, with the usage.
            throw error
        } catch {
            let error = (error as? TraceError).map { ConfigError($0) } ?? error
            Terminal.note("\(error)")
            throw ExitCode(exitStatus(of: error))
        }
    }

    private static func exitStatus(of error: any Error) -> Int32 {
        switch error {
        case let error as ConfigError: error.kind == .unreadable ? 66 : 65
        case let error as ResultsError: error.exitStatus
        case let error as ComparisonError: error.exitStatus
        case let error as OutputError: error.exitStatus
        default: 1
        }
    }
}
