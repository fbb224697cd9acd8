public import CellbenchResults

extension Verdict {
    /// The verdict on `new`; each side is a results file, a bench file, or a directory of a run or of bench files.
    ///
    /// - Throws: ``ResultsError`` if a side cannot be read.
    public init(base: String, new: String, settings: VerdictSettings = .init()) throws(ResultsError) {
        let inputs = (base: try ComparedInput(contentsOf: base), new: try ComparedInput(contentsOf: new))
        var origins = (base: inputs.base.origin, new: inputs.new.origin)
        if case (.run(let one), .run(let other)) = inputs, one.configDigest != other.configDigest {
            origins.new += ", of another config: compared by replication"
        }
        self.init(
            base: Side(path: base, origin: origins.base), new: Side(path: new, origin: origins.new),
            settings: settings, comparisons: Self.comparisons(inputs.base, inputs.new, settings))
    }

    /// The comparisons of all metrics.
    static func comparisons(
        _ base: ComparedInput, _ new: ComparedInput, _ settings: VerdictSettings
    ) -> [MetricComparison] {
        let judge = Judge(settings: settings)
        switch (base, new) {
        case (.bench(let base), .bench(let new)):
            return Trial.decide(BenchMatch(base: base, new: new, judge: judge).trials())
        case (.run(let base), .run(let new)):
            return Trial.decide(RunMatch(base: base, new: new, judge: judge).trials())
        // Each file is sound; only the pair is wrong.
        case (.run, .bench):
            return [MetricComparison(.everything, .incomparable, because: "BASE is of a run, NEW of a bench")]
        case (.bench, .run):
            return [MetricComparison(.everything, .incomparable, because: "BASE is of a bench, NEW of a run")]
        }
    }
}
