/// What a machine has beside its capacity, and what a constraint asks for: a text, such as `T4`, `eu-west` or `010`.
///
/// Values are equal where their texts are, byte by byte: `010` is not `10`, `3.10` is not `3.1`, and two ids that no double tells apart are
/// two values. Only ``Constraint/Relation/less`` and ``Constraint/Relation/greater`` read the numbers that some texts spell.
public struct AttributeValue: Hashable, Sendable {
    /// The text as the user wrote it.
    public let text: String

    /// The value that a text is.
    public init(_ text: String) { self.text = text }

    /// The number that the text spells; nil for a word.
    public var number: DecimalNumber? { DecimalNumber(text) }

    /// Whether both texts have the same bytes: not, as of strings, whether they would look alike.
    public static func == (a: AttributeValue, b: AttributeValue) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    /// Hashes the bytes of the text.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // So that a text ends where it ends, whatever is hashed behind it.
        hasher.combine(UInt8.max)
    }
}

extension AttributeValue: ExpressibleByStringLiteral {
    /// The value that a literal is.
    public init(stringLiteral text: String) { self.init(text) }
}
