internal import CellbenchFiles
internal import CellbenchTraces

/// Results as one table for statistics programs: a row a point and workload, and a row a point and scheduler.
///
/// The first columns say whose row it is: `experiment`, `architecture`, `kind`, `replication`, `status`, a column for each swept
/// path, called as the path, `subject` (`workload` or `scheduler`) and `name`. The others are those of ``Figure/all``. A point
/// that failed has one row, with no subject and no figures: nothing is left out.
public struct TidyTable: Sendable {
    private let results: ResultsFile
    private let paths: [String]

    /// The table of everything in `results`.
    public init(_ results: ResultsFile) {
        self.results = results
        paths = Set(results.points.flatMap(\.parameters.keys)).sorted()
    }

    /// The columns before the figures, and what they say; the swept paths stand after `status`.
    private static let identity = [
        ("experiment", "the experiment's name"), ("architecture", "the architecture's name"),
        ("kind", "its kind"), ("replication", "which repetition, from 0"),
        ("status", "completed, saturated (a queue was still growing at the end) or failed"),
    ]
    private static let subject = [
        ("subject", "workload or scheduler; empty where the point failed"), ("name", "of the workload or scheduler"),
    ]

    /// A line a column: name, unit, meaning.
    public static var columns: String {
        let identity = identity + [("PATH", "the value of each swept path, in a column called as the path")] + subject
        let rows = identity.map { [$0.0, "", $0.1] } + Figure.all.map { [$0.name, $0.unit.rawValue, $0.meaning] }
        let grid = TextGrid(
            stub: .init(
                heading: "", columns: ["column", "unit", "meaning"].map { .init(heading: $0, isNumeric: false) }),
            groups: [], sections: [rows])
        return grid.rendered(width: 120).joined()
            + "Rows of workloads have the figures of their schedulers together, rows of schedulers none of jobs' times.\n"
    }

    /// The text, as RFC 4180 has it but for line ends: a header, a line a row, what does not exist empty.
    public var csv: String {
        let header =
            Self.identity.map(\.0) + paths + Self.subject.map(\.0) + Figure.all.map(\.name)
        var text = CSVText.line(header)
        for point in results.points {
            for (subject, name) in Self.subjects(of: point) { text += CSVText.line(row(point, subject, name)) }
        }
        return text
    }

    /// Whether a text begins as a table does that was written before, with whatever swept paths and figures.
    static func isBeginning(_ text: String) -> Bool {
        let header = text.prefix { $0 != "\n" }
        return header.hasPrefix(identity.map(\.0).joined(separator: ",") + ",")
            && header.contains("," + subject.map(\.0).joined(separator: ",") + ",")
    }

    private static func subjects(of point: PointResult) -> [(subject: Figure.Subject?, name: [String])] {
        guard point.status != .failed else { return [(nil, ["", ""])] }
        return point.workloads.keys.sorted().map { (.workload($0), ["workload", $0]) }
            + point.schedulers.keys.sorted().map { (.scheduler($0), ["scheduler", $0]) }
    }

    private func row(_ point: PointResult, _ subject: Figure.Subject?, _ name: [String]) -> [String] {
        let identity = [
            results.name, point.architecture, point.kind, "\(point.replication)", point.status.rawValue,
        ]
        let figures = Figure.all.map { figure -> String in
            guard let subject, let value = figure.value(of: point, subject) else { return "" }
            return ParameterValue.number(value).description
        }
        return identity + paths.map { point.parameters[$0]?.description ?? "" } + name + figures
    }
}

/// How this program writes CSV for others to read.
enum CSVText {
    /// A line of fields, quoted where they have to be: what is invisible in them is escaped, and what a spreadsheet would run is marked.
    static func line(_ fields: [String]) -> String {
        fields.map { quoted(FormulaMark.marked($0.printableLines)) }.joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        // By scalars: a quotation mark with an accent is a character of its own.
        let scalars = field.unicodeScalars
        guard scalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return field }
        return "\"" + scalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
    }
}
