/// Traps with `message` unless `holds`.
///
/// Unlike `precondition`, it says which invariant broke in release builds too.
@inline(__always)
func invariant(
    _ holds: @autoclosure () -> Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID,
    line: UInt = #line
) {
    if !holds() { invariantBroken(message(), file: file, line: line) }
}

/// Traps: an invariant broke, and `message` says which should have held.
@inline(never)
func invariantBroken(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    fatalError("invariant broken: \(message)", file: file, line: line)
}
