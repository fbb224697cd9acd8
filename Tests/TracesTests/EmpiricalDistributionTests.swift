import CellbenchSimulator
import Testing

@testable import CellbenchTraces

@Suite struct EmpiricalDistributionTests {
    private func points(_ distribution: Distribution) -> [[Double]] {
        guard case .quantiles(let points) = distribution.shape else { return [] }
        return points.map { [$0.probability, $0.value] }
    }

    @Test func `The i-th of n values is the quantile at i / (n - 1), and between two it is linear`() {
        let distribution = SortedSample([4, 1, 2]).empirical
        #expect(points(distribution) == [[0, 1], [0.5, 2], [1, 4]])
        #expect(distribution.quantile(0.25) == 1.5)
        #expect(distribution.quantile(0.5) == 2)
        #expect(distribution.quantile(0.75) == 3)
        #expect(abs(distribution.mean - 2.25) < 1e-12)
    }

    @Test func `One value, values that are equal and ties`() {
        #expect(SortedSample([7]).empirical == Distribution(.constant(7)))
        #expect(SortedSample([7, 7, 7]).empirical == Distribution(.constant(7)))
        #expect(SortedSample([7, 7]).empiricalRoundedUp == Distribution(.constant(7)))
        #expect(points(SortedSample([3, 9, 3, 3, 9]).empirical) == [[0, 3], [0.5, 3], [0.75, 9], [1, 9]])
    }

    @Test func `Of up to 1,001 values all are points, of more as many quantiles, and some more at the ends`() {
        let all = points(SortedSample((0...1000).map(Double.init)).empirical)
        #expect(all == (0...1000).map { [Double($0) / 1000, Double($0)] })
        let halved = points(SortedSample((0...2000).map(Double.init)).empirical)
        #expect(halved.map { $0[0] } == [0, 0.0005] + (1...999).map { Double($0) / 1000 } + [0.9995, 1])
        #expect(halved.allSatisfy { abs($0[1] - 2000 * $0[0]) < 1e-9 })
        // Between the values at 1 and 2, at 0.499 of the way.
        let between = points(SortedSample((0..<1500).map { Double($0 * $0) }).empirical)
        #expect(between.count == 1001)
        #expect(abs(between[1][1] - (1 + 0.499 * 3)) < 1e-12)
        #expect(between[1000] == [1, 1499 * 1499])
    }

    @Test func `One very large value among many weighs as much as one of them`() {
        let sample = SortedSample([Double](repeating: 1, count: 99_999) + [1_000_000])
        #expect(abs(sample.empirical.mean / sample.mean - 1) < 0.5)
        #expect(sample.empirical.quantile(0.9999) == 1)
    }

    @Test func `Whole numbers are drawn as whole numbers, with their mean`() {
        let distribution = SortedSample([1, 2, 3]).empiricalRoundedUp
        let drawn = (0..<1000).map { distribution.quantile((Double($0) + 0.5) / 1000).rounded(.up) }
        #expect([1, 2, 3].map { value in drawn.count { $0 == value } } == [250, 500, 250])
        let wide = SortedSample([1, 101]).empiricalRoundedUp
        let sum = (0..<1000).reduce(0) { $0 + wide.quantile((Double($1) + 0.5) / 1000).rounded(.up) }
        #expect(abs(sum / 1000 - 51) < 0.01)
    }
}

@Suite struct PublishedWorkloadTests {
    /// The largest difference between the distribution functions of two samples.
    private func distance(_ a: [Double], _ b: [Double]) -> Double {
        let (a, b) = (a.sorted(), b.sorted())
        var (i, j, most) = (0, 0, 0.0)
        while i < a.count && j < b.count {
            let value = min(a[i], b[j])
            while i < a.count && a[i] == value { i += 1 }
            while j < b.count && b[j] == value { j += 1 }
            most = max(most, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
        }
        return most
    }

    private func sample(_ law: Distribution, _ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(state: seed)
        return (0..<count).map { _ in law.quantile(Double.random(in: 1e-12..<1, using: &random)) }
    }

    /// Draws as in the simulator, but evenly over the probabilities, so that no chance is added.
    private func drawn(_ distribution: Distribution) -> [Double] {
        (0..<20_000).map { distribution.quantile((Double($0) + 0.5) / 20_000) }
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// Mean of a distribution that is linear between the values: the two ends count half.
    private func meanBetween(_ values: [Double]) -> Double {
        let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
        return (values.reduce(0, +) - (least + greatest) / 2) / Double(values.count - 1)
    }

    @Test(arguments: [300, 50_000])
    func `Jobs that are generated are distributed as the values, quantity by quantity`(count: Int) {
        let interarrival = sample(Distribution(.exponential(mean: 4)), count, seed: 1)
        let tasks = sample(Distribution(.lognormal(mean: 8, sd: 12)), count, seed: 2).map { $0.rounded(.up) }
        let runtime = sample(Distribution(.lognormal(mean: 300, sd: 500)), count, seed: 3)
        let requests = zip(
            sample(Distribution(.uniform(from: 0.1, to: 4)), count, seed: 4),
            sample(Distribution(.exponential(mean: 2)), count, seed: 5)
        ).map { TaskRequest(cores: $0, gibibytes: $1) }
        let workload = GeneratedWorkload(
            publishedAs: "batch",
            values: { [.interarrival: interarrival, .tasks: tasks, .runtime: runtime][$0] ?? [] }, requests: requests)
        let pairs: [(String, [Double], [Double])] = [
            ("interarrival", interarrival, drawn(workload.interarrival)),
            ("tasks", tasks, drawn(workload.tasks).map { max(1, $0.rounded(.up)) }),
            ("runtime", runtime, drawn(workload.duration)),
            ("cpu", requests.map(\.cores), drawn(workload.cpu)),
            ("memory", requests.map(\.gibibytes), drawn(workload.memory)),
        ]
        for (quantity, observed, generated) in pairs {
            #expect(distance(observed, generated) <= 0.02, "\(quantity)")
            #expect(abs(mean(generated) / meanBetween(observed) - 1) <= 0.005, "\(quantity)")
            if count > 1001 { #expect(abs(mean(generated) / mean(observed) - 1) <= 0.005, "\(quantity)") }
        }
        #expect(workload.name == "batch")
        #expect(workload.gpu == Distribution(.constant(0)))
    }
}
