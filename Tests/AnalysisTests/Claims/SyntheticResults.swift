import TestSupport

@testable import CellbenchAnalysis
@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults
@testable import CellbenchSimulator

/// Made-up results in which the values of a claim have wanted numbers.
struct SyntheticResults {
    /// A number, or numbers along a path.
    enum Wanted {
        case number(Double)
        case series([Double: Double])
    }

    private var experiments: [String: ResultsFile] = [:]
    private var order: [String] = []

    /// Results in which the names of a claim have given values; names without one have no figure.
    init(_ claim: Claim, _ wanted: [String: Wanted]) {
        for (name, selection) in claim.values {
            guard let value = wanted[name] else { continue }
            switch (selection.quantity, value) {
            case (.figure(let figure, let subject), .number(let number)):
                set(figure, of: subject ?? "batch", selection, selection.at.mapValues(\.value), to: number)
            case (.figure(let figure, let subject), .series(let numbers)):
                for (x, y) in numbers.sorted(by: { $0.key < $1.key }) {
                    var parameters = selection.at.mapValues(\.value)
                    parameters[selection.along ?? ""] = .number(x)
                    set(figure, of: subject ?? "batch", selection, parameters, to: y)
                }
            case (.saturation(let path), .number(let number)): add(path, selection, number)
            default: preconditionFailure("\(name) is of another kind")
            }
        }
    }

    var claimed: ClaimedResults { ClaimedResults(order.compactMap { experiments[$0] }) }

    private mutating func change(_ selection: ClaimSelection, _ body: (inout ResultsFile) -> Void) {
        let name = selection.results ?? "sample"
        if experiments[name] == nil {
            order.append(name)
            var results = Sample.results([])
            results.name = name
            experiments[name] = results
        }
        guard var results = experiments[name] else { return }
        body(&results)
        experiments[name] = results
    }

    private mutating func add(_ path: String, _ selection: ClaimSelection, _ value: Double) {
        let criterion = SaturationCriterion(
            figure: Figure.all[0], workload: nil, place: nil, above: 0.99, from: 0.1, to: 100)
        change(selection) { results in
            let point = Sample.point(selection.architecture ?? "only")
            var found = SaturationResult(of: point, along: path, criterion)
            found.parameters = selection.at.mapValues(\.value)
            (found.lower, found.upper) = value == .infinity ? (100, nil) : (value, value)
            results.saturation.append(found)
        }
    }

    private mutating func set(
        _ figure: Figure, of workload: String, _ selection: ClaimSelection,
        _ parameters: [String: ParameterValue],
        to value: Double
    ) {
        change(selection) { results in
            let architecture = selection.architecture ?? "only"
            let index = results.points.firstIndex { $0.architecture == architecture && $0.parameters == parameters }
            if index == nil {
                let figures = Sample.figures([Sample.workload("batch"), Sample.workload("service")])
                let parameters = parameters.map { Parameter(path: $0.key, value: $0.value) }
                var point = PointResult(Sample.point(architecture, parameters: parameters), figures: figures)
                point.forget()
                results.points.append(point)
            }
            results.points[index ?? results.points.count - 1].set(figure, of: workload, to: value)
        }
    }
}

extension PointResult {
    /// Removes every figure that may be missing and that tests make up.
    fileprivate mutating func forget() {
        for name in workloads.keys { workloads[name]?["waitTime.mean"] = nil }
        for name in schedulers.keys {
            schedulers[name]?["busyness.total"] = nil
            schedulers[name]?["busyness.fruitless"] = nil
            schedulers[name]?["transactions.succeeded"] = 0
        }
    }

    /// Sets a figure of a workload.
    fileprivate mutating func set(_ figure: Figure, of workload: String, to value: Double) {
        let scheduler = "\(workload)-0"
        switch figure.source {
        case .workload: workloads[workload]?[figure] = value
        case .scheduler(_, together: .ratio(let part, let whole)):
            schedulers[scheduler]?[.known(whole)] = 1_000_000
            schedulers[scheduler]?[.known(part)] = (value * 1_000_000).rounded(.towardZero)
        case .scheduler: schedulers[scheduler]?[figure] = value
        default: preconditionFailure("no figure \(figure.name) can be made up yet")
        }
    }
}
