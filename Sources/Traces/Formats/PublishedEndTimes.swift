/// The times of ends in an initial cell state of the published simulator, and the unit they may be in.
///
/// The format's own note and most files have seconds, such as `13326.668895`; files made of Google's trace have
/// microseconds, such as `604046276`. A cell state is simulated for days. So times are in seconds only if none is
/// beyond ``longest``, and in microseconds only if all are whole and at least half are a second or more from the start.
struct PublishedEndTimes {
    /// The latest end of a cell state, in seconds: 90 days.
    ///
    /// Google's trace lasts 29 days, and simulations of it last 7 or 30.
    private static let longest = 90 * 86_400.0
    private static let microsecondsPerSecond = 1e6
    /// The time 2⁶³ − 1, as a double, from which on an end is after the trace.
    static let afterTrace = 0x1p63
    /// Seconds within which the last job of a cell state hardly ends.
    private static let shortest = 3600.0

    private var times: [Double] = []

    /// Adds the time of an end.
    mutating func append(_ time: Double) { times.append(time) }

    private var least: Double { times.min() ?? 0 }
    private var greatest: Double { times.max() ?? 0 }
    private var median: Double { times.sorted()[times.count / 2] }
    private var areWhole: Bool { times.allSatisfy { $0 == $0.rounded() } }

    private func suits(_ unit: PublishedSimulatorOptions.TimeUnit) -> Bool {
        switch unit {
        case .seconds: greatest <= Self.longest
        case .microseconds: areWhole && median >= Self.microsecondsPerSecond
        case .google2011: areWhole && least >= Double(Google2011Time.start)
        }
    }

    /// Seconds from the start to a time in a unit.
    static func seconds(_ time: Double, in unit: PublishedSimulatorOptions.TimeUnit?) -> Double {
        switch unit {
        case .seconds: time
        case .microseconds, nil: time / microsecondsPerSecond
        case .google2011: max(0, time - Double(Google2011Time.start)) / microsecondsPerSecond
        }
    }

    /// The only unit that suits the times, of seconds and microseconds; nil where there are no times, or all are 0.
    ///
    /// - Throws: ``TraceError`` of `file` if both units suit, or neither.
    func unit(in file: String) throws(TraceError) -> PublishedSimulatorOptions.TimeUnit? {
        guard greatest > 0 else { return nil }
        switch (suits(.seconds), suits(.microseconds)) {
        case (true, false): return .seconds
        case (false, true): return .microseconds
        case (true, true):
            throw .malformed(
                file,
                "ends of jobs up to \(text(greatest)), which may be seconds (\(last(in: .seconds))) or microseconds "
                    + "(\(last(in: .microseconds))); accepted: with endTimes, s or us")
        case (false, false):
            throw .malformed(
                file,
                "ends of jobs up to \(text(greatest)), which suit neither seconds (\(last(in: .seconds))) nor microseconds "
                    + "(\(areWhole ? "most within a second of the start" : "they have fractions")); accepted: with endTimes, s or us"
            )
        }
    }

    /// Doubts about the unit of the times, a sentence each.
    ///
    /// - Parameters:
    ///   - unit: the unit in which times are taken.
    ///   - isGiven: true for a unit from the options, false for one that the times suggest.
    /// - Returns: the sentences.
    func doubts(of unit: PublishedSimulatorOptions.TimeUnit, isGiven: Bool) -> [String] {
        guard greatest > 0 else { return [] }
        guard suits(unit) else {
            return ["the \(times.count) ends of jobs are hardly \(unit.inWords), as endTimes says: \(last(in: unit))"]
        }
        guard unit == .microseconds, !isGiven else { return [] }
        var doubts: [String] = []
        if suits(.google2011) {
            doubts.append(
                "all \(times.count) ends of jobs are 600 s or more from the start, as where they are of Google's clock, which shows 600 s "
                    + "then: endTimes: google2011 takes them so, and endTimes: us as they stand")
        }
        if Self.seconds(greatest, in: unit) < Self.shortest {
            doubts.append(
                "the ends of jobs are taken to be microseconds, \(last(in: unit)), and may be milliseconds, which are to be "
                    + "multiplied by 1000: endTimes: us takes them as they stand")
        }
        let early = times.count { $0 < Self.microsecondsPerSecond }
        if early > 0 {
            doubts.append(
                "\(early) of the \(times.count) ends of jobs are within a second of the start, as microseconds, and may be seconds: "
                    + "endTimes: us takes them as they stand")
        }
        return doubts
    }

    /// The end of the last job, if times are in a unit, in words.
    private func last(in unit: PublishedSimulatorOptions.TimeUnit) -> String {
        let seconds = Self.seconds(greatest, in: unit)
        let days = seconds / 86_400
        return
            "the last \(days >= 1 ? "\(text((days * 10).rounded() / 10)) days" : "\(text((seconds * 1e6).rounded() / 1e6)) s") from the start"
    }

    private func text(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }
}
