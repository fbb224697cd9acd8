internal import CellbenchSimulator

/// Writes jobs as a job list in CSV, which ``JobListReader`` reads back as they were.
///
/// Names and constraints that a spreadsheet would run as formulas get ``FormulaMark``'s mark, which the reader takes
/// off.
public struct JobListText {
    /// The header row.
    public static let header =
        "submit_time,workload,tasks,task_duration,cpu,memory,gpu,job_id,part,constraints,spread\n"

    /// The rows of a job of the workload called `workload`, one for each part.
    public static func rows(of traced: TraceJob, workload: String) -> String {
        let job = traced.job
        var text = ""
        for (number, part) in traced.parts.enumerated() {
            text += "\(seconds(job.submitted)),\(quoted(workload)),\(part.count),\(seconds(part.duration)),"
            text += "\(thousandths(part.demand.milliCores)),\(gibibytes(part.demand.memoryMiB)),"
            text += "\(thousandths(part.demand.milliGPUs)),#\(String(job.id, radix: 16)),\(number),"
            let asked = traced.requirements
            if number == 0 { text += quoted(ConstraintText.text(asked.constraints)) }
            text += number == 0 && !asked.spread.isEmpty ? ",\(SpreadText.text(asked.spread))\n" : ",\n"
        }
        return text
    }

    /// The mark of an id that is a hash; the reader takes such an id as it is.
    private static let hashMark = UInt8(ascii: "#")

    /// The id in a text with the mark; nil for another text.
    static func hash(markedIn text: some Collection<UInt8>) -> UInt64? {
        guard text.first == hashMark else { return nil }
        return UInt64(String(decoding: text.dropFirst(), as: UTF8.self), radix: 16)
    }

    /// A text as a field, with quotation marks where it needs them (RFC 4180); the reader drops blanks around a field
    /// without.
    private static func quoted(_ text: String) -> String {
        // By scalars: `\r\n` and a quotation mark with an accent are single characters.
        let scalars = FormulaMark.marked(text).unicodeScalars
        let blanks: [Unicode.Scalar?] = [" ", "\t"]
        guard
            scalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) || blanks.contains(scalars.first)
                || blanks.contains(scalars.last)
        else { return String(scalars) }
        return "\"" + scalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
    }

    /// A time in seconds, exact to the nanosecond: `1.5`.
    static func seconds(_ time: Nanoseconds) -> String {
        decimal(whole: time / .perSecond, fraction: time % .perSecond, digits: 9)
    }

    private static func thousandths(_ amount: Int64) -> String {
        decimal(whole: amount / 1000, fraction: amount % 1000, digits: 3)
    }

    private static func decimal(whole: Int64, fraction: Int64, digits: Int) -> String {
        guard fraction != 0 else { return "\(whole)" }
        let text = String(fraction)
        var padded = String(repeating: "0", count: digits - text.count) + text
        while padded.last == "0" { padded.removeLast() }
        return "\(whole).\(padded)"
    }

    /// A number of GiB that reads back as the same number of MiB.
    private static func gibibytes(_ mebibytes: Int64) -> String {
        mebibytes % 1024 == 0 ? "\(mebibytes / 1024)" : "\(Double(mebibytes) / 1024)"
    }
}
