import Simulator

let day: Nanoseconds = 86400 * .perSecond
func scenario(_ a: ArchitectureSettings, machines: Int = 10000, scale: Double = 1) -> Scenario {
    let batch = GeneratedWorkload(
        name: "batch", interarrival: Distribution(.exponential(mean: 10 / scale)),
        tasks: Distribution(.exponential(mean: 100)), duration: Distribution(.exponential(mean: 100)),
        cpu: Distribution(.constant(1)), memory: Distribution(.constant(2)))
    let service = GeneratedWorkload(
        name: "service", interarrival: Distribution(.exponential(mean: 20 / scale)),
        tasks: Distribution(.exponential(mean: 10)), duration: Distribution(.exponential(mean: 500)),
        cpu: Distribution(.constant(1)), memory: Distribution(.constant(2)))
    return Scenario(
        horizon: day,
        machines: [MachineClass(name: "m", count: machines, capacity: Resources(cores: 4, gibibytes: 16))],
        workloads: .generated([batch, service]), decisionTimes: [DecisionTime(), DecisionTime()], architecture: a)
}
var two = TwoLevelSettings(schedulers: [1, 1]); two.minimumOffer = Resources(cores: 100, gibibytes: 100)
let clock = ContinuousClock()
for machines in [10000, 100000] {
    for (name, a) in [
        ("mono", ArchitectureSettings.monolithic(MonolithicSettings())),
        ("part", .partitioned(PartitionedSettings(shares: [0.5, 0.5]))), ("two", .twoLevel(two)),
        ("shared", .sharedState(SharedStateSettings(schedulers: [1, 1]))),
        ("shared8", .sharedState(SharedStateSettings(schedulers: [8, 1]))),
    ] {
        let s = scenario(a, machines: machines)
        var times: [Double] = []
        var f: RunFigures?
        for _ in 0..<7 {
            let t = clock.measure { f = try! simulate(s) }
            times.append(Double(t.components.attoseconds) / 1e15)
        }
        times.sort()
        let tasks = f!.workloads.reduce(0) { $0 + $1.tasksScheduled }
        print(
            machines, name,
            "min \(times[0]) med \(times[3]) ms  tasks \(tasks) ns/task \(times[0]*1e6/Double(tasks)) events \(f!.events) \(f!.status) wait \(f!.workloads.map { $0.waitTime.mean! }) util \(f!.cell.utilization.cpu!)"
        )
    }
}
