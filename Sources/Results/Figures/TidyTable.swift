internal import CellbenchFiles
internal import CellbenchTraces

/// Results as one table for statistics programs: a row a point and workload, and a row a point and scheduler.
///
/// The first columns identify a row: `experiment`, `architecture`, `kind`, `replication`, `status`, one column for each
/// swept path with the path as heading, `subject` (`workload` or `scheduler`) and `name`.
///
/// The other columns are the figures of ``Figure/all``.
///
/// A point that failed has one row, without a subject and figures, so that every point is there.
public struct TidyTable: Sendable {
    private let results: ResultsFile
    private let paths: [String]

    /// The table of everything in `results`.
    public init(_ results: ResultsFile) {
        self.results = results
        paths = Set(results.points.flatMap(\.parameters.keys)).sorted()
    }

    /// Columns before the figures, and their meanings; the swept paths stand after `status`.
    private static let identity = [
        ("experiment", "the experiment's name"), ("architecture", "the architecture's name"),
        ("kind", "its kind"), ("replication", "which repetition, from 0"),
        ("status", "completed, saturated (a queue was still growing at the end) or failed"),
    ]
    private static let subject = [
        ("subject", "workload or scheduler; empty where the point failed"), ("name", "of the workload or scheduler"),
    ]

    /// A line for each column: name, unit, meaning.
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

    /// Text after RFC 4180, with `\n` as line end: a header, a line for each row, empty fields for missing values.
    public var csv: String {
        let header =
            Self.identity.map(\.0) + paths + Self.subject.map(\.0) + Figure.all.map(\.name)
        var text = CSVText.line(header)
        for point in results.points {
            for (subject, name) in Self.subjects(of: point) { text += CSVText.line(row(point, subject, name)) }
        }
        return text
    }

    /// True if a text begins like a table from an earlier run, with any swept paths and figures.
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

/// Text of CSV files that other programs read.
enum CSVText {
    /// A line of fields, quoted where necessary.
    ///
    /// Invisible characters are escaped, and a field that a spreadsheet would run as a formula is marked.
    static func line(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\n"
    }

    /// A field, quoted where necessary, marked and escaped as in ``line(_:)``.
    static func field(_ text: String) -> String { quoted(FormulaMark.marked(text.printableLines)) }

    private static func quoted(_ field: String) -> String {
        // By scalars: a quotation mark with an accent is a character of its own.
        let scalars = field.unicodeScalars
        guard scalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return field }
        return "\"" + scalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
    }
}
