internal import CellbenchFiles

/// A key of an object that has figures.
///
/// Outside the generic type of layouts, so that reading is specialised for it.
struct FigureKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

/// Which figures a workload, a scheduler, the cell or a simulation has, and how they stand in `results.json`: each where its path says.
package struct FigureLayout<Owner>: Sendable {
    /// A member of an object.
    fileprivate enum Member: Sendable {
        /// A figure, by its slot, and whether it is left out where it does not exist.
        case figure(key: Key, Int, isLeftOut: Bool)
        case object(key: Key, [Member])
        /// What is no figure.
        case other(key: Key)
    }

    /// The key of a member, for its reader and as an object has it: `"jobs":`.
    fileprivate struct Key: Sendable {
        let coding: FigureKey
        let json: [UInt8]

        var name: String { coding.stringValue }

        init(_ name: String) {
            coding = FigureKey(stringValue: name)
            json = Array("\"\(name)\":".utf8)
        }
    }

    /// The figures by slot, in the order of the catalogue.
    let figures: [Figure]
    /// How each is taken from those of a run.
    let taken: [Figure.Taken<Owner>]
    /// By place in the catalogue.
    private let indices: [Int?]
    /// In the order of the catalogue, in which they are read.
    private let members: [Member]
    /// In the order of the keys, in which they are written.
    private let sortedMembers: [Member]

    /// The figures of the catalogue that an owner has.
    ///
    /// - Parameters:
    ///   - others: the keys of what else its object has.
    ///   - taken: how a figure is taken from those of a run; nil for one that the owner does not have.
    init(besides others: [String] = [], _ taken: (Figure) -> Figure.Taken<Owner>?) {
        figures = Figure.catalogue.filter { taken($0) != nil }
        self.taken = figures.compactMap(taken)
        var indices = [Int?](repeating: nil, count: Figure.catalogue.count)
        var members: [Member] = []
        for (index, figure) in figures.enumerated() {
            if let place = figure.place { indices[place] = index }
            let path = figure.path.split(separator: ".").map(String.init)
            Self.insert(index, isLeftOut: figure.isLeftOut, path[...], into: &members)
        }
        self.indices = indices
        self.members = members
        sortedMembers = Self.sorted(members + others.map { .other(key: Key($0)) })
    }

    private static func insert(
        _ index: Int, isLeftOut: Bool, _ path: ArraySlice<String>, into members: inout [Member]
    ) {
        guard let name = path.first else { return }
        let key = Key(name)
        guard path.count > 1 else { return members.append(.figure(key: key, index, isLeftOut: isLeftOut)) }
        let place = members.firstIndex { member in
            if case .object(key: let key, _) = member { key.name == name } else { false }
        }
        var within: [Member] = []
        if let place, case .object(_, let members) = members[place] { within = members }
        insert(index, isLeftOut: isLeftOut, path.dropFirst(), into: &within)
        if let place {
            members[place] = .object(key: key, within)
        } else {
            members.append(.object(key: key, within))
        }
    }

    private static func sorted(_ members: [Member]) -> [Member] {
        let members = members.map { member -> Member in
            if case .object(let key, let members) = member { .object(key: key, sorted(members)) } else { member }
        }
        return members.sorted { JSONLine.precedes($0.key.name, $1.key.name) }
    }

    /// The slot of a figure; nil if the owner does not have it.
    func index(of figure: Figure) -> Int? { figure.place.flatMap { indices[$0] } }
}

extension FigureLayout.Member {
    fileprivate var key: FigureLayout.Key {
        switch self {
        case .figure(let key, _, _), .object(let key, _), .other(let key): key
        }
    }
}

extension FigureLayout {
    /// Reads the figures from the object that has them, by slot.
    func read(from container: KeyedDecodingContainer<FigureKey>) throws -> [FigureValue] {
        var values = [FigureValue](repeating: .none, count: figures.count)
        try read(members, from: container, into: &values)
        return values
    }

    private func read(
        _ members: [Member], from container: KeyedDecodingContainer<FigureKey>, into values: inout [FigureValue]
    ) throws {
        for member in members {
            switch member {
            case .figure(let key, let index, let isLeftOut):
                let value: FigureValue? =
                    switch taken[index] {
                    case .whole where isLeftOut:
                        try container.decodeIfPresent(Int.self, forKey: key.coding).map(FigureValue.whole)
                    case .whole: .whole(try container.decode(Int.self, forKey: key.coding))
                    case .real: try container.decodeIfPresent(Double.self, forKey: key.coding).map(FigureValue.real)
                    }
                values[index] = value ?? .none
            case .object(let key, let members):
                try read(
                    members, from: try container.nestedContainer(keyedBy: FigureKey.self, forKey: key.coding),
                    into: &values)
            case .other: break
            }
        }
    }

    /// Writes the object that has the figures.
    ///
    /// - Parameters:
    ///   - values: the figures by slot; none at all for a simulation that failed, all of which are `null`.
    ///   - text: where to.
    ///   - writeOther: writes the member of a key that is no figure's, or nothing.
    func write(
        _ values: [FigureValue]?, to text: inout JSONLine, _ writeOther: (String, inout JSONLine) -> Void = { _, _ in }
    ) {
        write(sortedMembers, values, to: &text, writeOther)
    }

    private func write(
        _ members: [Member], _ values: [FigureValue]?, to text: inout JSONLine,
        _ writeOther: (String, inout JSONLine) -> Void
    ) {
        text.open("{")
        for member in members {
            switch member {
            case .figure(let key, let index, let isLeftOut):
                let value = values?[index] ?? .none
                if isLeftOut, value == .none { continue }
                text.key(key.json)
                text.write(value)
            case .object(let key, let members):
                text.key(key.json)
                write(members, values, to: &text, writeOther)
            case .other(let key): writeOther(key.name, &text)
            }
        }
        text.close("}")
    }
}

extension FigureValues {
    /// Writes the object that has the figures.
    func write(to text: inout JSONLine, _ writeOther: (String, inout JSONLine) -> Void = { _, _ in }) {
        Owner.layout.write(values, to: &text, writeOther)
    }
}
