import Foundation
import Testing

/// The style of the table depends on the place it goes to.
@Suite struct TerminalStyleTests {
    /// A sweep of three values, so that there are bars.
    private let config = smallConfig.replacing("[100ms, 2s]", with: "[100ms, 500ms, 2s]")

    private func withResults(_ body: (URL) throws -> Void) throws {
        try withFolder(["small.yaml": config]) { folder in
            _ = try CellbenchProcess.run(["run", "small.yaml", "--quiet"], in: folder)
            try body(folder)
        }
    }

    /// Output of `compare` on a terminal.
    private func shown(in folder: URL, environment: [String: String] = [:]) throws -> String {
        let terminal = try PseudoTerminal()
        let arguments = ["compare", "Results/small"]
        let outcome = try CellbenchProcess.run(
            arguments, in: folder, output: terminal.path, environment: environment, whileRunning: terminal.read)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        return terminal.text
    }

    @Test func `A sweep of three values ends with the bars on record`() throws {
        try withFolder(["small.yaml": config]) { folder in
            let outcome = try CellbenchProcess.run(["run", "small.yaml"], in: folder)
            try Golden.expect(outcome.output, is: "small-bars.txt")
            let compared = try CellbenchProcess.run(["compare", "Results/small"], in: folder)
            #expect(compared.output == outcome.output)
        }
    }

    @Test func `A terminal gets colours, and but for them what a file gets`() throws {
        try withResults { folder in
            let file = try CellbenchProcess.run(["compare", "Results/small"], in: folder).output
            #expect(!file.contains("\u{1B}"))
            let terminal = try shown(in: folder)
            #expect(terminal.contains("\u{1B}[31m"))
            #expect(terminal.replacing(try Regex("\u{1B}\\[[0-9]*m"), with: "") == file)
            #expect(try shown(in: folder, environment: ["NO_COLOR": "1"]) == file)
            #expect(try shown(in: folder, environment: ["TERM": "dumb"]) == file)
        }
    }

    @Test(
        arguments: [
            (["LC_ALL": "C"], false), (["LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "en_US.UTF-8"], false),
            (["LC_ALL": "de_DE.utf8", "LANG": "C"], true),
            (["LC_ALL": "", "LC_CTYPE": "", "LANG": "en_US.UTF-8"], true),
            (["LC_ALL": "", "LC_CTYPE": "", "LANG": ""], true),
        ] as [([String: String], Bool)])
    func `Bars are of ASCII where the locale is not of UTF-8`(environment: [String: String], isUTF8: Bool) throws {
        try withResults { folder in
            let text = try CellbenchProcess.run(["compare", "Results/small"], in: folder, environment: environment)
                .output
            #expect(text.contains("over decisionTime.service.job = 0.1, 0.5, 2\n"))
            #expect(text.contains("▁") == isUTF8)
        }
    }
}

/// A terminal without a screen.
private final class PseudoTerminal {
    /// The device a program writes to.
    let path: String
    private let (ours, theirs): (Int32, Int32)
    private var bytes: [UInt8] = []

    /// The written text, with the line ends from before the terminal changed them.
    var text: String { String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n") }

    init() throws {
        var (ours, theirs): (Int32, Int32) = (-1, -1)
        try #require(openpty(&ours, &theirs, nil, nil, nil) == 0)
        (self.ours, self.theirs) = (ours, theirs)
        path = String(cString: try #require(ttyname(theirs)))
        try #require(fcntl(ours, F_SETFL, O_NONBLOCK) == 0)
    }

    deinit { for end in [ours, theirs] { close(end) } }

    /// Reads the output of `process` until it ends, because a full terminal blocks the writer.
    func read(_ process: Process) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let hasEnded = !process.isRunning
            let count = Foundation.read(ours, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer.prefix(count)
            } else if hasEnded {
                return
            } else {
                usleep(1000)
            }
        }
    }
}
