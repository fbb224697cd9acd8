internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

/// Contents of the files from which the published simulator's workloads are drawn, so that each file is read once.
struct PublishedCache {
    /// A file of values, and the settings that it is read with.
    struct ValuesKey: Hashable {
        /// The file, as the config names it.
        var path: String
        /// The quantity of the values.
        var quantity: PublishedQuantity
        /// Treatment of malformed rows.
        var onBadRow: BadRowPolicy
    }

    /// Values by file and settings.
    var values: [ValuesKey: PublishedValues] = [:]
    /// Requests by initial cell state.
    var requests: [TraceSource: PublishedRequests] = [:]
    /// Workloads by the setting that they follow from.
    var workloads: [TraceSetting: [GeneratedWorkload]] = [:]
}

extension Field {
    /// Workloads under `from` that are drawn from files, as the published simulator draws them.
    func publishedWorkloads() throws(ConfigError) -> DecodedWorkloads {
        let section = try section("workloads that are drawn", [ConfigSettings.drawnFrom, ConfigSettings.load])
        let from = try section.required("from")
        let setting = try from.traceSetting(canSelect: true, canDraw: true)
        let load = try section.amount("load")
        let workloads = try context.traces.workloads(setting, namedBy: from.path(of: setting))
        return DecodedWorkloads(
            source: .generated(try arriving(workloads, workloads.map { _ in load })), trace: setting,
            beforeLoad: workloads, load: load)
    }
}

extension TraceCache {
    /// Workloads drawn from the files that a config names.
    ///
    /// - Parameters:
    ///   - setting: the files and the parts of them that are used.
    ///   - field: the place of the setting in the config.
    /// - Returns: `batch` and `service`, each if it has values.
    /// - Throws: an error of a file at its place, or an error of the config for values that the files lack.
    func workloads(_ setting: TraceSetting, namedBy field: Field) throws(ConfigError) -> [GeneratedWorkload] {
        if let known = published.workloads[setting] { return known }
        guard let files = setting.files else { preconditionFailure("a trace of jobs has no files to draw from") }
        let section = try field.section("the files that jobs are drawn from", ConfigSettings.filesToDrawFrom)
        var samples: [PublishedQuantity: PublishedValues] = [:]
        for quantity in PublishedQuantity.allCases {
            samples[quantity] = try values(of: quantity, setting, namedBy: try section.required(quantity.rawValue))
        }
        let group = try section.group(files, in: samples.values.flatMap(\.values.keys))
        let requestsField = try section.required(PublishedFiles.requestsKey)
        let requests = try requests(setting.source, namedBy: requestsField)
        var workloads: [GeneratedWorkload] = []
        for (number, name) in PublishedValues.workloads.enumerated() {
            let values = samples.mapValues { $0.values[group]?[number] ?? [] }
            guard values.values.contains(where: { !$0.isEmpty }) else { continue }
            try section.check(name, values, of: group, files)
            guard !requests.requests[number].isEmpty else {
                throw requestsField.error(
                    "no \(name) job in \(setting.source.path.quoted) asks for cpu; accepted: some to draw requests from"
                )
            }
            let workload = GeneratedWorkload(
                publishedAs: name, values: { values[$0] ?? [] }, requests: requests.requests[number])
            guard workload.interarrival.mean >= Field.shortestInterarrival else {
                throw try section.required(PublishedQuantity.interarrival.rawValue).error(
                    "a job of \(name) more often than every microsecond; accepted: a mean of at least 1us")
            }
            workloads.append(workload)
        }
        for quantity in PublishedQuantity.allCases {
            if let values = samples[quantity] { note(TraceUse(of: values, quantity, group, setting)) }
        }
        note(TraceUse(of: requests, setting))
        published.workloads[setting] = workloads
        return workloads
    }

    private func values(
        of quantity: PublishedQuantity, _ setting: TraceSetting, namedBy field: Field
    ) throws(ConfigError) -> PublishedValues {
        let path = setting.files?.paths[quantity] ?? ""
        let key = PublishedCache.ValuesKey(path: path, quantity: quantity, onBadRow: setting.source.onBadRow)
        if let known = published.values[key] { return known }
        let digest = DigestTap()
        let values: PublishedValues
        do throws(TraceError) {
            values = try PublishedValues(
                located(path), quantity, onBadRow: key.onBadRow, tap: digest.tap(keeping: pipes))
        } catch {
            throw configError(error, field, accepting: "a file of values, one a row")
        }
        guard !values.values.isEmpty else {
            throw field.error("no values in \(path.quoted)\(values.report.leftOut); accepted: at least one")
        }
        note(path, digest)
        noteInput(located(path))
        published.values[key] = values
        return values
    }

    private func requests(_ source: TraceSource, namedBy field: Field) throws(ConfigError) -> PublishedRequests {
        if let known = published.requests[source] { return known }
        let digest = DigestTap()
        do throws(TraceError) {
            let requests = try PublishedRequests(
                located(source.path), source.publishedSimulator, onBadRow: source.onBadRow,
                tap: digest.tap(keeping: pipes))
            note(source.path, digest)
            noteInput(located(source.path))
            published.requests[source] = requests
            return requests
        } catch {
            throw configError(error, field, accepting: source.format.reads)
        }
    }
}

extension SettingsSection {
    /// Cluster and policy whose values are used: the ones that the config names, else the only ones in the files.
    fileprivate func group(
        _ files: PublishedFiles, in groups: [PublishedValues.Group]
    ) throws(ConfigError) -> PublishedValues.Group {
        func chosen(_ key: String, _ name: String?, plural: String, among all: [String]) throws(ConfigError) -> String {
            let names = Set(all).sorted()
            if let name {
                guard !names.contains(name) else { return name }
                throw try required(key).error(Name.unknown(name, key, among: names))
            }
            guard names.count == 1 else {
                throw field.error(
                    "values of \(names.count) \(plural); accepted: with \(key), one of \(Name.list(names))")
            }
            return names[0]
        }
        let cluster = try chosen("cluster", files.cluster, plural: "clusters", among: groups.map(\.cluster))
        let policies = groups.filter { $0.cluster == cluster }.map(\.policy)
        let policy = try chosen("policy", files.policy, plural: "policies", among: policies)
        return PublishedValues.Group(cluster: cluster, policy: policy)
    }

    /// Refuses a workload with values in one file and none in another.
    fileprivate func check(
        _ workload: String, _ values: [PublishedQuantity: [Double]], of group: PublishedValues.Group,
        _ files: PublishedFiles
    ) throws(ConfigError) {
        let quantities = PublishedQuantity.allCases
        guard let lacking = quantities.first(where: { values[$0]?.isEmpty ?? true }),
            let having = quantities.first(where: { !(values[$0]?.isEmpty ?? true) })
        else { return }
        let (file, other) = ((files.paths[lacking] ?? "").quoted, (files.paths[having] ?? "").quoted)
        throw try required(lacking.rawValue).error(
            "\(file) has no values of \(workload) (\(group.cluster) \(group.policy)), and \(other) has; "
                + "accepted: values of the same workloads in each file")
    }
}

extension TraceUse {
    /// Use of a file of values.
    fileprivate init(
        of values: PublishedValues, _ quantity: PublishedQuantity, _ group: PublishedValues.Group,
        _ setting: TraceSetting
    ) {
        self.init(
            quantity.rawValue, setting.files?.paths[quantity] ?? "", settings: setting.settingsTextOfFiles,
            values.report)
        let others = values.values.filter { $0.key != group }.values.joined().reduce(0) { $0 + $1.count }
        guard others > 0 else { return }
        skipped["another cluster or policy"] = Skipped(rows: others, jobs: 0, tasks: 0)
        rowsSkipped += others
    }

    /// Use of an initial cell state.
    fileprivate init(of requests: PublishedRequests, _ setting: TraceSetting) {
        self.init(
            PublishedFiles.requestsKey, setting.source.path, settings: setting.settingsText, requests.report)
    }

    private init(_ quantity: String, _ path: String, settings: String?, _ report: ReadReport) {
        self.init(
            format: TraceFormat.publishedSimulator.rawValue, path: path, quantity: quantity, settings: settings,
            jobs: 0, jobsRunning: 0, rows: report.rows, rowsSkipped: report.rowsSkipped,
            skipped: report.skipped.mapValues { Skipped(rows: $0.rows, jobs: $0.jobs, tasks: $0.tasks) })
    }
}
