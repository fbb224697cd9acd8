/// Look of an architecture in every chart: a colour, a shape and a dash, so that no reader needs the colour.
struct ArchitectureStyle: Equatable {
    /// Number of the page's colour, from 0.
    var color: Int
    /// Number of the marks' shape, from 0.
    var marker: Int
    /// Number of the line's pattern, from 0.
    var dash: Int

    /// The colours of Okabe and Ito (*Color Universal Design*, 2008), each for a light page and for a dark one.
    ///
    /// Yellow is left out, because nobody sees it on white.
    ///
    /// The first colour is the page's foreground, as black is on white.
    static let colors = [
        ("#000000", "#f2f2f2"), ("#e69f00", "#e69f00"), ("#cc79a7", "#cc79a7"), ("#009e73", "#1fb88d"),
        ("#0072b2", "#3d9be0"), ("#56b4e9", "#8fd0f5"), ("#d55e00", "#ee7733"),
    ]

    /// Patterns of lines in SVG; the first is solid.
    static let dashes = ["", "7 3", "2 2.5", "9 3 2 3", "14 3", "5 2.5", "1 3", "9 2 2 2 2 2"]

    /// Shapes around the origin, closed so that they can be hollow.
    static let markers = [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "M-3.6-3.6h7.2v7.2h-7.2z", "M0-4.8 4.6 3.4h-9.2z",
        "M0-5.2 5.2 0 0 5.2-5.2 0z",
        "M0 4.8-4.6-3.4h9.2z", "M-1.7-4.8h3.4v3.1h3.1v3.4h-3.1v3.1h-3.4v-3.1h-3.1v-3.4h3.1z", "M-5-1.8h10v3.6h-10z",
        "M-1.8-5h3.6v10h-3.6z",
    ]

    /// The style with a number; numbers beyond the colours repeat them with other shapes and dashes.
    init(slot: Int) {
        let round = slot / Self.colors.count
        color = slot % Self.colors.count
        marker = (slot + 3 * round) % Self.markers.count
        dash = (slot + 2 * round) % Self.dashes.count
    }

    /// Styles of the architectures of some results, by name.
    ///
    /// Each kind has numbers of its own, so that reports of different results look alike. Architectures beyond these
    /// get the numbers that are free, in the order of the results.
    static func styles(for architectures: [(name: String, kind: String)]) -> [String: ArchitectureStyle] {
        var taken: [String: Int] = [:]
        var used: Set<Int> = []
        for (name, kind) in architectures {
            guard let slot = places(of: name, kind).first(where: { !used.contains($0) }) else { continue }
            taken[name] = slot
            used.insert(slot)
        }
        var next = 0
        for (name, _) in architectures where taken[name] == nil {
            while used.contains(next) { next += 1 }
            taken[name] = next
            used.insert(next)
        }
        return taken.mapValues(ArchitectureStyle.init)
    }

    /// Numbers of a kind, the usual one first.
    private static func places(of name: String, _ kind: String) -> [Int] {
        switch kind {
        // Results do not say how many paths a monolithic scheduler has; its usual name does.
        case "monolithic": name.contains("multi") ? [1, 0] : [0, 1]
        case "partitioned": [2]
        case "two-level": [3]
        case "shared-state": [4, 5, 6]
        default: []
        }
    }

    /// A mark at the origin; hollow where the point is saturated, so that waits measure the horizon and not the jobs'
    /// waits.
    func mark(isHollow: Bool) -> HTML {
        "<path class=\"\(isHollow ? "hollow" : "solid") c\(color)\" d=\"\(HTML(markup: Self.markers[marker]))\"/>"
    }

    /// Attribute for the pattern of a line.
    var dashAttribute: HTML {
        Self.dashes[dash].isEmpty ? "" : " stroke-dasharray=\"\(HTML(markup: Self.dashes[dash]))\""
    }
}
