import CellbenchConfig
import CellbenchSimulator
import Testing

@testable import CellbenchAnalysis

@Suite struct ChartScaleTests {
    private let up = ChartScale.Extent(start: 200, end: 0)
    private let right = ChartScale.Extent(start: 0, end: 300)

    @Test(arguments: [
        (1.0, 5, 0.2), (1, 4, 0.5), (7, 5, 2), (0.034, 5, 0.01), (12_000, 5, 5000), (10, 5, 2), (11, 5, 5),
        (1e-9, 5, 2e-10),
    ])
    func `Steps are 1, 2 or 5 times a power of ten`(span: Double, most: Int, step: Double) {
        #expect((ChartScale.niceStep(span, most: most) / step - 1).magnitude < 1e-9)
    }

    @Test func `The greatest and the least numbers there are have a place and a text`() {
        let all = [
            0, Double.leastNonzeroMagnitude, 2.3e-308, 1e-300, 1, 1e300, 8.9e307, Double.greatestFiniteMagnitude,
        ]
        for first in all {
            for second in all {
                for scale in [
                    ChartScale.figures([first, second], mayBeLog: true, up),
                    ChartScale.figures([first, second], mayBeLog: false, up),
                    ChartScale.positions([first, second], right), ChartScale.positions([-first, second], right),
                ] {
                    for value in [first, second, -first] + scale.ticks {
                        #expect((0...300).contains(scale.position(value)))
                    }
                    #expect(TickText.numbers(scale.ticks).allSatisfy { !$0.contains("nan") && !$0.contains("inf") })
                }
            }
        }
        #expect(TickText.numbers([Double.leastNonzeroMagnitude, 2e-308, 1e300]) == ["4.94e-324", "2e-308", "1e300"])
        #expect(TickText.number(Double.greatestFiniteMagnitude) == "1.8e308")
    }

    @Test func `A linear axis goes from 0 to a round value at or above the greatest`() {
        let scale = ChartScale.figures([0.3, 0.72], mayBeLog: true, up)
        #expect(scale.spacing == .linear)
        #expect((scale.low, scale.high) == (0, 0.8))
        #expect(TickText.numbers(scale.ticks) == ["0", "0.2", "0.4", "0.6", "0.8"])
        #expect(scale.position(0) == 200)
        #expect(scale.position(0.8) == 0)
        #expect((scale.position(0.4) - 100).magnitude < 1e-9)
        #expect(scale.position(5) == 0)
        #expect(scale.position(-1) == 200)
    }

    @Test func `An axis reaches what it is to reach anyway`() {
        #expect(ChartScale.figures([0.02], mayBeLog: false, atLeast: 1, up).high == 1)
        #expect(ChartScale.figures([1.3], mayBeLog: false, atLeast: 1, up).high == 1.5)
    }

    @Test func `Nothing but zeros, and nothing at all, have an axis too`() {
        for values in [[], [0], [0, 0, 0]] as [[Double]] {
            let scale = ChartScale.figures(values, mayBeLog: true, up)
            #expect((scale.low, scale.high) == (0, 1))
            #expect(scale.ticks == [0, 1])
            #expect(scale.position(0) == 200)
        }
    }

    @Test func `Equal values have an axis from 0`() {
        let scale = ChartScale.figures([4, 4, 4], mayBeLog: true, up)
        #expect((scale.low, scale.high) == (0, 4))
        #expect(scale.position(4) == 0)
    }

    @Test func `Figures over decades are on a logarithmic axis of whole decades`() {
        let scale = ChartScale.figures([0.004, 0.2, 31], mayBeLog: true, up)
        #expect(scale.spacing == .log)
        #expect((scale.low, scale.high) == (0.001, 100))
        #expect(scale.ticks.map(TickText.seconds) == ["1ms", "10ms", "100ms", "1s", "10s", "100s"])
        #expect(scale.zero == nil)
        #expect((scale.position(0.1) - 120).magnitude < 1e-9)
        #expect(ChartScale.figures([0.004, 0.2, 31], mayBeLog: false, up).spacing == .linear)
    }

    @Test func `Powers of ten are ends of their own axis`() {
        let scale = ChartScale.figures([0.001, 1000], mayBeLog: true, up)
        #expect((scale.low, scale.high) == (0.001, 1000))
    }

    @Test func `Zeros have a place of their own below a logarithmic axis`() throws {
        let scale = ChartScale.figures([0, 0.5, 800], mayBeLog: true, up)
        #expect(scale.spacing == .log)
        #expect(scale.ticks == [0, 0.1, 1, 10, 100, 1000])
        #expect(try #require(scale.zero) == 200)
        #expect(scale.position(0) == 200)
        #expect(scale.position(0.1) == 178)
        #expect(scale.position(1000) == 0)
        // An interval that reaches below 0 ends there.
        #expect(scale.position(-3) == 200)
    }

    @Test(arguments: [(1e-3, 1e3, 6, 4), (1e-9, 1e9, 6, 5), (2.0, 9, 6, 0), (1, 10, 6, 2)])
    func `There are not too many decades`(low: Double, high: Double, most: Int, count: Int) {
        #expect(ChartScale.decades(low, high, most: most).count <= most + 1)
        #expect(ChartScale.decades(low, high, most: most).count >= count)
    }

    @Test func `Swept values are marked themselves, and logarithmic where they span decades`() {
        let log = ChartScale.positions([100, 0.1, 1, 10, 10], right)
        #expect(log.spacing == .log)
        #expect(log.ticks == [0.1, 1, 10, 100])
        #expect((log.position(1) - 100).magnitude < 1e-9)
        let linear = ChartScale.positions([1, 2, 4, 8, 16], right)
        #expect(linear.spacing == .linear)
        #expect(linear.ticks == [1, 2, 4, 8, 16])
        #expect(ChartScale.positions([1, 32], right).spacing == .log)
    }

    @Test func `Many swept values have round marks`() {
        let linear = ChartScale.positions((0...40).map { 3 + Double($0) }, right)
        #expect(linear.ticks == [10, 20, 30, 40])
        let log = ChartScale.positions((0...40).map { Double(1 << $0) }, right)
        #expect(log.ticks.count <= 8)
    }

    @Test func `A swept 0 has a place beside decades, and negative values are linear`() {
        let scale = ChartScale.positions([0, 0.1, 100], right)
        #expect(scale.position(0) == 0)
        #expect(scale.position(0.1) == 22)
        #expect(scale.position(100) == 300)
        #expect(ChartScale.positions([-1, 0, 100], right).spacing == .linear)
    }

    @Test func `A single swept value is in the middle`() {
        #expect(ChartScale.positions([7, 7], right).position(7) == 150)
        #expect(ChartScale.positions([0], right).position(0) == 150)
        #expect(ChartScale.positions([], right).ticks == [])
    }
}

@Suite struct TickTextTests {
    @Test(arguments: [
        (0.0, "0"), (0.1, "0.1"), (0.316227766, "0.316"), (0.005, "0.005"), (0.0188, "0.0188"), (1, "1"),
        (3.16227, "3.16"),
        (16, "16"), (99.95, "100"), (1000, "1000"), (9999, "9999"), (20_000, "20k"), (1_500_000, "1.5M"),
        (5e-5, "5e-5"),
        (1e-5, "1e-5"), (2.5e12, "2.5e12"), (-4, "-4"),
    ])
    func numbers(value: Double, text: String) {
        #expect(TickText.number(value) == text)
    }

    @Test(arguments: [
        (0.0, "0"), (1e-9, "1ns"), (1e-6, "1us"), (1e-4, "100us"), (1e-3, "1ms"), (0.1, "100ms"), (1, "1s"),
        (1000, "1000s"),
        (10_000, "10⁴s"), (1e12, "10¹²s"),
    ])
    func seconds(value: Double, text: String) {
        #expect(TickText.seconds(value) == text)
    }

    @Test func `Small numbers of one axis are written alike`() {
        #expect(TickText.numbers([0, 5e-5, 1e-4, 1.5e-4]) == ["0", "5e-5", "1e-4", "1.5e-4"])
    }

    @Test(arguments: [
        ("decisionTime.service.job", " (s)"), ("decisionTime.commit.transaction", " (s)"), ("horizon", " (s)"),
        ("workloads.batch.interarrival.exponential.mean", " (s)"), ("workloads.batch.duration.pareto.alpha", ""),
        ("workloads.batch.memory.normal.sd", " (GiB)"), ("workloads.batch.cpu", " (cores)"),
        ("architectures.omega.schedulers.batch", ""), ("architectures.mesos.offerInterval", " (s)"), ("", ""),
    ])
    func `Units are those that paths tell`(path: String, suffix: String) {
        #expect(SweptNames(settings: .standard).name(path) == path + suffix)
    }

    @Test func `Axes of an architecture of another package have the units of its settings`() {
        let kind = ArchitectureKind(Probing.self)
        let names = SweptNames(settings: Components(adding: [kind]).settings)
        #expect(names.name("architectures.probing.probeTime") == "architectures.probing.probeTime (s)")
        #expect(names.name("architectures.probing.probes") == "architectures.probing.probes")
    }
}

/// An architecture of another package, as far as its settings go.
private struct Probing: Architecture, ~Copyable {
    struct Settings: DescribedArchitecture {
        var probeTime: Nanoseconds = 0
        var probes = 2

        static let kind = "probing"
        static let meaning = "Looks at a few machines for each task."
        static let settings: [Setting<Self>] = [
            .span("probeTime", \.probeTime, "Time that a probe takes."),
            .count("probes", \.probes, in: 1...9, "Machines looked at for each task."),
        ]

        init(workloads: Int) {}
    }

    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout {
        Layout([.init(name: "all-0", workloads: [0])], on: scenario)
    }

    init(_ settings: Settings, in world: borrowing World) {}

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int { 0 }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        CommitOutcome()
    }
}
