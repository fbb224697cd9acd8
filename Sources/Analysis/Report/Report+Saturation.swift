internal import CellbenchResults

extension Report {
    /// The two values between which each architecture passes a limit; empty without searches.
    func saturationSection() -> HTML {
        guard !results.saturation.isEmpty else { return "" }
        let hasOthers = results.saturation.contains { !$0.parameters.isEmpty }
        let rows = results.saturation.map { found -> HTML in
            let workload = found.workload.map { " of \($0)" } ?? ", of the workload with the greatest,"
            let range = "\(FigureFormat.short(found.from)) to \(FigureFormat.short(found.to))"
            let others: HTML = hasOthers ? "<td class=\"text\">\(found.parameters.title)</td>" : ""
            return """
                <tr><th scope="row" data-k="\(found.architecture)"><span>\(found.architecture)</span></th>\
                \(others)<td class="text">\(names.name(found.path))</td>\
                <td class="text">\(found.figure)\(workload) &gt; \(FigureFormat.short(found.above))</td>\
                <td class="text" data-k="\(Self.key(found))">\(found.bracket)</td><td class="text">\(range)</td></tr>

                """
        }
        let headings =
            ["architecture"] + (hasOthers ? ["at"] : []) + ["path", "saturated where", "passes it at", "searched"]
        let legend: HTML = """
            <p class="note">a–b: the figure is on one side of the limit at a and on the other at b, in the mean of all \
            replications. The points that the searches came by are below.</p>

            """
        return Self.section(
            "saturation", "Where it saturates", Self.plainTable("Saturation by architecture", headings, rows) + legend)
    }

    /// Key by which brackets are sorted: the upper end, or twice the lower one where there is none.
    ///
    /// Empty without a result.
    private static func key(_ found: SaturationResult) -> String {
        guard found.reason == nil else { return "" }
        return (found.upper ?? found.lower.map { $0 * 2 }).map { ParameterValue.number($0).description } ?? ""
    }
}
