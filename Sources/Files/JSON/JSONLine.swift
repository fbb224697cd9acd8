/// JSON on one line, written token after token: the bytes of ``JSONText/line(_:)`` without the cost of an encoder.
package struct JSONLine {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []

    /// No text yet.
    package init() {}

    /// True if the first key sorts before the second, by their bytes in UTF-8.
    package static func precedes(_ first: String, _ second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    /// Begins an object or an array, with its bracket.
    package mutating func open(_ bracket: Unicode.Scalar) { bytes.append(UInt8(ascii: bracket)) }

    /// Ends an object or an array, with its bracket.
    package mutating func close(_ bracket: Unicode.Scalar) { bytes.append(UInt8(ascii: bracket)) }

    /// Writes the comma before an element or a key that is not the first.
    package mutating func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") else { return }
        bytes.append(UInt8(ascii: ","))
    }

    /// Writes a key in the form that objects have: `"jobs":`.
    package mutating func key(_ json: [UInt8]) {
        separate()
        bytes += json
    }

    /// Writes a key.
    package mutating func key(_ key: String) {
        separate()
        write(key)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a text; everything is escaped that JSON requires or that a terminal would obey.
    package mutating func write(_ text: String) {
        let isPlain = text.utf8.allSatisfy {
            0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        guard isPlain else {
            guard let json = try? JSONText.line(text) else { preconditionFailure("every text can be written") }
            bytes += json
            return
        }
        bytes.append(UInt8(ascii: "\""))
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole number.
    package mutating func write(_ number: Int) { bytes += number.description.utf8 }

    /// Writes the shortest number that reads back as the same value; whole numbers have no fraction.
    ///
    /// - Precondition: the number is finite.
    package mutating func write(_ number: Double) {
        precondition(number.isFinite, "JSON has no \(number)")
        bytes += number.description.utf8
        let end = bytes.count
        if bytes[end - 1] == UInt8(ascii: "0"), bytes[end - 2] == UInt8(ascii: ".") { bytes.removeLast(2) }
    }

    /// Writes `null`.
    package mutating func writeNull() { bytes += "null".utf8 }

    /// Writes an object with the keys sorted.
    package mutating func write<Value>(_ values: [String: Value], _ write: (Value, inout JSONLine) -> Void) {
        open("{")
        for (key, value) in values.sorted(by: { Self.precedes($0.key, $1.key) }) {
            self.key(key)
            write(value, &self)
        }
        close("}")
    }
}
