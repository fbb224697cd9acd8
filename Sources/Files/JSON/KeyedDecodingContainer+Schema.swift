extension KeyedDecodingContainer {
    /// Refuses a file whose schema is not `expected`.
    package func requireSchema(_ expected: String, forKey key: Key) throws {
        let schema = try decode(String.self, forKey: key)
        guard schema == expected else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "expected '\(expected)', found '\(schema)'")
        }
    }
}
