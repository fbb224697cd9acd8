/// The part of a run that figures cover, from the end of the warm-up to the horizon, and its days.
struct MeasuredWindow: BitwiseCopyable {
    static let day: Nanoseconds = 86_400 * .perSecond

    let start: Nanoseconds
    let end: Nanoseconds

    /// Length of the window.
    var length: Nanoseconds { end - start }

    /// Number of days, of which the last may be cut.
    var days: Int { Int((length + MeasuredWindow.day - 1) / MeasuredWindow.day) }

    /// Number of days with daily figures: the whole days, or the only one.
    var countedDays: Int { max(1, Int(length / MeasuredWindow.day)) }

    /// The day of a time in the window; the end belongs to the last day.
    func day(of time: Nanoseconds) -> Int { Int(min(time - start, length - 1) / MeasuredWindow.day) }

    /// The part of a day that the window covers.
    func length(ofDay day: Int) -> Nanoseconds {
        min(MeasuredWindow.day, length - Nanoseconds(day) * MeasuredWindow.day)
    }
}
