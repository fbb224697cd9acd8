import Testing

@testable import CellbenchSimulator

@Suite struct AttributeValueTests {
    @Test(arguments: [
        ("010", "10"), ("3.10", "3.1"), ("1", "1.0"), ("9007199254740993", "9007199254740992"), ("1e3", "1000"),
        ("+5", "5"), ("-0", "0"), ("0x10", "16"), ("a", "A"), ("\u{E9}", "e\u{301}"),
    ])
    func `Texts that differ are two values, and two racks`(first: String, second: String) {
        let (one, other) = (AttributeValue(first), AttributeValue(second))
        #expect(one != other)
        #expect(Set([one, other, one]).count == 2)
        #expect(!Constraint("id", .in, [one]).holds(for: ["id": other]))
        #expect(Constraint("id", .notIn, [one]).holds(for: ["id": other]))
        #expect(Constraint("id", .in, [one, other]).holds(for: ["id": other]))
        let classes = [one, other, one].enumerated().map { number, rack in
            MachineClass(
                name: "\(number)", count: 2, capacity: Resources(cores: 1, gibibytes: 1), attributes: ["rack": rack])
        }
        let scenario = Scenario(
            horizon: 1, machines: classes, workloads: .generated([]), decisionTimes: [],
            architecture: .monolithic(MonolithicSettings()))
        let layout = Layout([.init(name: "all-0", workloads: [])], on: scenario)
        #expect(RackTable(layout).racks == [0, 0, 1, 1, 0, 0])
    }

    /// Numbers in order, each group spelling one in several ways.
    private static let inOrder: [[String]] = [
        ["-1e400"], ["-9007199254740993"], ["-9007199254740992"], ["-10", "-010", "-1e1", "-10.0"], ["-2"],
        ["-0.5", "-.5", "-5e-1"], ["-1e-400"], ["0", "-0", "+0", "0.00", "0e7", "00"], ["1e-400"], ["0.05"],
        ["0.5", ".5", "00.50", "50e-2"], ["2", "2.", "+2"], ["3.1", "3.10", "31E-1"], ["3.9"],
        ["10", "010", "1e1", "1e+01", "1e0001"], ["9007199254740992"], ["9007199254740993", "9.007199254740993e15"],
        ["123456789012345678901234567890"], ["123456789012345678901234567891"], ["1e400"],
    ]

    @Test func `Numbers are compared to the last digit, however they are spelt`() throws {
        let numbers = try Self.inOrder.map { try $0.map { try #require(DecimalNumber($0)) } }
        for (a, group) in numbers.enumerated() {
            for (b, other) in numbers.enumerated() {
                for number in group {
                    #expect(other.allSatisfy { (number < $0) == (a < b) && (number == $0) == (a == b) })
                }
            }
        }
    }

    @Test(arguments: [
        "", "x", "-", "+", ".", "1e", "e1", "1e+", "1.2.3", "0x10", "0o7", "1_000", "inf", "nan", "infinity", " 1",
        "1 ", "12:30", "1e9999999999999999999", "\u{661}", "1\u{301}", "--1",
    ])
    func `What spells no number is none, and neither below nor above one`(text: String) {
        #expect(DecimalNumber(text) == nil)
        for relation in [Constraint.Relation.less, .greater] {
            #expect(!Constraint("x", relation, ["0"]).holds(for: ["x": AttributeValue(text)]))
        }
    }

    @Test func `Ids above 2 to the 53 are below and above one another`() {
        let machine: [String: AttributeValue] = ["id": "9007199254740993"]
        #expect(Constraint("id", .greater, ["9007199254740992"]).holds(for: machine))
        #expect(!Constraint("id", .greater, ["9007199254740993"]).holds(for: machine))
        #expect(Constraint("id", .less, ["9007199254740994"]).holds(for: machine))
    }
}
