internal import CellbenchFiles
internal import CellbenchResults

extension Report {
    /// The config as run.
    func configSection() -> HTML {
        switch config {
        case .missing(let why): Self.section("config", "Config", "<p>\(why)</p>\n")
        case .found(let text):
            Self.section(
                "config", "Config",
                "<details><summary>config.yaml, with every default filled in</summary>\n<pre tabindex=\"0\">\(lines: text)</pre></details>\n"
            )
        }
    }

    /// Machine and cost of the simulations.
    func costSection() -> HTML {
        switch timings {
        case .missing(let why): Self.section("cost", "Environment and cost", "<p>\(why)</p>\n")
        case .found(let timings):
            Self.section("cost", "Environment and cost", environment(timings) + cost(timings))
        }
    }

    private func environment(_ timings: TimingsFile) -> HTML {
        let environment = timings.environment
        let unknown = "not known"
        let allocator = environment.allocator
        let facts = [
            ("Processor", "\(environment.cpuModel ?? unknown), \(environment.cpuCount) online"),
            ("Kernel", environment.kernel ?? unknown),
            ("Toolchain", "\(environment.toolchain), \(environment.buildConfiguration) build"),
            ("cellbench", environment.version),
            (
                "Allocator",
                allocator.isProcessAllocator ? "jemalloc \(allocator.jemallocVersion ?? "")" : "the system’s"
            ),
        ]
        let revision: HTML = "<code class=\"digest\">\(environment.gitRevision ?? unknown)</code>"
        let items = (facts.map { ($0, "\($1)" as HTML) } + [("Revision", revision)]).map { name, value -> HTML in
            "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n"
        }
        return "<dl class=\"facts\">\n\(items.joined())</dl>\n"
    }

    private func cost(_ timings: TimingsFile) -> HTML {
        let points = Dictionary(grouping: timings.points, by: \.architecture)
        let names = timings.points.map(\.architecture).distinct
        let rows = names.map { name in costRow("\(name)", points[name] ?? []) }
        let unknown = results.points.count - timings.points.count
        let rest = unknown > 0 ? " The times of \(unknown) further simulations are not known." : ""
        return """
            <div class="scroll" role="region" aria-label="Cost by architecture" tabindex="0">
            <table>
            <thead><tr><th scope="col" class="text">architecture</th><th scope="col">simulations</th>\
            <th scope="col">wall time</th><th scope="col">events</th><th scope="col">events/s</th></tr></thead>
            <tbody>
            \(rows.joined())\(names.count > 1 ? costRow("all", timings.points) : "")</tbody>
            </table>
            </div>
            <p class="note">Wall time is that of the simulations one after the other, without reading the config or traces.\(rest)</p>

            """
    }

    private func costRow(_ name: HTML, _ points: [PointTiming]) -> HTML {
        let timed = points.filter { $0.wallSeconds != nil && $0.events != nil }
        let seconds = timed.reduce(0) { $0 + ($1.wallSeconds ?? 0) }
        let events = timed.reduce(0) { $0 + Double($1.events ?? 0) }
        return """
            <tr><th scope="row"><span>\(name)</span></th><td>\(points.count)</td>\
            <td>\(FigureFormat.duration(timed.isEmpty ? nil : seconds))</td><td>\(TickText.number(events))</td>\
            <td>\((events / seconds).existing.map(TickText.number) ?? FigureFormat.missing)</td></tr>

            """
    }
}
