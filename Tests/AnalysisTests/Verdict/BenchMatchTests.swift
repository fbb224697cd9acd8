import TestSupport
import Testing

@testable import CellbenchAnalysis
@testable import CellbenchResults

@Suite struct BenchMatchTests {
    private let count = BenchMetric.exact(better: .lower, unit: "1", value: 3)
    private let times = Sample.times([1, 2, 3, 4, 5, 6])

    private func reason(_ base: BenchFile, _ new: BenchFile) -> String? {
        let verdict = Sample.verdict(base, new)
        #expect(verdict.exitStatus == 3)
        return verdict.comparisons[0].reason
    }

    @Test func `A benchmark or a metric that NEW lacks is never passed over`() {
        let base = Sample.bench(["count": count])
        #expect(reason(base, BenchFile(environment: Sample.environment, benchmarks: [])) == "not in NEW")
        #expect(reason(base, Sample.bench([:])) == "not in NEW")
        var renamed = base
        renamed.benchmarks[0].parameters["threads"] = .number(2)
        #expect(reason(base, renamed) == "not in NEW")
    }

    @Test func `What is only in NEW is listed and judges nothing`() {
        var new = Sample.bench(["count": count, "more": count])
        new.benchmarks.append(Benchmark(name: "release", metrics: ["count": count]))
        let verdict = Sample.verdict(Sample.bench(["count": count]), new)
        #expect(verdict.exitStatus == 0)
        #expect(verdict.comparisons.map(\.outcome) == [.unchanged, .added, .added])
        #expect(verdict.tally == "1 passed, 0 failed")
    }

    @Test func `A BASE with nothing to compare is not a pass`() {
        let info = BenchMetric.info(unit: "ns", figures: ["p50": 1])
        for base in [Sample.bench([:]), Sample.bench(["latency": info])] {
            let new = Sample.bench(["count": count, "latency": info])
            #expect(reason(base, new) == "there is nothing to compare in BASE")
        }
    }

    @Test func `Figures to read are not judged`() {
        let base = Sample.bench(["count": count, "p": .info(unit: "ns", figures: ["p50": 1])])
        #expect(Sample.verdict(base, Sample.bench(["count": count])).comparisons.count == 1)
    }

    @Test func `A benchmark that failed is incomparable, and what it has is judged all the same`() {
        let failed = Sample.bench(["count": count, "time": times])
        #expect(reason(failed, Sample.bench([:], failure: "killed by signal 9")) == "failed in NEW: killed by signal 9")
        #expect(reason(Sample.bench([:], failure: "died"), failed) == "failed in BASE: died")
        let worse = Sample.bench(["count": .exact(better: .lower, unit: "1", value: 4)], failure: "died")
        #expect(Sample.verdict(failed, worse).comparisons.map(\.outcome) == [.regression, .incomparable])
        #expect(Sample.verdict(failed, worse).exitStatus == 2)
    }

    @Test func `Another class, direction or unit is incomparable`() {
        let base = Sample.bench(["m": count])
        #expect(
            reason(base, Sample.bench(["m": times]))
                == "another class: exact, lower is better in BASE; timed, lower is better in NEW")
        #expect(
            reason(base, Sample.bench(["m": .exact(better: .higher, unit: "1", value: 3)]))
                == "another class: exact, lower is better in BASE; exact, higher is better in NEW")
        #expect(
            reason(base, Sample.bench(["m": .exact(better: .lower, unit: "B", value: 3)]))
                == "another unit: 1 in BASE, B in NEW")
    }

    @Test func `Another machine makes times incomparable, and only those`() {
        let metrics = ["count": count, "time": times]
        let changes: [(String, (inout RunEnvironment) -> Void)] = [
            ("CPU: Abacus and Eniac", { $0.cpuModel = "Eniac" }), ("number of CPUs: 2 and 3", { $0.cpuCount = 3 }),
            ("kernel: Linux 6.1 x86_64 and Linux 6.2", { $0.kernel = "Linux 6.2" }),
            ("build: release and debug", { $0.buildConfiguration = "debug" }),
            ("allocator: jemalloc 5.3.0 and the system's", { $0.allocator.isProcessAllocator = false }),
        ]
        for (difference, change) in changes {
            var environment = Sample.environment
            change(&environment)
            let verdict = Sample.verdict(Sample.bench(metrics), Sample.bench(metrics, environment: environment))
            #expect(verdict.comparisons.map(\.outcome) == [.incomparable, .unchanged])
            #expect(verdict.comparisons[0].reason == "measured differently: \(difference)")
        }
        // Two unknown machines need not be the same one.
        var unknown = Sample.environment
        unknown.cpuModel = nil
        let strangers = Sample.verdict(
            Sample.bench(metrics, environment: unknown), Sample.bench(metrics, environment: unknown))
        #expect(strangers.comparisons[0].reason == "BASE does not say where it was measured")
        var environment = Sample.environment
        (environment.gitRevision, environment.version, environment.toolchain) = (nil, "9", "another")
        let verdict = Sample.verdict(Sample.bench(metrics), Sample.bench(metrics, environment: environment))
        #expect(verdict.exitStatus == 0)
    }

    @Test func `Files of one side are samples of one program`() {
        let metrics = ["count": count, "time": times]
        var other = Sample.environment
        other.gitRevision = nil
        let mixed = BenchSamples([
            ("1.json", Sample.bench(metrics)), ("2.json", Sample.bench(metrics, environment: other)),
        ])
        let verdict = Sample.verdict(.bench(BenchSamples([("b", Sample.bench(metrics))])), .bench(mixed))
        #expect(verdict.comparisons.map(\.outcome) == [.incomparable, .unchanged])
        #expect(verdict.comparisons[0].reason == "files of NEW differ in revision: 0123456789abcdef and unknown")
    }

    @Test func `Samples of several files are put together, counts must agree`() {
        let files = (1...6).map { number in
            ("\(number).json", Sample.bench(["count": count, "time": Sample.times([Double(number)])]))
        }
        let samples = BenchSamples(files)
        #expect(samples.benchmarks[0].metrics["time"] == .agreed(Sample.times([1, 2, 3, 4, 5, 6]), file: "1.json"))
        let base = ComparedInput.bench(samples)
        #expect(Sample.verdict(base, base).exitStatus == 0)

        var differing = files
        differing[3].1.benchmarks[0].metrics["count"] = .exact(better: .lower, unit: "1", value: 4)
        let verdict = Sample.verdict(base, .bench(BenchSamples(differing)))
        #expect(verdict.exitStatus == 3)
        #expect(verdict.comparisons[0].reason == "NEW contradicts itself: 3 in 1.json, 4 in 4.json")
    }

    @Test func `A run and a bench are incomparable`() {
        let bench = ComparedInput.bench(BenchSamples([("b", Sample.bench(["count": count]))]))
        let run = ComparedInput.run(Sample.results([]))
        #expect(Sample.verdict(run, bench).exitStatus == 3)
        #expect(Sample.verdict(bench, run).comparisons[0].reason == "BASE is of a bench, NEW of a run")
    }

    @Test func `Statuses take precedence as documented`() {
        let noisy = Sample.times([1, 2, 3, 4, 5, 6])
        let more = BenchMetric.exact(better: .lower, unit: "1", value: 4)
        let strict = VerdictSettings(isStrict: true)
        let base = Sample.bench(["a": count, "b": count, "c": noisy])
        func status(_ metrics: [String: BenchMetric], _ settings: VerdictSettings) -> Int32 {
            Sample.verdict(base, Sample.bench(metrics), settings: settings).exitStatus
        }
        #expect(status(["a": more, "c": noisy], strict) == 2)
        #expect(status(["a": count, "c": noisy], strict) == 3)
        #expect(status(["a": count, "b": count, "c": noisy], strict) == 4)
        #expect(status(["a": count, "b": count, "c": noisy], .init()) == 0)
    }
}
