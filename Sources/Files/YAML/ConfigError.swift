/// What is wrong with a config, or with a file it names, and where.
public struct ConfigError: Error, Equatable, Sendable {
    /// What kind of failure it is; the command line gives each its own exit status.
    public enum Kind: Sendable {
        /// The text is there but is not what is accepted.
        case malformed
        /// A file is missing, is a folder, or cannot be read.
        case unreadable
    }

    /// What kind of failure it is.
    public var kind: Kind
    /// The file, as the user named it, or the command-line option that the value came from.
    public var file: String
    /// The line, from 1, where it is known.
    public var line: Int?
    /// The column, from 1 and counted in characters, where it is known.
    public var column: Int?
    /// The dotted path of the setting, where there is one.
    public var path: String?
    /// What is wrong and what is accepted.
    public var message: String

    /// An error, by default of a malformed text.
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
    /// One line: `FILE:LINE:COLUMN: error: PATH: what is wrong and what is accepted`, as much of it as is known.
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

/// Where a value comes from: a place in a file, or a command-line option.
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
