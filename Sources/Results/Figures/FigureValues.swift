internal import CellbenchFiles
import CellbenchSimulator

/// A value of a figure in results.
package enum FigureValue: Equatable, Sendable {
    case whole(Int)
    case real(Double)
    /// No value, such as the mean of nothing.
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
    /// Writes a value; `null` for none.
    mutating func write(_ value: FigureValue) {
        switch value {
        case .whole(let count): write(count)
        case .real(let number): write(number)
        case .none: writeNull()
        }
    }
}

/// A workload, a scheduler, the cell or a simulation: each has figures of its own.
package protocol FigureOwner: Sendable {
    /// The figures of the owner.
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

/// Figures of one workload, scheduler, cell or simulation, as in results.
package struct FigureValues<Owner: FigureOwner>: Equatable, Sendable {
    /// Values by slot of the owner's layout.
    private(set) var values: [FigureValue]

    /// Figures of a run; NaN and infinity become no value.
    init(_ owner: Owner) {
        values = Owner.layout.taken.map { taken in
            switch taken {
            case .whole(let count): .whole(count(owner))
            case .real(let number): number(owner).existing.map(FigureValue.real) ?? .none
            }
        }
    }

    /// Figures in results, from the object with them.
    ///
    /// - Throws: `DecodingError` with the path of a figure that is missing or not a number.
    init(in container: KeyedDecodingContainer<FigureKey>) throws {
        values = try Owner.layout.read(from: container)
    }

    /// Value of a figure; nil where the figure has no value, or the owner no such figure.
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

    /// Figures that results have, by their paths below the owner, without those that are left out.
    package var byPath: [(path: String, figure: Figure, value: FigureValue)] {
        zip(Owner.layout.figures, values).compactMap { figure, value in
            value == .none && figure.isLeftOut ? nil : (figure.path, figure, value)
        }
    }
}

extension FigureValues: Decodable {
    /// Reads an object that has only figures.
    package init(from decoder: any Decoder) throws {
        try self.init(in: try decoder.container(keyedBy: FigureKey.self))
    }
}
