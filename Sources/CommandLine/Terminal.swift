import ArgumentParser
internal import CellbenchConfig
import CellbenchExperiments
internal import CellbenchFiles
import Dispatch

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard output for the answer, standard error for notes and the progress line.
enum Terminal {
    /// Writes the answer on standard output; ends with exit status 1 and a note where that fails.
    ///
    /// Control characters are escaped, except line ends, tabs and the colours of ``style``.
    static func answer(_ text: String) throws {
        if let problem = write(text.printableLines(keepingColors: style.hasColor), to: STDOUT_FILENO) {
            note("standard output: error: cannot write: \(problem)")
            throw ExitCode(1)
        }
    }

    /// The look of answers: in colour on a terminal, unless `NO_COLOR` (https://no-color.org) or a dumb terminal
    /// forbids it.
    static var style: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
        // The first variable that is set decides, as in POSIX; where none is, as often in containers, text is UTF-8.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].first(where: isSet).flatMap { environment[$0] }?.lowercased()
        return TextStyle(
            hasColor: isatty(STDOUT_FILENO) == 1 && !isSet("NO_COLOR") && environment["TERM"] != "dumb",
            isASCII: locale.map { !$0.contains("utf-8") && !$0.contains("utf8") } ?? false)
    }

    /// Prints one line on standard error; line ends and other control characters in the text are escaped.
    static func note(_ line: String) { _ = write("\(line.printable)\n", to: STDERR_FILENO) }

    /// Prints a message of the argument parser: an error, or help.
    ///
    /// Arguments that the message repeats, and the values in them, are escaped, so that each stays on its line.
    static func message(_ message: String, isError: Bool, repeating arguments: [String]) {
        guard !message.isEmpty else { return }
        let values = arguments.compactMap { argument in
            argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }
        }
        var text = message.unicodeScalars
        for argument in arguments + values where argument != argument.printable {
            // By scalars: a mark that combines with the quotation mark before it would hide the argument.
            text = text.replacing(argument.unicodeScalars, with: argument.printable.unicodeScalars)
        }
        _ = write(String(text).printableLines + "\n", to: isError ? STDERR_FILENO : STDOUT_FILENO)
    }

    /// Progress over the points of an experiment, redrawn every second; nil where standard error is no terminal.
    static func progress(over experiment: Experiment) -> ProgressLine? {
        progress(costs: experiment.points.map(\.estimatedCost), of: "points", most: experiment.mostPoints)
    }

    /// Progress over pieces of work by their costs; nil where standard error is no terminal.
    ///
    /// - Parameters:
    ///   - costs: cost of each piece, in any unit.
    ///   - noun: plural of a piece: `points`.
    ///   - most: the most pieces that will be done; nil for all.
    /// - Returns: the line.
    static func progress(costs: [Double], of noun: String, most: Int? = nil) -> ProgressLine? {
        isatty(STDERR_FILENO) == 1 && Threads.canBeMade ? ProgressLine(costs, of: noun, most: most) : nil
    }

    /// Writes all of `text`; returns nil, or the system's words for the error.
    fileprivate static func write(_ text: String, to descriptor: Int32) -> String? {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            if count >= 0 {
                sent += count
            } else if errno != EINTR {
                return String(cString: strerror(errno))
            }
        }
        return nil
    }
}

/// The line that shows the progress of a run on a terminal.
struct ProgressLine {
    /// The progress that the line shows.
    let progress: Progress
    private let timer: any DispatchSourceTimer
    private let queue = DispatchQueue(label: "progress")

    fileprivate init(_ costs: [Double], of noun: String, most: Int?) {
        let clock = ContinuousClock()
        let start = clock.now
        let progress = Progress(
            costs: costs, of: noun, most: most, elapsed: { start.duration(to: clock.now) / .seconds(1) }
        ) {
            line in
            _ = Terminal.write("\r\u{1B}[K\(line)", to: STDERR_FILENO)
        }
        self.progress = progress
        timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { progress.redraw() }
        timer.schedule(deadline: .now() + 1, repeating: .seconds(1))
        timer.resume()
    }

    /// Removes the line.
    func clear() {
        // Waits for a drawing under way, and comes before any other.
        queue.sync { timer.cancel() }
        _ = Terminal.write("\r\u{1B}[K", to: STDERR_FILENO)
    }
}

// `Terminal.write` hides the system call of the same name inside that type.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
