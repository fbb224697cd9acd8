internal import Simulator

extension TraceJob {
    /// The job with so many times as many tasks: the sum over its parts is rounded, not each.
    func scaled(by factor: Double) -> TraceJob {
        guard factor != 1 else { return self }
        var sum = 0
        var scaledSum = 0
        var scaled: [TaskPart] = []
        for part in parts {
            sum += part.count
            let target = Int(min((Double(sum) * factor).rounded(), Double(JobSpec.mostTasks)))
            var part = part
            part.count = target - scaledSum
            scaledSum = target
            if part.count > 0 { scaled.append(part) }
        }
        if scaled.isEmpty {
            var one = parts[0]
            one.count = 1
            scaled = [one]
        }
        return with(scaled)
    }
}
