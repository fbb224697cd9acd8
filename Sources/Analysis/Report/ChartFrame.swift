/// The measures that charts share, and the parts that all have: in units of the drawing, of which a chart is 360 wide.
///
/// A phone shows a unit as about 0.9 pixels, so that text of 12 units is never below 10 pixels.
enum ChartFrame {
    static let width = 360.0
    /// Where plots begin and end.
    static let left = 48.0
    static let right = 348.0
    static let top = 14.0
    /// How wide a character of a label may be, in the wider of the fonts that systems have.
    static let characterWidth = 7.3

    /// The drawing of a chart in a figure.
    ///
    /// - Parameters:
    ///   - label: what somebody who cannot see it is told.
    ///   - caption: what stands above it.
    ///   - height: of the drawing.
    ///   - content: what is drawn.
    /// - Returns: a figure that is as wide as it may be.
    static func figure(label: String, caption: HTML, height: Double, _ content: HTML) -> HTML {
        """
        <figure><figcaption>\(caption)</figcaption><div class="chart"><svg viewBox="0 0 \(width) \(height)" role="img" \
        aria-label="\(label)">
        \(content)</svg></div></figure>

        """
    }

    /// A text whose anchor is at the given place.
    static func text(_ x: Double, _ y: Double, _ anchor: HTML, _ text: String, class name: HTML = "") -> HTML {
        let kind: HTML = name.text.isEmpty ? "" : " class=\"\(name)\""
        return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\"\(kind)>\(text)</text>\n"
    }

    /// The axis at the left with its grid.
    static func verticalAxis(_ scale: ChartScale, _ texts: [String]) -> HTML {
        zip(scale.ticks, texts).map { tick, label -> HTML in
            let y = scale.position(tick)
            return "<path class=\"grid\" d=\"M\(left) \(y)H\(right)\"/>" + text(left - 5, y + 4, "end", label)
        }.joined()
    }

    /// The axis at the bottom, with those of its texts that have room, and what it is of.
    static func horizontalAxis(_ scale: ChartScale, _ texts: [String], at bottom: Double, name: String) -> HTML {
        var html: HTML = "<path class=\"axis\" d=\"M\(left) \(bottom)H\(right)\"/>\n"
        var free = -Double.infinity
        for (tick, label) in zip(scale.ticks, texts) {
            let x = scale.position(tick)
            let half = Double(label.count) * characterWidth / 2
            html += "<path class=\"axis\" d=\"M\(x) \(bottom)v4\"/>"
            guard x - half > free else { continue }
            // The last must not leave the drawing.
            html += text(min(x, width - half), bottom + 17, "middle", label)
            free = x + half + 4
        }
        return html + axisName(name, y: bottom + 34)
    }

    /// How long the name of an axis may be, in characters.
    static let longestName = Int(width / characterWidth)

    /// What an axis at the bottom is of.
    static func axisName(_ name: String, y: Double) -> HTML {
        text(width / 2, y, "middle", name.middleShortened(to: longestName), class: "name")
    }

    /// A mark with its tooltip, which the page's script finds by its class, and by the place of its origin.
    static func point(_ x: Double, _ y: Double, _ title: HTML, _ shapes: HTML) -> HTML {
        "<g class=\"pt\" transform=\"translate(\(x) \(y))\">\(title)\(shapes)</g>\n"
    }

    /// An end of a confidence interval on an axis.
    struct IntervalEnd {
        /// Where it is drawn.
        var place: Double
        /// Whether it is there, and not beyond the end of the axis.
        var isWithin: Bool
    }

    /// The two ends of a confidence interval; nil where there is none, or it is too short to see.
    static func interval(_ estimate: Estimate, _ scale: ChartScale) -> (low: IntervalEnd, high: IntervalEnd)? {
        guard let halfWidth = estimate.halfWidth else { return nil }
        let (low, high) = (estimate.mean - halfWidth, estimate.mean + halfWidth)
        let (from, to) = (scale.position(low), scale.position(high))
        guard (from - to).magnitude >= 2 else { return nil }
        return (
            IntervalEnd(place: from, isWithin: low >= scale.low), IntervalEnd(place: to, isWithin: high <= scale.high)
        )
    }
}
