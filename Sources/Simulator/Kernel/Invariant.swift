/// Traps with `message` unless `holds`.
///
/// Unlike `precondition`, the trap prints its message in release builds too.
@inline(__always)
func invariant(
    _ holds: @autoclosure () -> Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID,
    line: UInt = #line
) {
    if !holds() { invariantBroken(message(), file: file, line: line) }
}

/// Traps; `message` states the invariant that broke.
@inline(never)
func invariantBroken(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    fatalError("invariant broken: \(message)", file: file, line: line)
}
