internal import CellbenchFiles
internal import CellbenchSimulator
internal import CellbenchTraces

/// A trace in the spelling of the config.
struct TraceSetting: Hashable {
    /// The trace; its path is as in the config.
    var source: TraceSource
    /// Files that jobs are drawn from; nil for a trace of jobs.
    ///
    /// With files, ``source`` is the initial cell state.
    var files: PublishedFiles?
    /// The jobs of the trace that are used.
    var selection = TraceSelection()
}

extension Field {
    /// Trace setting: a mapping with the path of a trace under its format, and further settings.
    ///
    /// - Parameters:
    ///   - canSelect: true if a part of the trace may be chosen and scaled.
    ///   - canDraw: true if files to draw from are accepted.
    /// - Returns: the setting.
    /// - Throws: an error of the config.
    func traceSetting(canSelect: Bool, canDraw: Bool = false) throws(ConfigError) -> TraceSetting {
        let formats = TraceFormat.allCases.map(\.rawValue)
        let section = try section(
            "a trace",
            ConfigSettings.formatsOfJobs + [ConfigSettings.onBadRow] + (canSelect ? ConfigSettings.ofSelection : [])
                + ConfigSettings.ofFormats)
        let given = TraceFormat.allCases.filter { section.optional($0.rawValue) != nil }
        guard given.count == 1, let format = given.first else {
            throw error("\(given.count) traces; accepted: one of \(formats.joined(separator: ", "))")
        }
        let named = try section.required(format.rawValue)
        var setting: TraceSetting
        if isOfPublishedFiles {
            guard canDraw else {
                throw named.error("files to draw jobs from; accepted here: the path of an initial cell state")
            }
            setting = try named.publishedFiles()
        } else {
            setting = TraceSetting(source: TraceSource(format, try named.text()))
        }
        setting.source.onBadRow = try section.word("onBadRow", BadRowPolicy.self)
        try section.readFormat(into: &setting.source)
        if setting.files != nil {
            try section.refuseSelection()
        } else if canSelect {
            try section.readSelection(into: &setting.selection)
        }
        return setting
    }
}

extension Field {
    /// Field with the path of the trace.
    func path(of setting: TraceSetting) -> Field {
        let format = setting.source.format.rawValue
        guard let node = node[format] else { return self }
        return Field(node: node, path: path(of: format), context: context)
    }
}

extension SettingsSection {
    fileprivate func readFormat(into source: inout TraceSource) throws(ConfigError) {
        func only(_ key: String, _ formats: TraceFormat...) throws(ConfigError) -> Bool {
            guard let field = optional(key) else { return false }
            guard formats.contains(source.format) else {
                let all = formats.map(\.rawValue)
                let names = all.dropLast(2).map { $0 + ", " }.joined() + all.suffix(2).joined(separator: " and ")
                throw field.error("\(key.quoted) says nothing of \(source.format.rawValue); accepted: with \(names)")
            }
            return true
        }
        if try only("split", .google2011, .publishedSimulator, .swf) {
            switch source.format {
            case .swf: source.swf.split = try required("split").keyword(SWFOptions.Split.self)
            case .publishedSimulator:
                source.publishedSimulator.split = try required("split").keyword(Google2011Options.Split.self)
            default: source.google2011.split = try required("split").keyword(Google2011Options.Split.self)
            }
        }
        if try only("tasks", .swf) { source.swf.tasks = try word("tasks", SWFOptions.Tasks.self) }
        if try only("memoryPerProcessor", .swf) {
            source.swf.memoryPerProcessor = try amount("memoryPerProcessor")
        }
        if let machine = try largestMachine(of: source.format == .google2011) {
            source.google2011.largestMachine = machine
        }
        if try only("endTimes", .publishedSimulator) {
            source.publishedSimulator.endTimes = try wordIfSet("endTimes", PublishedSimulatorOptions.TimeUnit.self)
        }
    }

    /// Refuses settings that choose a part of a trace, which files to draw from do not have.
    fileprivate func refuseSelection() throws(ConfigError) {
        for key in ConfigSettings.ofSelection.map(\.key) {
            guard let field = optional(key) else { continue }
            throw field.error("\(key.quoted) says nothing of jobs that are drawn; accepted: with a trace of jobs")
        }
    }

    fileprivate func readSelection(into selection: inout TraceSelection) throws(ConfigError) {
        if let field = optional("window") {
            let window = try field.section("a window", ConfigSettings.window)
            selection.start = try window.span("from")
            if let to = window.optional("to"), let end = try window.spanIfSet("to") {
                guard end > selection.start else {
                    throw to.error("\(to.node.asFound) is not after the window's beginning; accepted: a later time")
                }
                selection.end = end
            }
        }
        selection.constraints = try word("constraints", TraceSelection.Constraints.self)
        selection.timeScale = try amount("timeScale")
        selection.sizeScale = try amount("sizeScale")
        selection.limit = try countIfSet("limit")
        if let field = optional("loop") {
            switch field.node.text {
            case "true": selection.passes = nil
            case "false": selection.passes = 1
            case let text where text.flatMap(NumberText.init) == nil:
                throw field.error(
                    "\(field.node.asFound) is not how often; accepted: true (until the horizon), false, or a whole number "
                        + "from 1 to 1000000")
            default: selection.passes = try field.count(ConfigSettings.passes)
            }
        }
    }
}
