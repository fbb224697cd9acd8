/// A number as configs write it: without the `.0` of whole numbers.
package func shortest(_ value: Double) -> String {
    if let whole = Int64(exactly: value), abs(whole) < 1_000_000_000_000_000 { return "\(whole)" }
    return "\(value)"
}
