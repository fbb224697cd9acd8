/// Architecture, parameters and replication, which identify a point of an experiment.
package struct PointIdentity: Hashable {
    var architecture: String
    var parameters: [String: ParameterValue]
    var replication: Int

    package init(_ point: PointResult) {
        (architecture, parameters, replication) = (point.architecture, point.parameters, point.replication)
    }

    package init(_ timing: PointTiming) {
        (architecture, parameters, replication) = (timing.architecture, timing.parameters, timing.replication)
    }

    package init(architecture: String, parameters: [String: ParameterValue], replication: Int) {
        (self.architecture, self.parameters, self.replication) = (architecture, parameters, replication)
    }
}
