extension KeyedDecodingContainer {
    /// Refuses an array in which two elements have the same identity; the message calls the identity `name`.
    package func requireDistinct<Identity: Hashable>(
        _ identities: [Identity], called name: String, forKey key: Key
    ) throws {
        var indices: [Identity: Int] = [:]
        for (index, identity) in identities.enumerated() {
            if let earlier = indices.updateValue(index, forKey: identity) {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: self,
                    debugDescription: "element \(index) repeats the \(name) of element \(earlier); expected each once")
            }
        }
    }
}
