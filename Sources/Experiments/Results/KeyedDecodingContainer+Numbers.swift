// A number that does not fit its type, as 1.5 jobs or 1e999 s, makes Foundation's decoder say that the whole text is
// no JSON. These overloads, which synthesised code calls too, name the key and what belongs there.

extension KeyedDecodingContainer {
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try decodeNumber(key)
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try decodeNumber(key)
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try decodeNumber(key)
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        let number: Double = try decodeNumber(key)
        return number
    }

    /// Generic, so that it calls the decoder and not the overloads above.
    private func decodeNumber<Number: Decodable>(_ key: Key) throws -> Number {
        do {
            return try decode(Number.self, forKey: key)
        } catch let error as DecodingError {
            throw error
        } catch {
            throw DecodingError.typeMismatch(
                Number.self, .init(codingPath: codingPath + [key], debugDescription: "out of range"))
        }
    }
}
