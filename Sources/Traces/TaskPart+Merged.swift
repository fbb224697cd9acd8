internal import Simulator

extension TaskPart {
    /// Whether the tasks of two parts are alike.
    private struct Kind: Hashable {
        var demand: Resources
        var duration: Nanoseconds
    }

    /// The parts with those that are alike made one, in the order of their first appearance.
    static func merged(_ parts: [TaskPart]) -> [TaskPart] {
        guard parts.count > 1 else { return parts }
        var positions: [Kind: Int] = [:]
        var merged: [TaskPart] = []
        for part in parts {
            let kind = Kind(demand: part.demand, duration: part.duration)
            if let position = positions[kind] {
                merged[position].count += part.count
            } else {
                positions[kind] = merged.count
                merged.append(part)
            }
        }
        return merged
    }
}
