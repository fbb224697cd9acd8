/// An error in a config or in a file that the config names, with its place.
public struct ConfigError: Error, Equatable, Sendable {
    /// Kind of an error, for which the command line has an exit status.
    public enum Kind: Sendable {
        /// The text exists and is not accepted.
        case malformed
        /// The file is missing, is a folder, or cannot be read.
        case unreadable
    }

    /// The kind of the error.
    public var kind: Kind
    /// The file, as the user named it, or the command-line option that the value came from.
    public var file: String
    /// The line, from 1; nil where unknown.
    public var line: Int?
    /// The column in characters, from 1; nil where unknown.
    public var column: Int?
    /// The dotted path of the setting; nil where there is none.
    public var path: String?
    /// The problem and what is accepted.
    public var message: String

    /// An error; by default the text is malformed.
    public init(
        kind: Kind = .malformed, file: String, line: Int? = nil, column: Int? = nil, path: String? = nil,
        message: String
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }

    package init(_ kind: Kind = .malformed, at place: Place, path: String? = nil, message: String) {
        self.init(
            kind: kind, file: place.file, line: place.line, column: place.column, path: path,
            message: message)
    }
}

extension ConfigError: CustomStringConvertible {
    /// One line: `FILE:LINE:COLUMN: error: PATH: problem; accepted: …`, without the parts that are unknown.
    public var description: String {
        var text = file.printable(atMost: 1000)
        if let line {
            text += ":\(line)"
            if let column { text += ":\(column)" }
        }
        text += ": error: "
        if let path, !path.isEmpty { text += path.printable(atMost: 200) + ": " }
        return text + message.printable(atMost: 1000)
    }
}

/// Origin of a value: a place in a file, or a command-line option.
package struct Place: Equatable, Sendable {
    /// The file or the option.
    var file: String
    /// The line, from 1; nil for an option.
    var line: Int?
    /// The column, from 1.
    var column: Int?

    package init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}
