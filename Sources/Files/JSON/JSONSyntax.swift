/// Finds the place where a text stops being JSON (RFC 8259).
///
/// Foundation's decoder on Linux only reports that a text is not JSON. This search runs after such a report.
package struct JSONSyntax {
    /// The first problem and its place.
    package struct Problem: Equatable {
        /// The line, from 1.
        package var line: Int
        /// The column, from 1.
        package var column: Int
        /// The expected and the found token.
        package var message: String
    }

    /// Largest depth of arrays and objects that Foundation's decoder follows.
    static let deepestNesting = 512

    private enum Expectation: String {
        case value = "a value"
        case valueOrEnd = "a value or ']'"
        case key = "a key in quotes"
        case keyOrEnd = "a key in quotes or '}'"
        case colon = "':'"
        case commaOrBracket = "',' or ']'"
        case commaOrBrace = "',' or '}'"
        case end = "the end of the file"
    }

    private let bytes: [UInt8]
    private var index = 0
    /// Brackets and braces that are not closed yet.
    private var open: [UInt8] = []

    /// The first problem in `bytes`; nil if they are JSON.
    package static func firstProblem(in bytes: [UInt8]) -> Problem? {
        var syntax = JSONSyntax(bytes: bytes)
        return syntax.firstProblem()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func firstProblem() -> Problem? {
        var expectation = Expectation.value
        while true {
            while let byte = current, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { index += 1 }
            if expectation == .end, current == nil { return nil }
            guard let next = step(expectation) else { return problem("expected \(expectation.rawValue)") }
            guard open.count <= Self.deepestNesting else {
                return problem("nested too deeply; expected at most \(Self.deepestNesting) levels")
            }
            expectation = next
        }
    }

    /// Moves over an expected token and returns what must follow; nil if the token is not there.
    private mutating func step(_ expectation: Expectation) -> Expectation? {
        guard let byte = current else { return nil }
        switch (expectation, UnicodeScalar(byte)) {
        case (.value, "{"), (.valueOrEnd, "{"): return enter(byte, .keyOrEnd)
        case (.value, "["), (.valueOrEnd, "["): return enter(byte, .valueOrEnd)
        case (.valueOrEnd, "]"), (.commaOrBracket, "]"), (.keyOrEnd, "}"), (.commaOrBrace, "}"):
            return leave()
        case (.value, _), (.valueOrEnd, _): return skipScalar(byte) ? following : nil
        case (.key, "\""), (.keyOrEnd, "\""): return skipString() ? .colon : nil
        case (.colon, ":"): return advance(to: .value)
        case (.commaOrBracket, ","): return advance(to: .value)
        case (.commaOrBrace, ","): return advance(to: .key)
        default: return nil
        }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// What must follow a value: a comma or closing bracket, or the end of the text.
    private var following: Expectation {
        switch open.last {
        case nil: .end
        case UInt8(ascii: "["): .commaOrBracket
        default: .commaOrBrace
        }
    }

    private mutating func advance(to expectation: Expectation) -> Expectation {
        index += 1
        return expectation
    }

    private mutating func enter(_ byte: UInt8, _ expectation: Expectation) -> Expectation {
        open.append(byte)
        return advance(to: expectation)
    }

    private mutating func leave() -> Expectation {
        open.removeLast()
        index += 1
        return following
    }

    /// Moves over the string, word or number that begins with `byte` at the current place; false where there is none.
    private mutating func skipScalar(_ byte: UInt8) -> Bool {
        switch UnicodeScalar(byte) {
        case "\"": return skipString()
        case "t": return skip("true")
        case "f": return skip("false")
        case "n": return skip("null")
        default: return skipNumber()
        }
    }

    private mutating func skip(_ word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    /// Moves over a string; stops at a byte that does not belong, and returns false.
    private mutating func skipString() -> Bool {
        index += 1
        while let byte = current, byte >= 0x20 {
            index += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\"), index < bytes.count { index += 1 }
        }
        return false
    }

    private mutating func skipNumber() -> Bool {
        if current == UInt8(ascii: "-") { index += 1 }
        if current == UInt8(ascii: "0") { index += 1 } else if !skipDigits() { return false }
        if current == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() else { return false }
        }
        guard let byte = current, byte | 0x20 == UInt8(ascii: "e") else { return true }
        index += 1
        if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
        return skipDigits()
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while let byte = current, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { index += 1 }
        return index > start
    }

    private func problem(_ message: String) -> Problem {
        let before = bytes[..<min(index, bytes.count)]
        let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        // A character of several bytes counts once: all bytes but the first are 10xxxxxx.
        let column = before[lineStart...].count { $0 & 0xc0 != 0x80 } + 1
        let line = before.count { $0 == 0x0a } + 1
        return Problem(
            line: line, column: column, message: message + (current == nil ? ", found the end of the file" : ""))
    }
}
