internal import CellbenchSimulator
internal import CellbenchTraces
internal import Yams

extension TraceSetting {
    /// The trace as in configs, without settings that have their defaults.
    ///
    /// So a new setting does not change the texts and digests of configs that do not use it.
    var node: Node {
        let named = files?.node(requests: source.path) ?? .quoted(source.path)
        var pairs: [(String, Node)] = [(source.format.rawValue, named)]
        if source.onBadRow != .fail { pairs.append(("onBadRow", .plain(source.onBadRow.rawValue))) }
        pairs += formatPairs + selectionPairs
        return .flow(pairs)
    }

    /// Settings of the trace beside its path, on one line; nil if there are none.
    var settingsText: String? {
        guard let entries = node.mapping.map(Array.init), entries.count > 1 else { return nil }
        return Node(entries.dropFirst().map { ($0.key, $0.value) }, .implicit, .flow).textOnOneLine
    }

    /// Settings of the files that jobs are drawn from, beside their paths, on one line; nil if there are none.
    var settingsTextOfFiles: String? {
        var pairs = files?.choice ?? []
        if source.onBadRow != .fail { pairs.append(("onBadRow", .plain(source.onBadRow.rawValue))) }
        return pairs.isEmpty ? nil : Node.flow(pairs).textOnOneLine
    }

    private var formatPairs: [(String, Node)] {
        let defaults = TraceSource(source.format, source.path)
        var pairs: [(String, Node)] = []
        if source.swf.split != defaults.swf.split { pairs.append(("split", .plain(source.swf.split.rawValue))) }
        if source.google2011.split != defaults.google2011.split {
            pairs.append(("split", .plain(source.google2011.split.rawValue)))
        }
        if source.swf.tasks != defaults.swf.tasks { pairs.append(("tasks", .plain(source.swf.tasks.rawValue))) }
        if source.swf.memoryPerProcessor != defaults.swf.memoryPerProcessor {
            pairs.append(("memoryPerProcessor", .memory(source.swf.memoryPerProcessor)))
        }
        if let pair = source.google2011.largestMachinePair { pairs.append(pair) }
        if source.publishedSimulator.split != defaults.publishedSimulator.split {
            pairs.append(("split", .plain(source.publishedSimulator.split.rawValue)))
        }
        if let endTimes = source.publishedSimulator.endTimes { pairs.append(("endTimes", .plain(endTimes.rawValue))) }
        return pairs
    }

    private var selectionPairs: [(String, Node)] {
        let defaults = TraceSelection()
        var pairs: [(String, Node)] = []
        if selection.start != defaults.start || selection.end != defaults.end {
            var window: [(String, Node)] = [("from", .time(selection.start))]
            if let end = selection.end { window.append(("to", .time(end))) }
            pairs.append(("window", .flow(window)))
        }
        if selection.timeScale != defaults.timeScale { pairs.append(("timeScale", .number(selection.timeScale))) }
        if selection.sizeScale != defaults.sizeScale { pairs.append(("sizeScale", .number(selection.sizeScale))) }
        if selection.constraints != defaults.constraints {
            pairs.append(("constraints", .plain(selection.constraints.rawValue)))
        }
        if let limit = selection.limit { pairs.append(("limit", .plain("\(limit)"))) }
        if selection.passes != defaults.passes {
            pairs.append(("loop", .plain(selection.passes.map { "\($0)" } ?? "true")))
        }
        return pairs
    }
}

extension Node {
    /// The text of the node without line breaks.
    fileprivate var textOnOneLine: String? {
        let text = try? serialize(node: self, width: -1, allowUnicode: true)
        return text.map { $0.split(separator: "\n").joined(separator: " ") }
    }
}

extension MachineTrace {
    /// The trace as in configs.
    var node: Node {
        .flow([(format.rawValue, .quoted(path))] + (options.largestMachinePair.map { [$0] } ?? []))
    }
}

extension Google2011Options {
    /// Size of the largest machine; nil where it is the default.
    fileprivate var largestMachinePair: (String, Node)? {
        guard largestMachine != Google2011Options().largestMachine else { return nil }
        let amounts: [(String, Node)] = [
            ("cpu", .number(Double(largestMachine.milliCores) / 1000)),
            ("memory", .memory(Double(largestMachine.memoryMiB) / 1024)),
        ]
        return ("largestMachine", .flow(amounts))
    }
}
