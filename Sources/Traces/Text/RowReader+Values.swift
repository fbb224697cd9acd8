extension RowReader {
    /// True for an empty field, and for `nan`, which programs write that fill gaps.
    func isNothing(_ field: Int) -> Bool {
        let content = content(field)
        return content.isEmpty || content.count == 3 && content.elementsEqual("nan".utf8) { $0 | 0x20 == $1 }
    }

    /// The whole number in a field, also where a program that fills gaps wrote `1000.0`; nil for other texts.
    func wholeNumber(at field: Int) -> Int64? {
        integer(field) ?? number(field).flatMap { Int64(exactly: $0) }
    }

    /// Marks between the fields of a row that should have spaces, `commas` or `semicolons`; nil where there are spaces.
    var otherSeparator: String? {
        guard count > 0 else { return nil }
        let first = content(0)
        if first.contains(UInt8(ascii: ",")) { return "commas" }
        return first.contains(UInt8(ascii: ";")) ? "semicolons" : nil
    }
}
