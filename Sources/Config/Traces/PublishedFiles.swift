internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchTraces
internal import Yams

/// The files from which workloads are drawn as in the published simulator, in the spelling of the config.
///
/// The file of requests is an initial cell state; its path is that of the trace setting around this one.
struct PublishedFiles: Hashable {
    /// Paths of the files of observed values, by quantity.
    var paths: [PublishedQuantity: String]
    /// Cluster whose values are used; nil for files with one.
    var cluster: String?
    /// Policy whose values are used; nil for files with one.
    var policy: String?

    /// Key of the initial cell state.
    static let requestsKey = "requests"

    /// The files as in configs; `requests` is the path of the initial cell state.
    func node(requests: String) -> Node {
        var pairs = PublishedQuantity.allCases.map { ($0.rawValue, Node.quoted(paths[$0] ?? "")) }
        pairs.append((PublishedFiles.requestsKey, .quoted(requests)))
        return .flow(pairs + choice)
    }

    /// Cluster and policy as in configs.
    var choice: [(String, Node)] {
        [("cluster", cluster), ("policy", policy)].compactMap { key, name in name.map { (key, .quoted($0)) } }
    }
}

extension Field {
    /// True if the section names files to draw from, and not a trace of jobs.
    var isOfPublishedFiles: Bool { node[TraceFormat.publishedSimulator.rawValue]?.entries != nil }

    /// A text that a sweep may change.
    private func parameterText() throws(ConfigError) -> String {
        let text = try text()
        context.note(.keyword(text), of: node)
        return text
    }

    /// The files that workloads are drawn from.
    func publishedFiles() throws(ConfigError) -> TraceSetting {
        let section = try section("the files that jobs are drawn from", ConfigSettings.filesToDrawFrom)
        var files = PublishedFiles(paths: [:])
        for quantity in PublishedQuantity.allCases {
            files.paths[quantity] = try section.required(quantity.rawValue).text()
        }
        let requests = try section.required(PublishedFiles.requestsKey).text()
        files.cluster = try section.optional("cluster")?.parameterText()
        files.policy = try section.optional("policy")?.parameterText()
        return TraceSetting(source: TraceSource(.publishedSimulator, requests), files: files)
    }
}
