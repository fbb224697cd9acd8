/// The shapes of tasks that stand for a workload, the most frequent first, with their shares.
///
/// Shapes are taken until they hold 95 % of the tasks (Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing
/// Workloads with Fragmentation Gradient Descent", USENIX ATC 2023, §4).
package struct TypicalTasks: Sendable, Equatable {
    /// What tasks that are alike ask for; memory counts for nothing.
    package struct Shape: Hashable, Sendable {
        /// Milli-cores.
        package var milliCores: Int64
        /// Milli-GPUs in all: a share of one device, or whole devices.
        package var milliGPUs: Int64
        /// Conditions on the machine.
        package var constraints: [Constraint]

        /// The shape of a task.
        package init(_ demand: Resources, _ constraints: [Constraint] = []) {
            milliCores = demand.milliCores
            milliGPUs = demand.milliGPUs
            self.constraints = constraints
        }
    }

    /// Share of the tasks that the shapes hold at least.
    private static let share = 0.95

    /// The shapes, the most frequent first.
    package let shapes: [Shape]
    /// By shape, its share of the tasks that all shapes hold; the sum is 1.
    package let weights: [Double]

    /// The typical tasks of a workload that has so many tasks of each shape.
    ///
    /// Of shapes that are equally frequent the one of more CPU comes first, then that of more of a device, of more
    /// devices, and of the greater text of conditions.
    package init(_ counts: [Shape: Int]) {
        let total = Double(counts.values.reduce(0, +))
        func key(_ shape: Shape) -> (Int64, Int64, Int64, String, String) {
            (
                shape.milliCores, min(shape.milliGPUs, Devices.whole), shape.milliGPUs,
                shape.constraints.map { $0.values.map(\.text).joined(separator: "|") }.joined(separator: "&"),
                // Conditions of equal values on other attributes, or in other relations, have an order too.
                shape.constraints.map { "\($0.attribute) \($0.relation) \($0.values.map(\.text))" }.joined()
            )
        }
        let ordered = counts.sorted { a, b in a.value == b.value ? key(a.key) > key(b.key) : a.value > b.value }
        var (shapes, shares, held) = ([Shape](), [Double](), 0.0)
        for (shape, count) in ordered where held < TypicalTasks.share {
            shapes.append(shape)
            shares.append(Double(count) / total)
            held += Double(count) / total
        }
        self.shapes = shapes
        weights = shares.map { $0 / held }
    }
}
