/// The value of a machine's attribute, and what a constraint compares with: a text, such as `T4`, `eu-west` or `010`.
///
/// Values are equal where their texts are equal byte by byte: `010` is not `10`, `3.10` is not `3.1`, and ids longer
/// than a double's 53 bits stay distinct. Only ``Constraint/Relation/less`` and ``Constraint/Relation/greater`` read
/// the numbers that some texts spell.
public struct AttributeValue: Hashable, Sendable {
    /// The text as the user wrote it.
    public let text: String

    /// The value with the given text.
    public init(_ text: String) { self.text = text }

    /// The number that the text spells; nil where it spells none.
    public var number: DecimalNumber? { DecimalNumber(text) }

    /// Compares the bytes of the texts, where `String` compares them up to canonical equivalence.
    public static func == (a: AttributeValue, b: AttributeValue) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    /// Hashes the bytes of the text.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // The mark ends the text, whatever is hashed after it.
        hasher.combine(UInt8.max)
    }
}

extension AttributeValue: ExpressibleByStringLiteral {
    /// The value with the literal's text.
    public init(stringLiteral text: String) { self.init(text) }
}
