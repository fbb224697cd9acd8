internal import CellbenchFiles
internal import CellbenchResults

extension MetricComparison {
    /// The subject and its parameters, without those that the headline has: `commit/release claims=10 machines=1000`.
    func title(without common: [String: ParameterValue]) -> String {
        let own = parameters.filter { common[$0.key] == nil }
        return Benchmark.label(subject.isEmpty ? "everything" : subject, own).printable
    }

    /// Both figures; they print differently if they differ at all.
    var figureTexts: (base: String, new: String) {
        guard case .number(let old)? = base, case .number(let current)? = new else {
            return (text(base), text(new))
        }
        let mostDigits = metricClass == BenchMetric.Class.exact.rawValue ? 17 : 4
        var digits = 4
        while true {
            let texts = (
                FigureFormat.quantity(old, unit: unit, digits: digits),
                FigureFormat.quantity(current, unit: unit, digits: digits)
            )
            if texts.0 != texts.1 || old == current || digits >= mostDigits { return texts }
            digits += 1
        }
    }

    private func text(_ value: ParameterValue?) -> String {
        switch value {
        case .number(let number): FigureFormat.quantity(number, unit: unit)
        case .keyword(let word): word.printable
        case nil: FigureFormat.missing
        }
    }

    /// The change in percent; as a difference where BASE is 0.
    var changeText: String {
        guard case .number(let old)? = base, case .number(let current)? = new, old != current || estimate != nil else {
            return FigureFormat.missing
        }
        switch effect {
        case .ratio: return estimate.map { FigureFormat.change($0 - 1) } ?? FigureFormat.missing
        case .difference: return estimate.map { difference($0, of: old) } ?? FigureFormat.missing
        case nil: return difference(current - old, of: old)
        }
    }

    /// The interval of the change, in the terms of ``changeText``.
    var intervalText: String {
        guard let interval, case .number(let old)? = base else { return FigureFormat.missing }
        let ends = [interval.lowerBound, interval.upperBound].map { end in
            effect == .ratio ? FigureFormat.change(end - 1) : difference(end, of: old)
        }
        return ends.joined(separator: "…")
    }

    private func difference(_ difference: Double, of base: Double) -> String {
        guard base == 0 else { return FigureFormat.change(difference / base.magnitude) }
        return (difference > 0 ? "+" : "") + FigureFormat.quantity(difference, unit: unit)
    }

    /// Number of samples on each side, `5+5`, or of replications on both, `5`.
    var countText: String {
        guard let baseCount, let newCount else { return FigureFormat.missing }
        return metricClass == BenchMetric.Class.timed.rawValue ? "\(baseCount)+\(newCount)" : "\(baseCount)"
    }
}
