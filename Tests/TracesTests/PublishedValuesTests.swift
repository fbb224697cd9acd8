import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct PublishedValuesTests {
    private func read(
        _ bytes: some Sequence<UInt8>, _ quantity: PublishedQuantity = .interarrival, onBadRow: BadRowPolicy = .fail
    ) throws -> PublishedValues {
        try TraceFile.withBytes(bytes) { try PublishedValues($0, quantity, onBadRow: onBadRow) }
    }

    private let group = PublishedValues.Group(cluster: "c", policy: "p")

    @Test func `Values are told apart by cluster, policy and workload, in the order of the rows`() throws {
        let text = """
            c p 0 2.5
            c  p\t1   340.360427

            d p 0 7
            c q 1 8
            c p 0 1e-3

            """
        let read = try read(text.utf8)
        #expect(
            read.values == [
                group: [[2.5, 0.001], [340.360427]], .init(cluster: "d", policy: "p"): [[7], []],
                .init(cluster: "c", policy: "q"): [[], [8]],
            ])
        #expect(read.report.rows == 5)
    }

    /// "c p 0 3" and "c p 0 1" on two lines, as gzip compresses them.
    private static let compressed: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4b, 0x56, 0x28, 0x50, 0x30, 0x50, 0x30, 0xe6,
        0x4a, 0x06, 0xd3, 0x86, 0x5c, 0x00, 0x94, 0x52, 0x6d, 0x1c, 0x10, 0x00, 0x00, 0x00,
    ]

    @Test func `Compressed files are read`() throws {
        #expect(try read(Self.compressed, .tasks).values == [group: [[3, 1], []]])
    }

    @Test(
        arguments: [
            (
                "c p 0", .interarrival, nil, .tooFewFields,
                "3 fields in this row; accepted: 4, cluster, policy, scheduler and value"
            ),
            (
                "c p 0 1 2", .interarrival, nil, .tooManyFields,
                "5 fields in this row; accepted: 4, cluster, policy, scheduler and value"
            ),
            ("c p 2 1", .interarrival, 5, .unknownValue, "\"2\" as scheduler; accepted: 0 (batch) or 1 (service)"),
            ("c p -1 1", .interarrival, 5, .unknownValue, "\"-1\" as scheduler; accepted: 0 (batch) or 1 (service)"),
            ("c p x 1", .interarrival, 5, .unknownValue, "\"x\" as scheduler; accepted: 0 (batch) or 1 (service)"),
            ("c p 0 x", .interarrival, 7, .notANumber, "\"x\" as interarrival; accepted: seconds from 0 to 3153600000"),
            (
                "c p 0 -1", .interarrival, 7, .outOfRange,
                "\"-1\" as interarrival; accepted: seconds from 0 to 3153600000"
            ),
            ("c p 0 -0.5", .runtime, 7, .outOfRange, "\"-0.5\" as runtime; accepted: seconds from 0 to 3153600000"),
            ("c p 0 1e300", .runtime, 7, .outOfRange, "\"1e300\" as runtime; accepted: seconds from 0 to 3153600000"),
            ("c p 0 0", .tasks, 7, .outOfRange, "\"0\" as tasks; accepted: a whole number from 1 to 1000000000"),
            ("c p 0 2.5", .tasks, 7, .notANumber, "\"2.5\" as tasks; accepted: a whole number from 1 to 1000000000"),
        ] as [(String, PublishedQuantity, Int?, RowProblem, String)])
    func `Malformed rows say what is wrong, or are passed over and counted`(
        row: String, quantity: PublishedQuantity, column: Int?, problem: RowProblem, message: String
    ) throws {
        let text = "c p 0 3\n\(row)\nc p 1 4\n"
        let error = #expect(throws: TraceError.self) { try read(text.utf8, quantity) }
        #expect(error?.line == 2)
        #expect(error?.column == column)
        #expect(error?.message == message)
        let rest = try read(text.utf8, quantity, onBadRow: .skip)
        #expect(rest.values == [group: [[3], [4]]])
        #expect(rest.report.rows == 3)
        #expect(rest.report.skipped.mapValues(\.rows) == [problem.rawValue: 1])
    }

    @Test func `A missing file is unreadable`() {
        let error = #expect(throws: TraceError.self) { try PublishedValues("/nowhere/x.log", .tasks) }
        #expect(error?.kind == .unreadable)
    }
}
