extension RowReader {
    /// Whether a field has nothing in it, or says so as programs do that fill gaps: `nan`.
    func isNothing(_ field: Int) -> Bool {
        let content = content(field)
        return content.isEmpty || content.count == 3 && content.elementsEqual("nan".utf8) { $0 | 0x20 == $1 }
    }

    /// The whole number that a field holds, which programs that fill gaps write as `1000.0`; nil where it is none.
    func wholeNumber(at field: Int) -> Int64? {
        integer(field) ?? number(field).flatMap { Int64(exactly: $0) }
    }

    /// What stands between the fields of a row that should have spaces there, `commas` or `semicolons`; nil where spaces do.
    var otherSeparator: String? {
        guard count > 0 else { return nil }
        let first = content(0)
        if first.contains(UInt8(ascii: ",")) { return "commas" }
        return first.contains(UInt8(ascii: ";")) ? "semicolons" : nil
    }
}
