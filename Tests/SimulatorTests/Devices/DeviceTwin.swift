@testable import CellbenchSimulator

/// A cell of devices and its policies, said as simply as can be.
struct DeviceTwin {
    struct Machine {
        let capacity: Resources
        let model: String
        var milliCores: Int64
        var memoryMiB: Int64
        var devices: [Int]
        /// By class, the number of tasks: 0 for shares, n for n devices.
        var classes: [Int: Int] = [:]

        var free: Int { devices.reduce(0, +) }
        var idle: Int { devices.count { $0 == 1000 } }
    }

    struct Task {
        var demand: Resources
        var models: [String] = []

        var devices: Int { demand.milliGPUs == 0 ? 0 : max(1, Int(demand.milliGPUs) / 1000) }
        var share: Int { min(1000, Int(demand.milliGPUs)) }
        var ofClass: Int { share < 1000 ? 0 : devices }
    }

    var machines: [Machine]
    let settings: PlacementSettings
    let ranks: [UInt32]
    /// Typical tasks and their weights.
    let typical: [(task: Task, weight: Double)]

    init(_ runs: [MachineRun], _ settings: PlacementSettings, ranks: [UInt32], typical: [(Task, Double)]) {
        machines = runs.flatMap { run in
            Array(
                repeating: Machine(
                    capacity: run.capacity, model: run.attributes["model"]?.text ?? "",
                    milliCores: run.capacity.milliCores, memoryMiB: run.capacity.memoryMiB,
                    devices: Array(repeating: 1000, count: Int(run.capacity.milliGPUs / 1000))),
                count: run.count)
        }
        self.settings = settings
        self.ranks = ranks
        self.typical = typical.map { (task: $0.0, weight: $0.1) }
    }

    func fits(_ task: Task, on machine: Machine) -> Bool {
        machine.milliCores >= task.demand.milliCores && machine.memoryMiB >= task.demand.memoryMiB
            && (task.models.isEmpty || task.models.contains(machine.model))
            && machine.devices.count { $0 >= task.share } >= task.devices
    }

    /// Machine and devices for a task.
    func choice(for task: Task) -> (machine: Int, devices: [Int])? {
        var best: (machine: Int, devices: [Int], score: Double)?
        let order = machines.indices.sorted {
            settings.options.ties == .fixed && settings.kind != .firstFit ? ranks[$0] < ranks[$1] : $0 < $1
        }
        for number in order where fits(task, on: machines[number]) {
            let (score, devices) = score(task, number)
            if score > best?.score ?? -.infinity { best = (number, devices, score) }
        }
        return best.map { ($0.machine, $0.devices) }
    }

    mutating func change(_ task: Task, on number: Int, _ devices: [Int], by sign: Int) {
        machines[number].milliCores += Int64(sign) * task.demand.milliCores
        machines[number].memoryMiB += Int64(sign) * task.demand.memoryMiB
        for device in devices { machines[number].devices[device] += sign * task.share }
        if task.devices > 0 { machines[number].classes[task.ofClass, default: 0] -= sign }
    }

    private func tightest(_ task: Task, on machine: Machine) -> [Int] {
        let fitting = machine.devices.indices.filter { machine.devices[$0] >= task.share }
        return Array(
            fitting.sorted { (machine.devices[$0], $0) < (machine.devices[$1], $1) }.prefix(task.devices)
        ).sorted()
    }

    private func score(_ task: Task, _ number: Int) -> (Double, [Int]) {
        let machine = machines[number]
        let tight = tightest(task, on: machine)
        let cut = settings.options.scores == .integers
        func cutting(_ value: Double) -> Double { cut ? value.rounded(.towardZero) : value }
        let most = machines.reduce((1.0, 1.0)) {
            (max($0.0, Double($1.capacity.milliCores)), max($0.1, Double($1.capacity.milliGPUs)))
        }
        let cpu = (free: Double(machine.milliCores), asked: Double(task.demand.milliCores))
        let gpu = (free: Double(machine.free), asked: Double(task.demand.milliGPUs))
        switch settings.kind.word.word {
        case "first-fit": return (0, tight)
        case "best-fit":
            return (
                cutting(
                    (1 - ((cpu.free - cpu.asked) / most.0 * 0.5 + (gpu.free - gpu.asked) / most.1 * 0.5)) * 100), tight
            )
        case "dot-product":
            let product = cpu.free / most.0 * cpu.asked / most.0 + gpu.free / most.1 * gpu.asked / most.1
            return (cutting(100 * (1 - product / 2)), tight)
        case "gpu-packing":
            if task.devices == 0 { return (0, tight) }
            if machine.idle == machine.devices.count { return (Double(33 - machine.devices.count), tight) }
            let idle = tight.count { machine.devices[$0] == 1000 }
            return (Double(idle > 0 ? 50 - idle : 100 - machine.devices[tight[0]] / 100), tight)
        case "gpu-clustering":
            if task.devices == 0 { return (0, tight) }
            let here = machine.classes.filter { $0.value > 0 }
            let own = here[task.ofClass] != nil
            let others = here.contains { $0.key != task.ofClass }
            let likeness = own ? (others ? 50.0 : 75.0) : (others ? 0.0 : 25.0)
            return ((25 * (most.1 - gpu.free) / most.1).rounded(.down) + likeness, tight)
        default:
            let candidates =
                task.devices == 1 && task.share < 1000
                ? machine.devices.indices.filter { machine.devices[$0] >= task.share }.map { [$0] } : [tight]
            var best: (Double, [Int]) = (-.infinity, [])
            for devices in candidates {
                var after = machine
                after.milliCores -= task.demand.milliCores
                for device in devices { after.devices[device] -= task.share }
                let value = cutting(100 / (1 + PortableMath.exp(-(loss(machine) - loss(after)) / 1000)))
                if value > best.0 { best = (value, devices) }
            }
            return best
        }
    }

    /// What typical tasks lose of a machine, added in six sums.
    func loss(_ machine: Machine) -> Double {
        var sums = Array(repeating: 0.0, count: 6)
        for (task, weight) in typical {
            let hasCores = machine.milliCores >= task.demand.milliCores
            let all = weight * Double(machine.free)
            if task.devices == 0 {
                sums[hasCores ? 3 : 4] += all
            } else if !task.models.isEmpty, !task.models.contains(machine.model) {
                sums[5] += all
            } else if machine.devices.count(where: { $0 >= task.share }) < task.devices {
                sums[hasCores ? 1 : 0] += all
            } else if !hasCores {
                sums[2] += all
            } else {
                sums[1] += weight * Double(machine.devices.filter { $0 < task.share }.reduce(0, +))
            }
        }
        return sums.dropFirst().reduce(sums[0], +)
    }
}
