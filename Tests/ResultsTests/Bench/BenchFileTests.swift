import TestSupport
import Testing

@testable import CellbenchResults

@Suite struct BenchFileTests {
    private func problem(_ text: String) -> String? {
        let error = #expect(throws: ResultsError.self) { try BenchFile(json: Array(text.utf8), file: "b.json") }
        #expect(error?.exitStatus == 65)
        return error?.description
    }

    private static let file = BenchFile(
        environment: Sample.environment,
        benchmarks: [
            Benchmark(
                name: "commit", parameters: ["claims": .number(10), "mode": .keyword("fine")],
                metrics: [
                    "allocations": .exact(better: .lower, unit: "1", value: 0),
                    "latency": .info(unit: "ns", figures: ["p50": 58.5, "p999": nil], note: "of batch means"),
                    "throughput": .timed(better: .higher, unit: "1/s", samples: [2, 1.5]),
                    "wait": .paired(better: .lower, unit: "s", values: [1, nil]),
                ]),
            Benchmark(name: "commit", failure: "killed by signal 9"),
        ])

    @Test func `The text is exactly this, and reads back`() throws {
        #expect(try Self.file.jsonText().withoutChecksum == Self.golden)
        #expect(try BenchFile(json: Array(Self.golden.utf8), file: "b.json") == Self.file)
    }

    @Test func `A file that does not say whether it is complete is`() throws {
        let text = Self.golden.replacing("  \"complete\" : true,\n", with: "")
        #expect(try BenchFile(json: Array(text.utf8), file: "b.json").complete)
    }

    @Test func `NaN and infinity are neither written nor read`() throws {
        for value in [Double.nan, .infinity] {
            var file = Self.file
            file.benchmarks[0].metrics["time"] = .timed(better: .lower, unit: "s", samples: [1, value])
            #expect(throws: EncodingError.self) { try file.jsonText() }
        }
        let nan = Self.golden.replacing("\"value\" : 0", with: "\"value\" : NaN")
        #expect(problem(nan)?.hasPrefix("b.json:9:21: error: expected a value") == true)
        let place = "b.json: error: benchmarks[0].metrics"
        #expect(
            problem(Self.golden.replacing("\"value\" : 0", with: "\"value\" : 1e999"))
                == "\(place).allocations.value: expected a number")
        #expect(
            problem(Self.golden.replacing("1.5", with: "1e999"))
                == "\(place).throughput.samples[1]: expected a number")
        #expect(problem(Self.golden.replacing("58.5", with: "-1e999")) == "\(place).latency.p50: expected a number")
    }

    @Test func `What could make a verdict wrong is refused`() {
        let place = "b.json: error: benchmarks[0].metrics.throughput"
        #expect(
            problem(Self.golden.replacing("\"timed\"", with: "\"fuzzy\""))
                == "\(place).class: expected one of exact, timed, paired, info, found 'fuzzy'")
        #expect(
            problem(Self.golden.replacing("\"higher\"", with: "\"more\""))
                == "\(place).better: expected one of lower, higher, found 'more'")
        #expect(
            problem(Self.golden.replacing("1.5", with: "null"))
                == "\(place).samples[1]: expected a number, found null")
        #expect(problem(Self.golden.replacing("1.5", with: "\"1\"")) == "\(place).samples[1]: expected a number")
        #expect(
            problem(Self.golden.replacing("cellbench.bench/1", with: "x/2"))
                == "b.json: error: schema: expected 'cellbench.bench/1', found 'x/2'")
    }

    @Test func `The same benchmark twice is refused`() throws {
        var file = Self.file
        file.benchmarks.append(file.benchmarks[0])
        #expect(
            problem(try file.jsonText())
                == "b.json: error: benchmarks: element 2 repeats the name and parameters of element 0; "
                + "expected each once")
    }

    @Test func `A truncated file is malformed wherever it ends`() throws {
        let bytes = Array(Self.golden.utf8)
        for length in 0..<(bytes.count - 2) {
            let error = #expect(throws: ResultsError.self) {
                try BenchFile(json: Array(bytes[..<length]), file: "b.json")
            }
            guard case .malformed(_, _?, "", _) = error else {
                Issue.record("no position: \(length) bytes")
                continue
            }
        }
    }

    @Test func `A missing file is unreadable`() {
        let error = #expect(throws: ResultsError.self) { try BenchFile(contentsOf: "none.json") }
        #expect(error?.exitStatus == 66)
    }
}

extension BenchFileTests {
    private static let golden = """
        {
          "benchmarks" : [
            {
              "metrics" : {
                "allocations" : {
                  "better" : "lower",
                  "class" : "exact",
                  "unit" : "1",
                  "value" : 0
                },
                "latency" : {
                  "class" : "info",
                  "note" : "of batch means",
                  "p50" : 58.5,
                  "p999" : null,
                  "unit" : "ns"
                },
                "throughput" : {
                  "better" : "higher",
                  "class" : "timed",
                  "samples" : [
                    2,
                    1.5
                  ],
                  "unit" : "1/s"
                },
                "wait" : {
                  "better" : "lower",
                  "class" : "paired",
                  "samples" : [
                    1,
                    null
                  ],
                  "unit" : "s"
                }
              },
              "name" : "commit",
              "parameters" : {
                "claims" : 10,
                "mode" : "fine"
              }
            },
            {
              "failure" : "killed by signal 9",
              "metrics" : {

              },
              "name" : "commit",
              "parameters" : {

              }
            }
          ],
          "complete" : true,
          "environment" : {
            "allocator" : {
              "isProcessAllocator" : true,
              "jemallocVersion" : "5.3.0"
            },
            "buildConfiguration" : "release",
            "cpuCount" : 2,
            "cpuModel" : "Abacus",
            "gitRevision" : "0123456789abcdef",
            "kernel" : "Linux 6.1 x86_64",
            "toolchain" : "Swift 6.3.1",
            "version" : "0.1.0"
          },
          "schema" : "cellbench.bench/1"
        }

        """
}
