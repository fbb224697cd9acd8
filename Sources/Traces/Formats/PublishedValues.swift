internal import CellbenchSimulator

/// A quantity for which the published simulator has files of observed values.
package enum PublishedQuantity: String, CaseIterable, Sendable {
    /// Seconds since the submission of the workload's previous job.
    case interarrival
    /// Tasks of a job.
    case tasks
    /// Seconds that a job's tasks run.
    case runtime
}

/// Request of a task: cores and GiB.
package struct TaskRequest: Equatable, Sendable {
    /// Number of cores.
    package var cores: Double
    /// Memory in GiB.
    package var gibibytes: Double

    /// A request of cores and GiB.
    package init(cores: Double, gibibytes: Double) {
        self.cores = cores
        self.gibibytes = gibibytes
    }
}

/// The observed values of a quantity, from a file of the published simulator's `job-distribution-traces`.
///
/// A row `cluster policy scheduler value` is one value, of a batch job where the scheduler is 0 and of a service job
/// where it is 1. A file may have rows of several clusters and policies.
package struct PublishedValues: Sendable {
    /// A cluster whose jobs were observed, and the policy that assigned them to schedulers.
    package struct Group: Hashable, Sendable {
        /// Name of the cluster.
        package var cluster: String
        /// Name of the policy by which jobs were assigned to schedulers.
        package var policy: String

        /// A group of a cluster and a policy.
        package init(cluster: String, policy: String) {
            self.cluster = cluster
            self.policy = policy
        }
    }

    /// Names of the workloads, by the number of their scheduler.
    package static let workloads = ["batch", "service"]
    /// Number of fields in a row: cluster, policy, scheduler and value.
    static let columns = 4

    /// By group and workload, the values in the order of the rows.
    package private(set) var values: [Group: [[Double]]] = [:]
    /// Numbers of rows read and passed over.
    package private(set) var report = ReadReport()

    /// Reads a file to its end.
    ///
    /// - Parameters:
    ///   - path: the file, plain or compressed with gzip.
    ///   - quantity: quantity of its values.
    ///   - policy: what to do about a malformed row.
    ///   - tap: takes the file's bytes as they are read.
    /// - Throws: ``TraceError`` where the file is malformed or cannot be read.
    package init(
        _ path: String, _ quantity: PublishedQuantity, onBadRow policy: BadRowPolicy = .fail, tap: ByteTap? = nil
    ) throws(TraceError) {
        let rows = try RowReader(path, separatedBy: .space, commentMark: "#", tap: tap)
        while true {
            do throws(TraceError) {
                guard try rows.next() else { break }
                let group = try rows.group()
                let workload = try rows.workload()
                let value = try rows.value(of: quantity)
                values[group, default: PublishedValues.workloads.map { _ in [] }][workload].append(value)
            } catch {
                try report.pass(error, policy)
            }
        }
        report.rows = rows.rowsRead
    }
}

extension RowReader {
    fileprivate func group() throws(TraceError) -> PublishedValues.Group {
        guard count == PublishedValues.columns else {
            if count == 1, let marks = otherSeparator {
                throw error(.tooFewFields, "\(marks) between the fields; accepted: fields between spaces or tabs")
            }
            throw error(
                count < PublishedValues.columns ? .tooFewFields : .tooManyFields,
                "\(count) fields in this row; accepted: \(PublishedValues.columns), cluster, policy, scheduler and value"
            )
        }
        guard let cluster = text(0), let policy = text(1) else {
            throw error(.unknownValue, "its names are not UTF-8; accepted: a text in UTF-8")
        }
        return PublishedValues.Group(cluster: cluster, policy: policy)
    }

    fileprivate func workload() throws(TraceError) -> Int {
        guard let scheduler = integer(2), PublishedValues.workloads.indices.contains(Int(clamping: scheduler)) else {
            throw error(2, .unknownValue, "\(quoted(2)) as scheduler; accepted: 0 (batch) or 1 (service)")
        }
        return Int(scheduler)
    }

    fileprivate func value(of quantity: PublishedQuantity) throws(TraceError) -> Double {
        let range: ClosedRange<Double>
        let accepted: String
        switch quantity {
        case .interarrival, .runtime:
            range = 0...Nanoseconds.longestSpan.inSeconds
            accepted = "seconds from 0 to \(Int(range.upperBound))"
        case .tasks:
            range = 1...Double(JobSpec.mostTasks)
            accepted = "a whole number from 1 to \(JobSpec.mostTasks)"
        }
        guard let value = number(3), quantity != .tasks || value == value.rounded() else {
            throw error(3, .notANumber, "\(quoted(3)) as \(quantity.rawValue); accepted: \(accepted)")
        }
        guard range.contains(value) else {
            throw error(3, .outOfRange, "\(quoted(3)) as \(quantity.rawValue); accepted: \(accepted)")
        }
        return value
    }
}
