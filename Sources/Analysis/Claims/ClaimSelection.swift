internal import CellbenchConfig
internal import CellbenchResults
internal import CellbenchSimulator

/// The meaning of a name in a claim: a value of some results.
struct ClaimSelection: Sendable {
    /// Quantity of the value.
    enum Quantity: Sendable {
        /// A figure of a workload or scheduler, or of the cell.
        case figure(Figure, of: String?)
        /// Place along a path where a search found that a figure passes its limit.
        case saturation(path: String)
        /// A constant.
        case constant(Double)
        /// An expression of values that are named before.
        case derived(ClaimExpression)
    }

    /// How the values of replications become one number.
    enum Reduction: String, CaseIterable, Sendable {
        case mean, median, min, max
    }

    var quantity: Quantity
    /// Name of the experiment; nil for the only one.
    var results: String?
    /// Name of the architecture; nil for the only one.
    var architecture: String?
    /// The swept values at which the value is read.
    var at: [String: ClaimedParameter] = [:]
    /// Path along which a series is read; nil for a single value.
    var along: String?
    var over = Reduction.mean

    /// Reads the value from results; messages call it `name`, and `known` has the values named before.
    func value(
        in results: ClaimedResults, called name: String, after known: [String: ClaimValue]
    ) throws(ClaimProblem) -> ClaimValue {
        do throws(ClaimProblem) {
            switch quantity {
            case .constant(let number): return .number(number)
            case .derived(let expression): return try expression.value(known)
            case .figure(let figure, let subject):
                return try value(of: figure, subject, in: try results.results(called: self.results))
            case .saturation(let path):
                return .number(try place(along: path, in: try results.results(called: self.results)))
            }
        } catch {
            throw ClaimProblem("\(name): \(error.message)")
        }
    }

    /// True if swept values agree with ``at``.
    private func isWanted(_ parameters: [String: ParameterValue]) -> Bool {
        at.allSatisfy { path, wanted in parameters[path].map(wanted.isOf) ?? false }
    }

    /// Elements of results with the chosen architecture and swept values.
    private func chosen<Element>(
        _ elements: [Element], _ architecture: (Element) -> String, _ parameters: (Element) -> [String: ParameterValue],
        besides free: String?
    ) throws(ClaimProblem) -> [Element] {
        var known: [String] = []
        for element in elements where !known.contains(architecture(element)) { known.append(architecture(element)) }
        if let wanted = self.architecture, !known.contains(wanted) {
            throw ClaimProblem(Name.unknown(wanted, "architecture", among: known))
        }
        if self.architecture == nil, known.count > 1 {
            throw ClaimProblem("it does not say of which architecture; there are \(Name.list(known))")
        }
        let ofArchitecture = elements.filter { self.architecture == nil || architecture($0) == self.architecture }
        let paths = Set(ofArchitecture.flatMap { parameters($0).keys }).sorted()
        for path in at.keys.sorted() where !paths.contains(path) {
            throw ClaimProblem(Name.unknown(path, "swept path", among: paths))
        }
        let found = ofArchitecture.filter { isWanted(parameters($0)) }
        for path in paths where path != free {
            var values: [ParameterValue] = []
            for element in found {
                if let value = parameters(element)[path], !values.contains(value) { values.append(value) }
            }
            guard values.count <= 1 else {
                throw ClaimProblem(
                    "it does not say at which \(path); there are \(Name.list(values.map(\.description)))")
            }
        }
        guard !found.isEmpty else {
            let wanted = at.mapValues(\.value).title
            throw ClaimProblem("no point at \(wanted.isEmpty ? "all" : wanted)")
        }
        return found
    }

    private func value(
        of figure: Figure, _ subject: String?, in results: ResultsFile
    ) throws(ClaimProblem) -> ClaimValue {
        let points = try chosen(results.points, \.architecture, \.parameters, besides: along)
        guard let along else { return .number(try number(figure, subject, points)) }
        var places: [(x: Double, points: [PointResult])] = []
        for point in points {
            guard case .number(let x)? = point.parameters[along] else {
                throw ClaimProblem("\(along) is not swept over numbers")
            }
            if let index = places.firstIndex(where: { $0.x == x }) {
                places[index].points.append(point)
            } else {
                places.append((x, [point]))
            }
        }
        var series: [(x: Double, y: Double)] = []
        for place in places.sorted(by: { $0.x < $1.x }) {
            series.append((place.x, try number(figure, subject, place.points)))
        }
        return .series(series)
    }

    /// Figure of a point's replications, reduced to one number.
    private func number(
        _ figure: Figure, _ subject: String?, _ replications: [PointResult]
    ) throws(ClaimProblem) -> Double {
        var values: [Double] = []
        for point in replications {
            if let reason = point.reason { throw ClaimProblem("a simulation failed: \(reason)") }
            let known: Figure.Subject
            if let subject, point.workloads[subject] == nil, !figure.isOfCell {
                guard point.schedulers[subject] != nil else {
                    let names = point.workloads.keys.sorted() + point.schedulers.keys.sorted()
                    throw ClaimProblem(Name.unknown(subject, "workload or scheduler", among: names))
                }
                known = .scheduler(subject)
            } else {
                known = .workload(subject ?? "")
            }
            if let value = figure.value(of: point, known) { values.append(value) }
        }
        guard values.count == replications.count, let mean = Estimate(values)?.mean, let least = values.min(),
            let greatest = values.max(),
            let median = values.median()
        else {
            let place = replications.first?.parameters.title ?? ""
            let some =
                values.isEmpty ? "" : " in \(replications.count - values.count) of \(replications.count) replications"
            throw ClaimProblem("there is no \(figure.name)\(place.isEmpty ? "" : " at \(place)")\(some)")
        }
        return switch over {
        case .mean: mean
        case .median: median
        case .min: least
        case .max: greatest
        }
    }

    /// Middle of the two values that a search found; infinity if the figure is never above the limit.
    private func place(along path: String, in results: ResultsFile) throws(ClaimProblem) -> Double {
        let ofPath = results.saturation.filter { $0.path == path }
        guard !ofPath.isEmpty else { throw ClaimProblem("no search along \(path) in the results of \(results.name)") }
        let found = try chosen(ofPath, \.architecture, \.parameters, besides: nil)
        let result = found[0]
        if let reason = result.reason { throw ClaimProblem(reason) }
        switch (result.lower, result.upper) {
        case (let lower?, let upper?): return lower > 0 ? (lower * upper).squareRoot() : (lower + upper) / 2
        case (_?, nil): return .infinity
        case (nil, _?):
            throw ClaimProblem(
                "\(result.figure) is above \(FigureFormat.short(result.above)) at all values that were searched")
        case (nil, nil): throw ClaimProblem("the search found nothing")
        }
    }
}
