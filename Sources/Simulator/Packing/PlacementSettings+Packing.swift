extension PlacementSettings {
    /// Terms with a weight that count the other tasks of a job, and so are equal for all machines of a packing.
    package var weightsWithoutPart: [String] {
        kind.terms.map(\.word).filter { kind.termsOfJobs.contains($0) && options.weights[$0, default: 0] > 0 }
    }

    /// True if all terms with a weight are such, so that nothing tells machines apart.
    package var tellsNothingApart: Bool {
        !weightsWithoutPart.isEmpty
            && kind.terms.allSatisfy { kind.termsOfJobs.contains($0.word) || options.weights[$0.word, default: 0] <= 0 }
    }
}
