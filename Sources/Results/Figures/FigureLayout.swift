internal import CellbenchFiles

/// A key of an object with figures.
///
/// The type stands outside the generic ``FigureLayout``, so that the compiler specialises reading for it.
struct FigureKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

/// The figures of a workload, a scheduler, the cell or a simulation, and their places in the object in `results.json`.
package struct FigureLayout<Owner>: Sendable {
    /// A member of an object.
    fileprivate enum Member: Sendable {
        /// A figure by its slot; `isLeftOut` if the object has no key for a figure without a value.
        case figure(key: Key, Int, isLeftOut: Bool)
        case object(key: Key, [Member])
        /// A member other than a figure.
        case other(key: Key)
    }

    /// A member's key, for reading and as written: `"jobs":`.
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
    /// By slot, how the figure is read from the figures of a run.
    let taken: [Figure.Taken<Owner>]
    /// Slots by position in the catalogue.
    private let indices: [Int?]
    /// Members in the order of the catalogue, in which they are read.
    private let members: [Member]
    /// Members in the order of the keys, in which they are written.
    private let sortedMembers: [Member]

    /// The figures of the catalogue that an owner has.
    ///
    /// - Parameters:
    ///   - others: keys of the object's other members.
    ///   - taken: how a figure is read from the figures of a run; nil for a figure that the owner does not have.
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

    /// Inserts the figure of slot `index` into the tree of members: path `wait.mean` is `mean` in the object `wait`.
    ///
    /// Objects stand where their first figure put them.
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

    /// Slot of a figure; nil if the owner does not have the figure.
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
    /// Reads an object's figures, by slot.
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

    /// Writes an object with the figures.
    ///
    /// - Parameters:
    ///   - values: the figures by slot; nil for a simulation that failed, whose figures are all `null`.
    ///   - text: the text to append to.
    ///   - writeOther: writes the member with a key that is not a figure's, or nothing.
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
    /// Writes an object with the figures.
    func write(to text: inout JSONLine, _ writeOther: (String, inout JSONLine) -> Void = { _, _ in }) {
        Owner.layout.write(values, to: &text, writeOther)
    }
}
