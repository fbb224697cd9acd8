internal import CellbenchFiles
import CellbenchSimulator

/// A figure as results have it.
package enum FigureValue: Equatable, Sendable {
    case whole(Int)
    case real(Double)
    /// It does not exist, as the mean of nothing.
    case none

    /// The number; nil where there is none.
    package var number: Double? {
        switch self {
        case .whole(let count): Double(count)
        case .real(let number): number
        case .none: nil
        }
    }
}

extension JSONLine {
    /// Writes a figure; `null` for one that does not exist.
    mutating func write(_ value: FigureValue) {
        switch value {
        case .whole(let count): write(count)
        case .real(let number): write(number)
        case .none: writeNull()
        }
    }
}

/// What a simulation has figures of: a workload, a scheduler, the cell, and the simulation itself.
package protocol FigureOwner: Sendable {
    /// Which figures it has.
    static var layout: FigureLayout<Self> { get }
}

extension WorkloadFigures: FigureOwner {
    static let layout = FigureLayout<WorkloadFigures> { figure in
        if case .workload(let taken, _) = figure.source { taken } else { nil }
    }
}

extension SchedulerFigures: FigureOwner {
    static let layout = FigureLayout<SchedulerFigures>(besides: ["workloads"]) { figure in
        switch figure.source {
        case .workload(_, let taken): taken
        case .scheduler(let taken, _): taken
        case .cell, .simulation, .quotient: nil
        }
    }
}

extension CellFigures: FigureOwner {
    static let layout = FigureLayout<CellFigures> { figure in
        if case .cell(let taken) = figure.source { taken } else { nil }
    }
}

extension RunFigures: FigureOwner {
    static let layout = FigureLayout<RunFigures>(besides: PointResult.Key.allCases.map(\.rawValue)) { figure in
        if case .simulation(let taken) = figure.source { taken } else { nil }
    }
}

/// The figures of one workload, scheduler, cell or simulation, as results have them.
package struct FigureValues<Owner: FigureOwner>: Equatable, Sendable {
    /// By slot of the owner's layout.
    private(set) var values: [FigureValue]

    /// The figures of a run; one that is not finite does not exist.
    init(_ owner: Owner) {
        values = Owner.layout.taken.map { taken in
            switch taken {
            case .whole(let count): .whole(count(owner))
            case .real(let number): number(owner).existing.map(FigureValue.real) ?? .none
            }
        }
    }

    /// The figures in results, from the object that has them.
    ///
    /// - Throws: `DecodingError` with the path of what is missing or is no number.
    init(in container: KeyedDecodingContainer<FigureKey>) throws {
        values = try Owner.layout.read(from: container)
    }

    /// A figure; nil where it does not exist, or the owner has no such figure.
    package subscript(figure: Figure) -> Double? {
        get { Owner.layout.index(of: figure).flatMap { values[$0].number } }
        set {
            guard let index = Owner.layout.index(of: figure) else { preconditionFailure("no figure \(figure.name)") }
            switch Owner.layout.taken[index] {
            case .whole: values[index] = newValue.flatMap { Int(exactly: $0) }.map(FigureValue.whole) ?? .none
            case .real: values[index] = newValue.existing.map(FigureValue.real) ?? .none
            }
        }
    }

    /// The figures that results say, by their paths in them from the owner down: those that are left out are not there.
    package var byPath: [(path: String, figure: Figure, value: FigureValue)] {
        zip(Owner.layout.figures, values).compactMap { figure, value in
            value == .none && figure.isLeftOut ? nil : (figure.path, figure, value)
        }
    }
}

extension FigureValues: Decodable {
    /// Reads the figures from an object that has nothing else.
    package init(from decoder: any Decoder) throws {
        try self.init(in: try decoder.container(keyedBy: FigureKey.self))
    }
}
