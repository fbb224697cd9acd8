/// The jobs submitted but not yet fully placed, averaged over each quarter of the measured window.
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

    /// The number of jobs changes at `time`.
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

    /// Whether the backlog was still growing at the end: its mean rises over the last three quarters of the window, by more
    /// than chance would have it.
    ///
    /// Chance is taken as two standard deviations of the number of Poisson arrivals in a quarter, and at least five jobs.
    mutating func isGrowing(jobs: Int) -> Bool {
        closeQuarters(until: window.end)
        let chance = 2 * (Double(jobs) / Double(BacklogMeter.quarters)).squareRoot()
        return means.1 < means.2 && means.2 < means.3 && means.3 - means.1 > max(chance, 5)
    }
}
