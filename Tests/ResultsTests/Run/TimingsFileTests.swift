import TestSupport
import Testing

@testable import CellbenchConfig
@testable import CellbenchExperiments
@testable import CellbenchResults

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct TimingsFileTests {
    @Test func textIsExactlyThis() throws {
        let environment = RunEnvironment(
            cpuModel: nil, cpuCount: 2, kernel: "Linux 6.1 x86_64", toolchain: "Swift 6.3.1",
            buildConfiguration: "release", version: "0.1.0", gitRevision: nil,
            allocator: AllocatorFigures(jemallocVersion: "5.3.0", isProcessAllocator: true))
        let point = Sample.point("omega", parameters: [Parameter(path: "horizon", value: .number(3600))])
        let timings = TimingsFile(
            environment: environment,
            points: [
                PointTiming(point, wallSeconds: 0.25, events: 1000), PointTiming(point, wallSeconds: nil, events: nil),
            ])
        #expect(try timings.jsonText().withoutChecksum == Self.golden)
        #expect(try JSONDecoder().decode(TimingsFile.self, from: Data(Self.golden.utf8)) == timings)
    }

    @Test func aPointTooFastToTimeHasNoRate() {
        #expect(PointTiming(Sample.point("omega"), wallSeconds: 0, events: 1).eventsPerSecond == nil)
    }

    private static let golden = """
        {
          "environment" : {
            "allocator" : {
              "isProcessAllocator" : true,
              "jemallocVersion" : "5.3.0"
            },
            "buildConfiguration" : "release",
            "cpuCount" : 2,
            "cpuModel" : null,
            "gitRevision" : null,
            "kernel" : "Linux 6.1 x86_64",
            "toolchain" : "Swift 6.3.1",
            "version" : "0.1.0"
          },
          "points" : [
            {
              "architecture" : "omega",
              "events" : 1000,
              "eventsPerSecond" : 4000,
              "parameters" : {
                "horizon" : 3600
              },
              "replication" : 0,
              "wallSeconds" : 0.25
            },
            {
              "architecture" : "omega",
              "events" : null,
              "eventsPerSecond" : null,
              "parameters" : {
                "horizon" : 3600
              },
              "replication" : 0,
              "wallSeconds" : null
            }
          ],
          "schema" : "cellbench.timings/1"
        }

        """
}
