import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

@Suite("Quantities")
struct ConfigQuantityTests {
    @Test(
        "times are in seconds, whatever their unit",
        arguments: [
            ("0", 0), ("10", 10), ("1.5", 1.5), (".5", 0.5), ("250ms", 0.25), ("100ms", 0.1), ("3ms", 0.003),
            ("5us", 0.000_005), ("7ns", 0.000_000_007), ("10s", 10), ("10 s", 10), ("5min", 300), ("2h", 7200),
            ("7d", 604_800), ("1e3s", 1000), ("1E-3", 0.001), ("+1s", 1),
        ])
    func times(text: String, seconds: Double) throws {
        #expect(try Quantity.time.value(of: text) == seconds)
    }

    @Test(
        "memory is in GiB, whatever its unit",
        arguments: [("16", 16), ("16GiB", 16), ("512MiB", 0.5), ("1TiB", 1024), ("1048576KiB", 1)])
    func memory(text: String, gibibytes: Double) throws {
        #expect(try Quantity.memory.value(of: text) == gibibytes)
    }

    @Test(
        "what is not a decimal number is refused",
        arguments: [
            "", " ", "x", "nan", ".nan", "inf", ".inf", "-.inf", "0x10", "0o17", "017", "00", "1_000", "1:30", "1,5",
            "1e", "--1", "+", ".", "e5", "true", "~", "1.2.3", "١",
        ])
    func notNumbers(text: String) {
        #expect(throws: QuantityError.self) { try Quantity.number.value(of: text) }
        #expect(throws: QuantityError.self) { try Quantity.time.value(of: text) }
    }

    @Test(
        "errors say what is accepted",
        arguments: [
            (
                "5GiB", Quantity.time,
                "\"5GiB\" has the unit \"GiB\", which is none of a time; accepted: a number with ns, us, ms, s, min, h "
                    + "or d, such as 250ms (a bare number is seconds)"
            ),
            (
                "5GB", .memory,
                "\"5GB\" has the unit \"GB\", which is none of an amount of memory; accepted: a number with KiB, MiB, "
                    + "GiB or TiB, such as 512MiB (a bare number is GiB)"
            ),
            (
                "2cores", .cores,
                "\"2cores\" has the unit \"cores\", which is none of a number of cores; accepted: a bare number of "
                    + "cores, such as 0.5"
            ),
            ("-1s", .time, "\"-1s\" is negative; accepted: a time of at least 0"),
            ("101000d", .time, "\"101000d\" is too large; accepted: at most 36500d"),
            ("1e999", .number, "\"1e999\" is too large; accepted: at most 1e15"),
            ("1e-300", .number, "\"1e-300\" is too small; accepted: 0, or at least 1e-30"),
        ])
    func errors(text: String, quantity: Quantity, message: String) {
        #expect {
            try quantity.value(of: text)
        } throws: {
            ($0 as? QuantityError)?.message == message
        }
    }

    @Test("the nearest of several names")
    func nearest() {
        #expect(NearestName.of("horzion", among: ["name", "horizon", "warmup"]) == "horizon")
        #expect(NearestName.of("Commit", among: ["kind", "commit"]) == "commit")
        #expect(NearestName.of("x", among: []) == nil)
        let a = Array("kitten".unicodeScalars)
        #expect(NearestName.keystrokes(from: a, to: Array("sitting".unicodeScalars)) == 3)
        #expect(NearestName.keystrokes(from: [], to: a) == 6)
    }
}
