import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite("Placement in configs")
struct ConfigPlacementTests {
    private func config(_ placement: String, ofBatch own: String? = nil, sweep: String? = nil) -> ConfigText {
        var config = ConfigText.two
        if let own {
            config.workloads = config.workloads.replacing("1GiB\n", with: "1GiB\n    placement: \(own)\n")
        }
        config.tail = "placement: \(placement)" + (sweep.map { "\nsweep: \($0)" } ?? "")
        return config
    }

    /// The placement of the only point.
    private func placement(_ text: String, cell: String? = nil) throws -> PlacementSettings {
        var config = config(text)
        if let cell { config.cell = cell }
        let experiment = try config.load()
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again), "\(experiment.resolvedConfig)")
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        return experiment.points[0].scenario.placement
    }

    /// A cell in which policies choose devices.
    private static let cellOfDevices =
        "cell: { gpus: devices, machines: [{ class: m, count: 12, cpu: 4, memory: 16, gpu: 2 }, { class: n, count: 3, cpu: 9, memory: 9 }] }"

    @Test("every policy can be named, and the config as run names it", arguments: PlacementKind.all)
    func policies(kind: PlacementKind) throws {
        let weights = kind.terms.isEmpty ? "" : ", weights: { \(kind.terms[0].word): 1 }"
        let found = try placement(
            "{ policy: \(kind.word.word)\(weights) }", cell: kind.needsDevices ? Self.cellOfDevices : nil)
        #expect(found.kind == kind)
        #expect(found.options.weights == (kind.terms.isEmpty ? [:] : [kind.terms[0].word: 1]))
    }

    @Test(
        "candidates are all, a number or a share",
        arguments: [
            ("all", ScoredCandidates.all), ("5", .count(5)), ("1e3", .count(1000)),
            ("2147483647", .count(2_147_483_647)),
            ("5%", .share(0.05)), ("7%", .share(0.07)), ("100%", .share(1)), ("0.1 %", .share(0.001)),
            ("33.3333%", .share(0.333333)), ("1e-5%", .share(1e-5 / 100)),
        ])
    func candidates(text: String, expected: ScoredCandidates) throws {
        #expect(try placement("{ policy: best-fit, candidates: \(text) }").options.candidates == expected)
    }

    @Test("shares keep their texts", arguments: 1...1000)
    func shares(tenths: Int) throws {
        let text = shortest(Double(tenths) / 10) + "%"
        #expect(try #require(Percentage.share(of: text).map(Percentage.text)) == text)
    }

    @Test("options are read, and the config as run says those that differ from the defaults")
    func options() throws {
        var options = PlacementOptions()
        (options.candidates, options.ties, options.scores) = (.share(0.05), .fixed, .integers)
        options.weights = ["fit": 2, "balance": 0.5]
        let text =
            "{ policy: weighted, candidates: 5%, ties: fixed, scores: integers, weights: { fit: 2, balance: 0.5 } }"
        #expect(try placement(text) == PlacementSettings(.weighted, options))
        let lines = try config(text).load().resolvedConfig.split(separator: "\n")
        #expect(
            lines.contains(
                "placement: {policy: weighted, candidates: 5%, ties: fixed, scores: integers, weights: {balance: 0.5, fit: 2}}"
            ))
        #expect(try placement("{ policy: best-fit, candidates: all }") == PlacementSettings(.bestFit))
        #expect(try placement("{}") == PlacementSettings())
        #expect(try !config("{}").load().resolvedConfig.contains("placement"))
    }

    @Test("a workload's placement is in place of the config's")
    func ofWorkload() throws {
        let experiment = try config("{ policy: best-fit, ties: lowest }", ofBatch: "{ policy: worst-fit }").load()
        let scenario = experiment.points[0].scenario
        #expect(scenario.placement.kind == .bestFit)
        #expect(scenario.placementByWorkload == [PlacementSettings(.worstFit), nil])
        #expect(experiment.resolvedConfig.contains("\n    placement: {policy: worst-fit}\n"))
        #expect(isSame(experiment, try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")))
    }

    @Test("a workload of a preset may have a placement")
    func ofPreset() throws {
        var config = ConfigText()
        config.workloads =
            "workloads: { preset: google-2011-batch-service, service: { placement: { policy: best-fit } } }"
        let experiment = try config.load()
        #expect(experiment.points[0].scenario.placementByWorkload.map { $0?.kind } == [nil, .bestFit])
        #expect(isSame(experiment, try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")))
    }

    @Test(
        "every policy runs under every architecture, on a full cell",
        arguments: PlacementKind.all,
        ["", "candidates: 3", "candidates: 20%, ties: lowest", "ties: fixed, scores: integers"])
    func runsEverywhere(kind: PlacementKind, options: String) throws {
        guard kind.scores || options.isEmpty else { return }
        let weights = kind.terms.isEmpty ? nil : "weights: { fit: 1, balance: 2 }"
        let settings = ["policy: \(kind.word.word)", weights, options.isEmpty ? nil : options].compactMap { $0 }
        var config = config("{ \(settings.joined(separator: ", ")) }")
        config.head = "name: small\nhorizon: 3min"
        config.cell =
            kind.needsDevices
            ? Self.cellOfDevices
            : "cell: { machines: [{ class: m, count: 12, cpu: 4, memory: 16 }, { class: n, count: 3, cpu: 9, memory: 9 }] }"
        config.architectures = """
            architectures:
              - { kind: monolithic, paths: multi }
              - { kind: partitioned, shares: { batch: 0.5, service: 0.5 } }
              - { kind: two-level }
              - { kind: shared-state, schedulers: { batch: 3 } }
              - { kind: shared-state, conflictDetection: coarse, commit: all-or-nothing }
            """
        for point in try config.load().points {
            let figures = try simulate(point.scenario, audit: .atEnd)
            #expect(figures.workloads.allSatisfy { $0.tasksScheduled > 5 }, "\(point.architecture)")
        }
    }

    @Test("workloads with placements of their own run otherwise than with the config's")
    func runs() throws {
        func figures(_ placement: String, ofBatch own: String? = nil) throws -> String {
            var config = config(placement, ofBatch: own)
            config.cell = "cell: { machines: [{ class: m, count: 12, cpu: 4, memory: 16 }] }"
            return try #require(
                try config.load().points.map { "\(try simulate($0.scenario, audit: .atEnd).workloads)" }.first)
        }
        let best = try figures("{ policy: best-fit, ties: lowest }")
        #expect(
            try figures("{ policy: best-fit, ties: lowest }", ofBatch: "{ policy: best-fit, ties: lowest }") == best)
        #expect(
            try figures("{ policy: best-fit, ties: lowest }", ofBatch: "{ policy: worst-fit, ties: lowest }") != best)
    }
}

@Suite("Sweeps of placement")
struct ConfigPlacementSweepTests {
    private func config(_ placement: String, sweep: String) -> ConfigText {
        var config = ConfigText.two
        config.tail = "placement: \(placement)\nsweep: { \(sweep) }"
        return config
    }

    @Test(
        "every setting can be swept, and the config as run sweeps it",
        arguments: [
            ("{}", "placement.policy: [randomized-first-fit, first-fit, best-fit, worst-fit, dot-product]"),
            ("{ policy: best-fit }", "placement.candidates: [all, 5, 5%, 1]"),
            ("{ policy: best-fit }", "placement.candidates: { from: 1, to: 32, count: 6, scale: log }"),
            ("{ policy: best-fit }", "placement.ties: [random, lowest, fixed]"),
            ("{ policy: best-fit }", "placement.scores: [exact, integers]"),
            ("{ policy: weighted }", "placement.weights.fit: [1, 2]"),
            ("{ policy: weighted, weights: { balance: 1 } }", "placement.weights.fit: [0, 1]"),
            ("{}", "workloads.batch.placement.policy: [first-fit, best-fit]"),
            (
                "{}",
                "workloads.batch.placement.policy: [first-fit, best-fit], workloads.batch.placement.candidates: [all, 5]"
            ),
            (
                "{}",
                "placement.policy: [randomized-first-fit, best-fit], placement.candidates: [all, 5%], placement.ties: [lowest, random]"
            ),
            ("{ weights: { fit: 1 }, candidates: 5 }", "placement.policy: [randomized-first-fit, weighted]"),
            ("{ policy: first-fit, weights: { fit: 1 } }", "placement.policy: [best-fit, weighted]"),
            ("{ policy: weighted, weights: { fit: 1 } }", "placement.policy: [best-fit, first-fit, weighted]"),
        ])
    func swept(placement: String, sweep: String) throws {
        let experiment = try config(placement, sweep: sweep).load()
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again), "\(experiment.resolvedConfig)")
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(experiment.points.count >= 2)
    }

    @Test("points have the swept values")
    func values() throws {
        let text =
            "placement.policy: [weighted, best-fit], placement.candidates: [all, 7, 5.0%], placement.weights.fit: [1, 3]"
        let points = try config("{}", sweep: text).load().points
        #expect(points.count == 12)
        #expect(points[5].scenario.placement.kind == .weighted)
        #expect(points[5].scenario.placement.options.candidates == .share(0.05))
        #expect(points[5].scenario.placement.options.weights == ["fit": 3])
        #expect(points[8].scenario.placement.kind == .bestFit)
        #expect(points[8].scenario.placement.options.candidates == .count(7))
        #expect(points[5].parameters.map(\.value) == [.keyword("weighted"), .keyword("5%"), .number(3)])
        #expect(points[2].parameters.map(\.value) == [.keyword("weighted"), .number(7), .number(1)])
    }

    @Test(
        "overrides reach every setting",
        arguments: [
            ("placement.policy=best-fit", "placement: {policy: best-fit}"),
            ("placement={ policy: worst-fit, candidates: 5% }", "placement: {policy: worst-fit, candidates: 5%}"),
            ("workloads.batch.placement.policy=best-fit", "    placement: {policy: best-fit}"),
        ])
    func overrides(argument: String, line: String) throws {
        let experiment = try ConfigText.two.load(ConfigOverrides(settings: [try .init(argument: argument)]))
        #expect(experiment.resolvedConfig.split(separator: "\n").contains(line[...]))
    }

    private static let takers =
        "accepted: with one of best-fit, worst-fit, dot-product, gpu-packing, gpu-clustering, fgd, weighted"

    @Test(
        "sweeps of options that none of the policies takes are refused",
        arguments: [
            (
                "placement.policy: [first-fit, randomized-first-fit], placement.candidates: [all, 5]",
                "17:86: error: placement.candidates: none of the policies randomized-first-fit, first-fit takes "
                    + "\"candidates\"; \(takers)"
            ),
            (
                "placement.ties: [lowest, random]",
                "17:27: error: placement.ties: the policy randomized-first-fit does not take \"ties\"; \(takers)"
            ),
            (
                "placement.policy: [first-fit, bestfit], placement.ties: [lowest, random]",
                "17:67: error: placement.ties: the policy first-fit does not take \"ties\"; \(takers)"
            ),
            (
                "placement.policy: [best-fit, weighted]",
                "16:12: error: placement: the policy weighted without a weight above 0; accepted: a weight above 0 of at "
                    + "least one of fit, balance, leastAllocated, failureDomains, antiAffinity"
            ),
            (
                "placement.policy: [best-fit], placement.candidates: [5%, 5.0%]",
                "17:67: error: placement.candidates: \"5.0%\" is among the swept values already; accepted: each once"
            ),
        ])
    func refused(sweep: String, message: String) {
        #expect(config("{}", sweep: sweep).failure() == "test.yaml:\(message)")
    }
}
