/// How the report draws a figure.
struct FigureChart: Sendable {
    /// What its values are.
    enum Quantity: Sendable {
        /// Seconds.
        case time
        /// A share of a whole, from 0 to 1 by rights.
        case share
        /// A quotient of two counts.
        case ratio
        /// How many.
        case count
    }

    /// Where it stands among the charts of a page, from 0.
    let place: Int
    let quantity: Quantity
    /// What the chart is called.
    let title: String
    /// What it shows, in a sentence.
    let meaning: String
    /// What is said instead of a chart where every value is 0.
    let ifAllZero: String?
    /// The value that it should stay below, which the chart marks; nil where nobody has set one.
    let objective: Double?

    /// A chart.
    init(place: Int, _ quantity: Quantity, title: String, meaning: String, ifAllZero: String?, objective: Double? = nil)
    {
        self.place = place
        self.quantity = quantity
        self.title = title
        self.meaning = meaning
        self.ifAllZero = ifAllZero
        self.objective = objective
    }
}
