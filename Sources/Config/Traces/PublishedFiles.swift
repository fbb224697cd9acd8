internal import CellbenchFiles
internal import CellbenchResults
internal import CellbenchTraces
internal import Yams

/// The files that a config has workloads drawn from as the published simulator draws them, as they are written there.
///
/// The file of requests is an initial cell state: the path of the trace that these are part of.
struct PublishedFiles: Hashable {
    /// The files of observed values, by quantity.
    var paths: [PublishedQuantity: String]
    /// The cluster whose values are used, where the files have several.
    var cluster: String?
    /// The policy whose values are used, where the files have several.
    var policy: String?

    /// The key of the initial cell state that requests are drawn from.
    static let requestsKey = "requests"

    /// The files as configs write them, with the path of the initial cell state.
    func node(requests: String) -> Node {
        var pairs = PublishedQuantity.allCases.map { ($0.rawValue, Node.quoted(paths[$0] ?? "")) }
        pairs.append((PublishedFiles.requestsKey, .quoted(requests)))
        return .flow(pairs + choice)
    }

    /// Which of the values are used, as configs write it.
    var choice: [(String, Node)] {
        [("cluster", cluster), ("policy", policy)].compactMap { key, name in name.map { (key, .quoted($0)) } }
    }
}

extension Field {
    /// Whether this names the files that the published simulator's workloads are drawn from, rather than a trace of jobs.
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
