/// What tells the points of one experiment apart.
struct PointIdentity: Hashable {
    var architecture: String
    var parameters: [String: ParameterValue]
    var replication: Int

    init(_ point: PointResult) {
        (architecture, parameters, replication) = (point.architecture, point.parameters, point.replication)
    }

    init(_ timing: PointTiming) {
        (architecture, parameters, replication) = (timing.architecture, timing.parameters, timing.replication)
    }

    init(_ point: Point) {
        (architecture, parameters, replication) = (point.architecture, point.parametersByPath, point.replication)
    }
}
