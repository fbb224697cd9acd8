internal import CellbenchFiles
internal import CellbenchResults

extension Report {
    /// Name and extent of the experiment.
    func header(_ comparison: Comparison) -> HTML {
        let facts = facts(comparison).map { name, value -> HTML in
            "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n"
        }
        let description: HTML = description.map { "<p class=\"lead\">\($0)</p>\n" } ?? ""
        let state: HTML =
            results.complete
            ? "<span class=\"badge good\">complete</span>"
            : "<span class=\"badge bad\">stopped early</span> not every point of the experiment is here"
        return """
            <header>
            <h1>\(results.name)</h1>
            \(description)<p>\(state)</p>
            <dl class="facts">
            \(facts.joined())</dl>
            \(sources)</header>

            """
    }

    private func facts(_ comparison: Comparison) -> [(String, HTML)] {
        let points = results.points
        let counts = Set(comparison.blocks.flatMap(\.rows).map(\.replications.count)).sorted()
        let replications =
            counts.count > 1 ? "\(counts[0]) to \(counts[counts.count - 1])" : "\(counts.first ?? 0)"
        let states = [
            (points.count { $0.status == .saturated }, "saturated"), (points.count { $0.status == .failed }, "failed"),
        ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
        return [
            ("Simulations", "\(points.count)\(states)"),
            ("Architectures", "\(comparison.architectures.count)"),
            ("Sweep points", "\(comparison.blocks.count)"),
            ("Replications", "\(replications)"),
            ("Horizon", "\(Self.duration(results.horizon))"),
            ("Seed", "\(String(results.seed))"),
            ("Simulated by", "cellbench \(results.version)"),
            ("Config digest", "<code class=\"digest\">\(results.configDigest)</code>"),
        ]
    }

    /// Simulated time; from one day on, in days.
    static func duration(_ seconds: Double) -> String {
        guard seconds >= 86_400 else { return FigureFormat.duration(seconds) }
        let days = seconds / 86_400
        return FigureFormat.fixed(days, decimals: days == days.rounded() ? 0 : 1) + (days == 1 ? " day" : " days")
    }

    /// Description from the config; nil if there is none.
    private var description: String? {
        guard case .found(let text) = config,
            let tree = try? YAMLReader.tree(of: Array(text.utf8), file: ResultsDirectory.configName),
            let description = tree["description"]?.text, !description.isEmpty
        else { return nil }
        return description
    }

    /// Sources of the presets' data, which their licences require to be named.
    private var sources: HTML {
        let presets = results.presets.map { preset -> HTML in
            "<li>\(preset.part) of preset <b>\(preset.name)</b>: \(preset.source)</li>\n"
        }
        let traces = results.traces.map { trace -> HTML in
            let what = trace.quantity ?? "jobs"
            let jobs: HTML = what == "machines" ? "" : "\(trace.jobs + trace.jobsRunning) jobs of "
            return """
                <li>\(what) from a trace (\(trace.format)), <code>\(trace.path)</code>: \
                \(jobs)\(trace.rows) rows, \(trace.rowsSkipped) passed over</li>

                """
        }
        let all = presets + traces
        return all.isEmpty ? "" : "<ul class=\"sources\">\n\(all.joined())</ul>\n"
    }
}
