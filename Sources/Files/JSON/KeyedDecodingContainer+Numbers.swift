// For a number that does not fit its type, such as 1.5 jobs or 1e999 s, Foundation's decoder reports that the whole
// text is not JSON. These overloads, which synthesised code calls too, name the key and the expected number.

extension KeyedDecodingContainer {
    package func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try decodeNumber(key)
    }

    package func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try decodeNumber(key)
    }

    package func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try decodeNumber(key)
    }

    package func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try decodeNumberIfPresent(key)
    }

    package func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try decodeNumberIfPresent(key)
    }

    /// Reads an array of numbers.
    package func decodeNumbers(forKey key: Key) throws -> [Double] {
        try decodeElements(key) { try $0.decode(Double.self) }
    }

    /// Reads an array of numbers, some of which may be `null`.
    package func decodeNumbersOrNull(forKey key: Key) throws -> [Double?] {
        try decodeElements(key) { try $0.decodeNil() ? nil : $0.decode(Double.self) }
    }

    private func decodeNumberIfPresent<Number: Decodable>(_ key: Key) throws -> Number? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        let number: Number = try decodeNumber(key)
        return number
    }

    /// Generic, so that the call reaches the decoder and not the overloads above.
    private func decodeNumber<Number: Decodable>(_ key: Key) throws -> Number {
        try inRange(Number.self, at: codingPath + [key]) { try decode(Number.self, forKey: key) }
    }

    private func decodeElements<Element>(
        _ key: Key, _ element: (inout any UnkeyedDecodingContainer) throws -> Element
    ) throws -> [Element] {
        var container = try nestedUnkeyedContainer(forKey: key)
        var elements: [Element] = []
        while !container.isAtEnd {
            let place = codingPath + [key, ElementKey(index: elements.count)]
            elements.append(try inRange(Double.self, at: place) { try element(&container) })
        }
        return elements
    }

    /// Names the place of a number that the decoder cannot represent.
    private func inRange<Value>(
        _ type: any Any.Type, at path: [any CodingKey], _ decode: () throws -> Value
    ) throws -> Value {
        do {
            return try decode()
        } catch let error as DecodingError {
            throw error
        } catch {
            throw DecodingError.typeMismatch(type, .init(codingPath: path, debugDescription: "out of range"))
        }
    }
}

/// Index of an array's element.
private struct ElementKey: CodingKey {
    var index: Int
    var intValue: Int? { index }
    var stringValue: String { "\(index)" }

    init(index: Int) { self.index = index }
    init?(intValue: Int) { index = intValue }
    init?(stringValue: String) { nil }
}
