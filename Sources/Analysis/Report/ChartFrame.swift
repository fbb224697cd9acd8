/// Measures and parts that all charts share, in units of a drawing that is 360 wide.
///
/// A phone shows a unit as about 0.9 pixels, so that text of 12 units has at least 10 pixels.
enum ChartFrame {
    static let width = 360.0
    /// Left and right end of plots.
    static let left = 48.0
    static let right = 348.0
    static let top = 14.0
    /// Greatest width of a label's characters, in the widest of the systems' fonts.
    static let characterWidth = 7.3

    /// The drawing of a chart in a figure.
    ///
    /// - Parameters:
    ///   - label: the description for readers who cannot see the chart.
    ///   - caption: the caption above the chart.
    ///   - height: the height of the drawing.
    ///   - content: the content of the drawing.
    /// - Returns: a figure as wide as its place.
    static func figure(label: String, caption: HTML, height: Double, _ content: HTML) -> HTML {
        """
        <figure><figcaption>\(caption)</figcaption><div class="chart"><svg viewBox="0 0 \(width) \(height)" role="img" \
        aria-label="\(label)">
        \(content)</svg></div></figure>

        """
    }

    /// A text with its anchor at a point.
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

    /// The axis at the bottom with its name, and those of its texts that have room.
    static func horizontalAxis(_ scale: ChartScale, _ texts: [String], at bottom: Double, name: String) -> HTML {
        var html: HTML = "<path class=\"axis\" d=\"M\(left) \(bottom)H\(right)\"/>\n"
        var free = -Double.infinity
        for (tick, label) in zip(scale.ticks, texts) {
            let x = scale.position(tick)
            let half = Double(label.count) * characterWidth / 2
            html += "<path class=\"axis\" d=\"M\(x) \(bottom)v4\"/>"
            guard x - half > free else { continue }
            // The last text must not leave the drawing.
            html += text(min(x, width - half), bottom + 17, "middle", label)
            free = x + half + 4
        }
        return html + axisName(name, y: bottom + 34)
    }

    /// Greatest length of an axis's name, in characters.
    static let longestName = Int(width / characterWidth)

    /// The name of an axis at the bottom.
    static func axisName(_ name: String, y: Double) -> HTML {
        text(width / 2, y, "middle", name.middleShortened(to: longestName), class: "name")
    }

    /// A mark with its tooltip; the page's script finds the mark by its class and origin.
    static func point(_ x: Double, _ y: Double, _ title: HTML, _ shapes: HTML) -> HTML {
        "<g class=\"pt\" transform=\"translate(\(x) \(y))\">\(title)\(shapes)</g>\n"
    }

    /// An end of a confidence interval on an axis.
    struct IntervalEnd {
        /// Place of the end in the drawing.
        var place: Double
        /// True if the end lies on the axis; false if the axis ends before.
        var isWithin: Bool
    }

    /// Both ends of a confidence interval; nil where there is none, or it is too short to see.
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
