/// The backlog, which is the jobs submitted but not yet fully placed: its mean over each quarter of the measured
/// window.
struct BacklogMeter: BitwiseCopyable {
    private static let quarters = 4
    private let window: MeasuredWindow
    private var integral: TimeIntegral
    private var quarter = 0
    private var means: (Double, Double, Double, Double) = (0, 0, 0, 0)

    init(window: MeasuredWindow) {
        self.window = window
        integral = TimeIntegral(from: window.start)
    }

    /// Adds `difference` to the backlog at `time`.
    mutating func change(by difference: Int64, at time: Nanoseconds) {
        closeQuarters(until: time)
        integral.set(integral.value + difference, at: time)
    }

    private func end(ofQuarter quarter: Int) -> Nanoseconds {
        window.start + window.length / Nanoseconds(BacklogMeter.quarters) * Nanoseconds(quarter + 1)
    }

    private mutating func closeQuarters(until time: Nanoseconds) {
        while quarter < BacklogMeter.quarters, time >= end(ofQuarter: quarter) {
            let boundary = end(ofQuarter: quarter)
            let mean = integral.mean(until: boundary) ?? 0
            switch quarter {
            case 0: means.0 = mean
            case 1: means.1 = mean
            case 2: means.2 = mean
            default: means.3 = mean
            }
            var next = TimeIntegral(from: boundary)
            next.set(integral.value, at: boundary)
            integral = next
            quarter += 1
        }
    }

    /// True if the backlog was still growing at the end.
    ///
    /// Its mean must rise from the second quarter to the third and the fourth, in all by more than chance: two standard
    /// deviations of the number of Poisson arrivals in a quarter, and at least five jobs.
    ///
    /// - Parameter jobs: number of jobs submitted in the window.
    /// - Returns: true if it rose by that much.
    mutating func isGrowing(jobs: Int) -> Bool {
        closeQuarters(until: window.end)
        let chance = 2 * (Double(jobs) / Double(BacklogMeter.quarters)).squareRoot()
        return means.1 < means.2 && means.2 < means.3 && means.3 - means.1 > max(chance, 5)
    }
}
