internal import CellbenchResults

extension BenchMatch {
    /// Reason why times of the two sides cannot be compared; nil if they can.
    var machineDifference: String? {
        for (side, samples) in [("BASE", base), ("NEW", new)] {
            guard let first = samples.environments.first, first.cpuModel != nil, first.kernel != nil else {
                return "\(side) does not say where it was measured"
            }
            for other in samples.environments.dropFirst() {
                // Samples of one side are pooled, so they must also be of one program.
                let differences = first.machineDifferences(from: other) + first.programDifferences(from: other)
                if let difference = differences.first { return "files of \(side) differ in \(difference)" }
            }
        }
        guard let base = base.environments.first, let new = new.environments.first else { return nil }
        let differences = base.machineDifferences(from: new)
        return differences.isEmpty ? nil : "measured differently: \(differences.joined(separator: "; "))"
    }
}

extension RunEnvironment {
    /// Differences of the machine or the build that change the meaning of times.
    fileprivate func machineDifferences(from other: RunEnvironment) -> [String] {
        [
            difference("CPU", cpuModel, other.cpuModel),
            difference("number of CPUs", "\(cpuCount)", "\(other.cpuCount)"),
            difference("kernel", kernel, other.kernel),
            difference("build", buildConfiguration, other.buildConfiguration),
            difference("allocator", allocator.title, other.allocator.title),
        ].compactMap { $0 }
    }

    fileprivate func programDifferences(from other: RunEnvironment) -> [String] {
        [
            difference("version", version, other.version), difference("revision", gitRevision, other.gitRevision),
            difference("toolchain", toolchain, other.toolchain),
        ].compactMap { $0 }
    }

    private func difference(_ name: String, _ own: String?, _ other: String?) -> String? {
        own == other ? nil : "\(name): \(own ?? "unknown") and \(other ?? "unknown")"
    }
}

extension AllocatorFigures {
    fileprivate var title: String {
        isProcessAllocator ? "jemalloc \(jemallocVersion ?? "of unknown version")" : "the system's"
    }
}
