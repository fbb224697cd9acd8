import Testing

@testable import CellbenchSimulator

/// Policies that score machines, against a twin that scores every machine for every task.
@Suite struct ScoredPlacementTwins {
    /// What a policy does, said as simply as can be: the best score, and among equals the first by rank.
    private struct Twin {
        let capacities: [Resources]
        let settings: PlacementSettings
        let ranks: [UInt32]
        /// The largest amount of each resource that a machine has.
        let most: [Double]

        init(capacities: [Resources], settings: PlacementSettings, ranks: [UInt32]) {
            (self.capacities, self.settings, self.ranks) = (capacities, settings, ranks)
            most = (0..<3).map { resource in capacities.map { Twin.amounts($0)[resource] }.max() ?? 0 }
        }

        func machine(for demand: Resources, free: [Resources], within range: Range<Int>) -> Int? {
            var best: (machine: Int, score: Double)?
            let order = range.sorted { settings.options.ties == .fixed ? ranks[$0] < ranks[$1] : $0 < $1 }
            if settings.kind == .firstFit { return range.first { demand.fits(in: free[$0]) } }
            for machine in order where demand.fits(in: free[machine]) {
                let score = score(demand, free[machine], capacities[machine])
                if score > (best?.score ?? -.infinity) { best = (machine, score) }
            }
            return best?.machine
        }

        /// The machines that have the best score, in any order.
        func best(for demand: Resources, free: [Resources], within range: Range<Int>) -> Set<Int> {
            let fitting = range.filter { demand.fits(in: free[$0]) }
            let scores = fitting.map { score(demand, free[$0], capacities[$0]) }
            guard let most = scores.max() else { return [] }
            return Set(zip(fitting, scores).filter { $0.1 == most }.map(\.0))
        }

        private static func amounts(_ resources: Resources) -> [Double] {
            [resources.milliCores, resources.memoryMiB, resources.milliGPUs].map(Double.init)
        }

        private func score(_ demand: Resources, _ free: Resources, _ capacity: Resources) -> Double {
            let cut = settings.options.scores == .integers
            func rounded(_ value: Double) -> Double { cut ? value.rounded(.towardZero) : value }
            let counted = (0..<3).filter { most[$0] > 0 }
            let (f, d, c) = (Twin.amounts(free), Twin.amounts(demand), Twin.amounts(capacity))
            switch settings.kind.word.word {
            case "best-fit", "worst-fit":
                var left = 0.0
                for r in counted { left += (f[r] - d[r]) / most[r] * (1 / Double(counted.count)) }
                return rounded(settings.kind == .bestFit ? (1 - left) * 100 : left * 100)
            case "dot-product":
                var sum = 0.0
                for r in counted { sum += f[r] / most[r] * d[r] / most[r] }
                return rounded(100 * (1 - sum / Double(counted.count)))
            default:
                func share(_ r: Int) -> Double { (f[r] - d[r]) / c[r] }
                // Whole numbers are divided as whole numbers.
                func left(_ r: Int) -> Double {
                    cut ? Double(Int(f[r] - d[r]) * 100 / Int(c[r])) : share(r) * 100
                }
                func used(_ r: Int) -> Double {
                    cut ? Double(Int(c[r] - f[r] + d[r]) * 100 / Int(c[r])) : (1 - share(r)) * 100
                }
                let both = c[1] > 0
                var (sum, weights) = (0.0, 0.0)
                for (term, value) in [
                    ("fit", both ? (used(0) + used(1)) / 2 : used(0)),
                    ("balance", both ? (1 - abs(share(0) - share(1))) * 100 : 100),
                    ("leastAllocated", both ? (left(0) + left(1)) / 2 : left(0)),
                ] {
                    guard let weight = settings.options.weights[term], weight > 0 else { continue }
                    sum += weight * rounded(value)
                    weights += weight
                }
                return sum / weights
            }
        }
    }

    private static func settings(_ random: inout TestRandom) -> PlacementSettings {
        let kinds: [PlacementKind] = [.firstFit, .bestFit, .worstFit, .dotProduct, .weighted]
        let kind = kinds.randomElement(using: &random) ?? .firstFit
        var options = PlacementOptions()
        options.ties = Bool.random(using: &random) ? .lowest : .fixed
        options.scores = Bool.random(using: &random) ? .exact : .integers
        options.weights =
            [["fit": 1], ["balance": 2, "leastAllocated": 1], ["fit": 0.5, "balance": 1, "leastAllocated": 0]]
            .randomElement(using: &random) ?? [:]
        return PlacementSettings(kind, options)
    }

    /// A cell of several machine classes, on which three policies place and tasks end at random; every machine is the twin's.
    @Test(arguments: 0..<30)
    func `Every task goes where the twin puts it`(number: Int) {
        var random = TestRandom(UInt64(900 + number))
        let hasGPUs = number % 3 == 0
        let runs = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            MachineRun(
                capacity: sized(
                    Double.random(in: 2...9, using: &random).rounded(),
                    Double.random(in: 0...8, using: &random).rounded(),
                    hasGPUs && Bool.random(using: &random) ? 2 : 0),
                count: Int.random(in: 1...(number % 10 == 0 ? 150 : 12), using: &random))
        }
        var cell = Cell(machines: runs)
        let capacities = runs.flatMap { Array(repeating: $0.capacity, count: $0.count) }
        let all = (0..<3).map { _ in Self.settings(&random) }
        let ranks = PlacementCell(runs, drawing: RandomStream(seed: 7, replication: 0, purpose: "placement/ties")).ranks
        let twins = all.map { Twin(capacities: capacities, settings: $0, ranks: ranks) }
        let placers = FixedArray<Placer>(count: 3) { Placer(all[$0], on: cell, seed: 7) }
        let demands = (0..<4).map { _ in
            sized(
                Double.random(in: 0.1...2, using: &random), Double.random(in: 0...2, using: &random),
                hasGPUs && Bool.random(using: &random) ? 1 : 0)
        }
        var stream = RandomStream(seed: 1, replication: number, purpose: "test")
        var running = RunningTasks()
        var wrong = 0
        for _ in 0..<60 {
            if running.endSome(on: &cell, &random) { continue }
            let policy = Int.random(in: 0..<3, using: &random)
            let demand = demands.randomElement(using: &random) ?? demands[0]
            let first = Int.random(in: 0..<3, using: &random) == 0 ? capacities.count / 3 : 0
            let range = first..<capacities.count
            let tasks = Int.random(in: 1...8, using: &random)
            var free = (0..<capacities.count).map { cell.free.words[$0].free }
            var expected: [UInt32] = []
            while expected.count < tasks,
                let machine = twins[policy].machine(for: demand, free: free, within: range)
            {
                free[machine] -= demand
                expected.append(UInt32(machine))
            }
            var transaction = Transaction()
            transaction.begin(TaskDemand(demand))
            placers[policy].place(tasks, on: cell.free, within: range, drawing: &stream, into: &transaction)
            if transaction.machineList != expected.map(Int.init) { wrong += 1 }
            cell.adopt(transaction)
            running.claims.append((expected, TaskDemand(demand)))
        }
        #expect(wrong == 0)
    }

    /// Cells of few and of more than a hundred kinds of amounts, so that classes of machines suffice and do not.
    @Test(arguments: 0..<20)
    func `With random ties, every task goes to one of the best`(number: Int) {
        var random = TestRandom(UInt64(700 + number))
        let isVaried = number % 2 == 0
        let runs = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            MachineRun(
                capacity: sized(Double.random(in: 2...9, using: &random).rounded(), 8),
                count: Int.random(in: 1...60, using: &random))
        }
        var cell = Cell(machines: runs)
        let capacities = runs.flatMap { Array(repeating: $0.capacity, count: $0.count) }
        var options = PlacementOptions()
        options.scores = number % 3 == 0 ? .integers : .exact
        let settings = PlacementSettings(number % 4 < 2 ? .bestFit : .dotProduct, options)
        let twin = Twin(capacities: capacities, settings: settings, ranks: [])
        let placer = Placer(settings, on: cell)
        let demands = (0..<(isVaried ? 12 : 2)).map { _ in
            isVaried
                ? sized(Double.random(in: 0.1...1, using: &random), Double.random(in: 0.1...1, using: &random))
                : sized(Double(Int.random(in: 1...2, using: &random)), 1)
        }
        var stream = RandomStream(seed: 2, replication: number, purpose: "test")
        var running = RunningTasks()
        var wrong = 0
        for _ in 0..<120 {
            if running.endSome(on: &cell, &random) { continue }
            let demand = demands.randomElement(using: &random) ?? demands[0]
            let range = (Bool.random(using: &random) ? 0 : capacities.count / 3)..<capacities.count
            let tasks = Int.random(in: 1...9, using: &random)
            var free = (0..<capacities.count).map { cell.free.words[$0].free }
            var transaction = Transaction()
            transaction.begin(TaskDemand(demand))
            placer.place(tasks, on: cell.free, within: range, drawing: &stream, into: &transaction)
            for machine in transaction.machineList {
                if !twin.best(for: demand, free: free, within: range).contains(machine) { wrong += 1 }
                free[machine] -= demand
            }
            if transaction.count < tasks, range.contains(where: { demand.fits(in: free[$0]) }) { wrong += 1 }
            cell.adopt(transaction)
            running.claims.append((transaction.machineList.map(UInt32.init), TaskDemand(demand)))
        }
        #expect(wrong == 0)
    }

    /// Whole scores of 4 and of 4.1 free cores are equal: 20 machines, two kinds of amounts, one score.
    @Test(arguments: [ScoredCandidates.all, .share(0.2)])
    func `Ties are broken uniformly where machines differ in what they have free`(candidates: ScoredCandidates) {
        var capacities = (0..<20).map { sized($0 % 3 == 0 ? 4.01 : 4) }
        capacities.append(sized(64))
        var cell = Cell(capacities: capacities)
        var options = PlacementOptions()
        (options.candidates, options.scores) = (candidates, .integers)
        let placer = Placer(PlacementSettings(.bestFit, options), on: cell)
        var stream = RandomStream(seed: 5, replication: 0, purpose: "test")
        var counts = [Int](repeating: 0, count: 21)
        var transaction = Transaction()
        for _ in 0..<20_000 {
            transaction.begin(TaskDemand(sized(1)))
            placer.place(1, on: cell.free, within: 0..<21, drawing: &stream, into: &transaction)
            counts[transaction.machineList[0]] += 1
            cell.adopt(transaction)
            cell.release(transaction.machineNumbers, count: 1, transaction.demand)
        }
        #expect(counts[20] == 0)
        #expect(
            chiSquare(Array(counts[..<20]), expected: counts[..<20].map { _ in 1000 }) < chiSquareLimit(degrees: 19))
    }

    /// Eight equal machines: each gets the task an eighth of the times.
    @Test(arguments: [ScoredCandidates.all, .count(1), .count(3), .share(0.5)])
    func `Random ties are broken uniformly`(candidates: ScoredCandidates) {
        var cell = Cell(machines: [MachineRun(capacity: sized(4, 4), count: 8)])
        var options = PlacementOptions()
        options.candidates = candidates
        let placer = Placer(PlacementSettings(.bestFit, options), on: cell)
        var stream = RandomStream(seed: 3, replication: 0, purpose: "test")
        var counts = [Int](repeating: 0, count: 8)
        var transaction = Transaction()
        for _ in 0..<8000 {
            transaction.begin(TaskDemand(sized(1, 1)))
            placer.place(1, on: cell.free, within: 0..<8, drawing: &stream, into: &transaction)
            counts[transaction.machineList[0]] += 1
            cell.adopt(transaction)
            cell.release(transaction.machineNumbers, count: 1, transaction.demand)
        }
        #expect(chiSquare(counts, expected: counts.map { _ in 1000 }) < chiSquareLimit(degrees: 7))
    }

    /// Of 10 machines the best of k drawn has rank r (from 0) with probability C(9 − r, k − 1) / C(10, k).
    ///
    /// A share of the machines is not drawn one by one, so that its rank is drawn.
    @Test(arguments: [1, 2, 4, 10, 12], [false, true])
    func `The best of k candidates has the ranks that k draws give`(k: Int, isShare: Bool) {
        let cell = Cell(capacities: (0..<10).map { sized(Double(2 + $0), 1) })
        var options = PlacementOptions()
        options.candidates = isShare ? .share(min(1, Double(k) / 10)) : .count(k)
        let placer = Placer(PlacementSettings(.bestFit, options), on: cell)
        var stream = RandomStream(seed: 4, replication: k, purpose: "test")
        var counts = [Int](repeating: 0, count: 10)
        var transaction = Transaction()
        for _ in 0..<20_000 {
            transaction.begin(TaskDemand(sized(1)))
            placer.place(1, on: cell.free, within: 0..<10, drawing: &stream, into: &transaction)
            counts[transaction.machineList[0]] += 1
            transaction.withdraw(from: cell.free)
        }
        func choose(_ n: Int, _ k: Int) -> Double {
            k > n || k < 0 ? 0 : (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
        }
        let drawn = min(k, 10)
        let expected = (0..<10).map { choose(9 - $0, drawn - 1) / choose(10, drawn) * 20_000 }
        let met = expected.indices.filter { expected[$0] > 0 }
        #expect(counts.indices.allSatisfy { expected[$0] > 0 || counts[$0] == 0 })
        let statistic = chiSquare(met.map { counts[$0] }, expected: met.map { expected[$0] })
        #expect(met.count == 1 || statistic < chiSquareLimit(degrees: met.count - 1))
    }

    @Test(
        "Under every architecture, with constraints, pickiness and spreading, sums balance whatever the policy and its options",
        arguments: 0..<8)
    func balances(number: Int) throws {
        var random = TestRandom(UInt64(number))
        let world = RandomWorld(number)
        for architecture in world.architectures {
            var scenario = number % 2 == 0 ? world.scenario : world.spreading
            scenario.architecture = architecture
            scenario.placementByWorkload = scenario.workloads.names.map { _ in
                var settings = Self.settings(&random)
                settings.options.candidates =
                    [.all, .all, .count(1), .count(5), .share(0.2)].randomElement(using: &random) ?? .all
                if Bool.random(using: &random) { settings.options.ties = .random }
                return Int.random(in: 0..<5, using: &random) == 0 ? nil : settings
            }
            if number % 3 == 0, case .generated(var workloads) = scenario.workloads {
                workloads[0].pickiness = 0.3
                scenario.workloads = .generated(workloads)
            }
            let figures = try simulate(scenario, audit: .everyEvent)
            for workload in figures.workloads {
                #expect(
                    workload.tasks == workload.tasksScheduled + workload.tasksAbandoned + workload.tasksRefused
                        + workload.tasksPending)
            }
        }
    }
}

private func sized(_ cores: Double, _ gibibytes: Double = 0, _ gpus: Double = 0) -> Resources {
    Resources(cores: cores, gibibytes: gibibytes, gpus: gpus)
}

/// Tasks that run in a cell, by the transaction that claimed them.
private struct RunningTasks {
    var claims: [(machines: [UInt32], demand: TaskDemand)] = []

    /// One time in three, ends the tasks of one transaction.
    mutating func endSome(on cell: inout Cell, _ random: inout TestRandom) -> Bool {
        guard Int.random(in: 0..<3, using: &random) == 0, !claims.isEmpty else { return false }
        let ended = claims.remove(at: Int.random(in: claims.indices, using: &random))
        cell.release(ended.machines, count: ended.machines.count, ended.demand)
        return true
    }
}
