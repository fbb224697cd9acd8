internal import CellbenchFiles
public import CellbenchResults

/// The outcome of a packing experiment as one page for a browser, that loads nothing from elsewhere.
public struct PackingReport: Sendable {
    /// Demand from which the zoomed chart shows what is allocated: there policies part.
    private static let zoomedFrom = 80

    /// The outcome.
    public var packing: PackingFile
    /// The config as run, in YAML; nil where it is not beside the outcome.
    public var config: String?

    /// A report of an outcome.
    public init(_ packing: PackingFile, config: String? = nil) {
        self.packing = packing
        self.config = config
    }

    /// A report of the outcome at `path`, which is a file or its directory.
    ///
    /// - Throws: ``ResultsError`` if there is none.
    public init(contentsOf path: String) throws(ResultsError) {
        let packing = try PackingFile(contentsOf: path)
        let file = ResultsDirectory(holding: path).file(ResultsDirectory.configName)
        let bytes = (try? FileContents.read(file, atMost: YAMLReader.mostBytes)) ?? []
        let isOfSame = "sha256:" + SHA256.hexDigest(of: bytes) == packing.configDigest
        self.init(packing, config: isOfSame ? String(decoding: bytes, as: UTF8.self) : nil)
    }

    /// The whole page; equal outcomes give equal bytes.
    public func html() -> String {
        Report.page(title: "\(packing.name): cellbench packing", header + table + charts + configSection)
    }

    private var styles: [String: ArchitectureStyle] {
        Dictionary(
            uniqueKeysWithValues: packing.policies.enumerated().map { ($0.element, ArchitectureStyle(slot: $0.offset)) }
        )
    }

    private var header: HTML {
        let demand = packing.demand.map { "\(FigureFormat.short($0 * 100)) % of the \(packing.resource)" }
        let facts: [(String, String)] = [
            ("Policies", "\(packing.policies.count)"), ("Machines", "\(packing.machines)"),
            ("Demand", demand ?? "the list as it is"),
            ("Replications", "\((packing.curves.map(\.replication).max() ?? -1) + 1)"),
            ("Seed", String(packing.seed)), ("Packed by", "cellbench \(packing.version)"),
        ]
        let list = facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>\n" as HTML }.joined()
        let notes = packing.notes.map { "<li>\($0)</li>\n" as HTML }.joined()
        let notesList: HTML = packing.notes.isEmpty ? "" : "<ul class=\"notes\">\n\(notes)</ul>\n"
        return "<header>\n<h1>\(packing.name)</h1>\n<dl class=\"facts\">\n\(list)</dl>\n\(notesList)</header>\n"
    }

    private var table: HTML {
        Report.section("table", "Table", "<pre>\(lines: packing.table())</pre>\n")
    }

    private var configSection: HTML {
        guard let config else { return "" }
        return Report.section("config", "Config", "<pre>\(lines: config)</pre>\n")
    }

    private var charts: HTML {
        let allocated = "Allocated, % of the cell's \(packing.resource)"
        var figures = [
            chart(allocated, \.alloc), chart("\(allocated), enlarged", \.alloc, from: Self.zoomedFrom),
            chart("Fragmentation, % of the free GPUs", \.fragRatio),
            chart("Fragmentation, % of all GPUs", \.fragAmount),
        ]
        figures.append(CompactionChart(packing: packing, styles: styles).figure())
        let drawn = figures.compactMap { $0 }
        guard !drawn.isEmpty else { return "" }
        return Report.section(
            "charts", "Charts", legend + "<div class=\"multiples\">\n\(drawn.joined())</div>\n")
    }

    private func chart(
        _ title: String, _ measure: KeyPath<PackingFile.Curve, [Double?]>, from start: Int = 0
    ) -> HTML? {
        let series = packing.policies.map { policy in
            let curves = packing.curves(of: policy)
            let most = curves.compactMap(\.at.last).max() ?? 0
            let points = stride(from: start, through: most, by: 1).compactMap { at in
                PackingFile.estimate(measure, of: curves, at: at).map { (at: at, estimate: $0) }
            }
            return PackingChart.Series(
                policy: policy, style: styles[policy] ?? ArchitectureStyle(slot: 0), points: points)
        }
        return PackingChart(title: title, series: series.filter { !$0.points.isEmpty }, isZoomed: start > 0).figure()
    }

    private var legend: HTML {
        let items = packing.policies.map { policy -> HTML in
            let style = styles[policy] ?? ArchitectureStyle(slot: 0)
            return """
                <li data-name="\(policy)"><svg viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">\
                <path class="line c\(style.color)"\(style.dashAttribute) d="M0 7H36"/><g transform="translate(18 7)">\
                \(style.mark(isHollow: false))</g></svg><span>\(policy.shortened(to: 60))</span></li>

                """
        }
        return "<ul class=\"legend sticky\">\n\(items.joined())</ul>\n"
    }
}
