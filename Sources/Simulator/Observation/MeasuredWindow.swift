/// The part of a run that statistics cover, from the warm-up's end to the horizon, and its days.
struct MeasuredWindow: BitwiseCopyable {
    static let day: Nanoseconds = 86_400 * .perSecond

    let start: Nanoseconds
    let end: Nanoseconds

    /// Its length.
    var length: Nanoseconds { end - start }

    /// How many days, the last perhaps not whole.
    var days: Int { Int((length + MeasuredWindow.day - 1) / MeasuredWindow.day) }

    /// The days whose figures count: the whole ones, or the only one.
    var countedDays: Int { max(1, Int(length / MeasuredWindow.day)) }

    /// The day that a moment of the window is in; its end is in its last.
    func day(of time: Nanoseconds) -> Int { Int(min(time - start, length - 1) / MeasuredWindow.day) }

    /// How much of a day the window covers.
    func length(ofDay day: Int) -> Nanoseconds {
        min(MeasuredWindow.day, length - Nanoseconds(day) * MeasuredWindow.day)
    }
}
