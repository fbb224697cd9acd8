import TestSupport
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite struct ResultsFileTests {
    /// One workload, one point that finished with figures missing, one that failed.
    private static func small() -> ResultsFile {
        let parameters = [
            Parameter(path: "decisionTime.service.job", value: .number(10)),
            Parameter(path: "architectures.omega.conflictDetection", value: .keyword("coarse")),
        ]
        let scheduler = Sample.scheduler("batch-0", serving: ["batch"], busyness: 0.1, succeeded: 0, conflicted: 1)
        let figures = Sample.figures(
            [Sample.workload("batch", wait: nil, p90: nil)], schedulers: [scheduler], status: .saturated)
        return Sample.results([
            PointResult(Sample.point("omega", parameters: parameters), figures: figures),
            PointResult(
                Sample.point("omega", parameters: parameters, replication: 1), failedBecause: "no \"room\" a/b"),
        ])
    }

    @Test func textIsExactlyThis() throws {
        #expect(try Self.small().jsonText().withoutChecksum == Self.golden)
    }

    @Test func readsBackWhatItWrites() throws {
        let results = Self.small()
        let text = try results.jsonText()
        let copy = try ResultsFile(json: Array(text.utf8), file: "results.json")
        #expect(copy == results)
        #expect(try copy.jsonText() == text)
    }

    @Test func numbersReadBackToTheBit() throws {
        for cpu in [0.1 + 0.2, 1.0 / 3, 1e-300, 123_456_789.123, Double.leastNonzeroMagnitude, Double(1 << 53) + 2] {
            var results = Self.small()
            results.points[0].cell?["cell.utilization.cpu"] = cpu
            let copy = try ResultsFile(json: Array(try results.jsonText().utf8), file: "results.json")
            #expect(copy.points[0].cell?["cell.utilization.cpu"] == cpu)
        }
    }

    @Test func everySeedSurvives() throws {
        var results = Self.small()
        results.seed = .max
        #expect(try results.jsonText().contains("\"seed\" : 18446744073709551615"))
        #expect(try ResultsFile(json: Array(try results.jsonText().utf8), file: "results.json") == results)
    }

    @Test func whatIsNotANumberIsNoFigure() throws {
        let scheduler = Sample.scheduler("batch-0", serving: ["batch"], busyness: .nan)
        let figures = Sample.figures(
            [Sample.workload("batch", wait: .infinity)], schedulers: [scheduler], cpu: -.infinity)
        let point = PointResult(Sample.point("omega"), figures: figures)
        #expect(point.workloads["batch"]?["waitTime.mean"] == nil)
        #expect(point.schedulers["batch-0"]?["busyness.total"] == nil)
        #expect(point.cell?["cell.utilization.cpu"] == nil)
        let text = try Sample.results([point]).jsonText()
        #expect(!text.lowercased().contains("nan") && !text.contains("inf"))
    }

    @Test func outcomesBecomePointsUnlessStopped() {
        let points = (0..<3).map { Sample.point("omega", replication: $0) }
        let figures = Sample.figures([Sample.workload("batch")])
        let outcomes = [PointOutcome.finished(figures, wallSeconds: 0.5), .failed(reason: "no room"), .stopped]
        let results = ResultsFile(Sample.experiment(points), outcomes: outcomes)
        #expect(results.points.map(\.status) == [.completed, .failed])
        #expect(results.points[1].reason == "no room")
        #expect(!results.complete)
        let timings = TimingsFile(Sample.experiment(points), outcomes: outcomes, environment: .current())
        #expect(timings.points.map(\.wallSeconds) == [0.5, nil])
        #expect(timings.points.map(\.eventsPerSecond) == [77_428, nil])
    }

    private static let golden = """
        {
          "complete" : true,
          "configDigest" : "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "horizon" : 86400,
          "name" : "sample",
          "points" : [
            {
              "architecture" : "omega",
              "cell" : {
                "commitBusyness" : 0,
                "initialTasks" : 600,
                "initialTasksDropped" : 1,
                "locked" : {
                  "cpu" : 0,
                  "gpu" : null,
                  "memory" : 0
                },
                "utilization" : {
                  "cpu" : 0.6875,
                  "gpu" : null,
                  "memory" : 0.625
                }
              },
              "events" : 38714,
              "kind" : "shared-state",
              "parameters" : {
                "architectures.omega.conflictDetection" : "coarse",
                "decisionTime.service.job" : 10
              },
              "replication" : 0,
              "schedulers" : {
                "batch-0" : {
                  "busyness" : {
                    "conflicted" : 0,
                    "dailyMAD" : 0,
                    "dailyMedian" : 0.1,
                    "fruitless" : 0,
                    "total" : 0.1,
                    "undecided" : 0,
                    "useful" : 0.1
                  },
                  "conflictFraction" : null,
                  "conflictFractionDailyMAD" : null,
                  "conflictFractionDailyMedian" : null,
                  "jobsAbandoned" : 0,
                  "queueLengthAtEnd" : 0,
                  "taskClaims" : {
                    "committed" : 30931,
                    "conflicted" : 2014,
                    "rolledBack" : 0
                  },
                  "transactions" : {
                    "conflicted" : 1,
                    "empty" : 121,
                    "retried" : 854,
                    "succeeded" : 0
                  },
                  "workloads" : [
                    "batch"
                  ]
                }
              },
              "status" : "saturated",
              "workloads" : {
                "batch" : {
                  "attempts" : {
                    "count" : 2938,
                    "max" : 7,
                    "mean" : 1.25,
                    "p50" : 1,
                    "p90" : 2,
                    "p99" : 3
                  },
                  "jobs" : 2939,
                  "jobsAbandoned" : 0,
                  "jobsFullyScheduled" : 2937,
                  "jobsPending" : 0,
                  "jobsRefused" : 0,
                  "jobsStarted" : 2938,
                  "pendingAge" : {
                    "count" : 0,
                    "max" : null,
                    "mean" : null
                  },
                  "queueTime" : {
                    "count" : 0,
                    "max" : null,
                    "mean" : null,
                    "p50" : null,
                    "p90" : null,
                    "p99" : null
                  },
                  "tasks" : 30935,
                  "tasksAbandoned" : 1,
                  "tasksPending" : 3,
                  "tasksRefused" : 0,
                  "tasksScheduled" : 30931,
                  "waitTime" : {
                    "count" : 0,
                    "max" : null,
                    "mean" : null,
                    "p50" : null,
                    "p90" : null,
                    "p99" : null
                  }
                }
              }
            },
            {
              "architecture" : "omega",
              "cell" : null,
              "events" : null,
              "kind" : "shared-state",
              "parameters" : {
                "architectures.omega.conflictDetection" : "coarse",
                "decisionTime.service.job" : 10
              },
              "reason" : "no \\"room\\" a/b",
              "replication" : 1,
              "schedulers" : {

              },
              "status" : "failed",
              "workloads" : {

              }
            }
          ],
          "schema" : "cellbench.results/1",
          "seed" : 42,
          "version" : "0.1.0"
        }

        """
}
