internal import CellbenchResults

/// Busyness of an architecture over two swept paths: a cell for each combination, with a mark where jobs were not
/// scheduled.
struct HeatMap {
    /// A point and the share of its jobs that were abandoned.
    struct Cell {
        var across: Double
        var up: Double
        var point: ChartPoint
        /// Greatest share of abandoned jobs among the workloads.
        var abandoned: Double
    }

    /// Share of abandoned jobs above which a point is marked, as in the charts of `scripts/chart`.
    static let leastAbandoned = 0.001

    private static let height = 270.0
    /// Start of the map, below the name of the path at the side.
    private static let top = 20.0
    private static let bottom = 198.0
    /// Colours of the map *cividis* (Nuñez, Anderton and Renslow, 2018) at equal steps, the same for every kind of
    /// colour vision and in grey.
    private static let colors: [(red: Int, green: Int, blue: Int)] = [
        (0, 32, 77), (46, 65, 108), (85, 91, 109), (114, 118, 120), (145, 147, 120), (181, 175, 108), (217, 207, 89),
        (255, 234, 70),
    ]

    let subject: ChartSubject
    let architecture: String
    let across: String
    let up: String
    /// Swept paths with their units.
    let names: SweptNames
    /// Swept paths, for tooltips.
    let paths: [String]
    /// True if some scheduler in the maps is busier than 1.
    let hasMoreThanOne: Bool
    let cells: [Cell]

    /// The map; nil where there is nothing to draw.
    func figure() -> HTML? {
        guard cells.contains(where: { $0.point.estimate != nil }) else { return nil }
        let columns = Set(cells.map(\.across)).sorted()
        let rows = Set(cells.map(\.up)).sorted()
        let (left, right, top) = (ChartFrame.left, ChartFrame.right, Self.top)
        let width = (right - left) / Double(columns.count)
        let height = (Self.bottom - top) / Double(rows.count)
        let drawn = cells.map { cell -> HTML in
            let column = columns.firstIndex(of: cell.across) ?? 0
            let row = rows.firstIndex(of: cell.up) ?? 0
            return mark(
                cell, x: left + (Double(column) + 0.5) * width, y: Self.bottom - (Double(row) + 0.5) * height, width,
                height)
        }
        let content =
            drawn.joined()
            + labels(columns, step: width) + sideLabels(rows, step: height)
            + ChartFrame.text(
                4, 13, "start", ("↑ " + names.name(up)).middleShortened(to: ChartFrame.longestName), class: "name")
            + ChartFrame.axisName("→ " + names.name(across), y: Self.bottom + 34)
            + key(y: Self.bottom + 44)
        let caption: HTML = "\(architecture.shortened(to: 60)): \(subject.caption)"
        return ChartFrame.figure(label: label, caption: caption, height: Self.height, content)
    }

    private func labels(_ values: [Double], step: Double) -> HTML {
        var free = -Double.infinity
        return values.enumerated().map { index, value -> HTML in
            let text = TickText.number(value)
            let x = ChartFrame.left + (Double(index) + 0.5) * step
            let half = Double(text.count) * ChartFrame.characterWidth / 2
            guard x - half > free else { return "" }
            free = x + half + 4
            return ChartFrame.text(x, Self.bottom + 17, "middle", text)
        }.joined()
    }

    private func sideLabels(_ values: [Double], step: Double) -> HTML {
        let every = max(1, Int((13 / step).rounded(.up)))
        return values.enumerated().filter { $0.offset.isMultiple(of: every) }.map { index, value in
            let y = Self.bottom - (Double(index) + 0.5) * step + 4
            return ChartFrame.text(ChartFrame.left - 5, y, "end", TickText.number(value))
        }.joined()
    }

    private func mark(_ cell: Cell, x: Double, y: Double, _ width: Double, _ height: Double) -> HTML {
        let share =
            cell.abandoned > 0 ? ", up to \(FigureFormat.percent(cell.abandoned)) of a workload’s jobs given up" : ""
        let title = cell.point.title(subject, subject.figure.text(cell.point.estimate) + share, paths: paths)
        let rectangle: HTML =
            "x=\"\(-width / 2)\" y=\"\(-height / 2)\" width=\"\(width)\" height=\"\(height)\""
        guard let mean = cell.point.estimate?.mean else {
            return ChartFrame.point(x, y, title, "<rect class=\"none\" \(rectangle)/>")
        }
        let color = Self.color(mean)
        var shapes: HTML = "<rect class=\"cell\" fill=\"\(color.hex)\" \(rectangle)/>"
        let ink: HTML = color.isLight ? "dark" : "light"
        if cell.isUnscheduled { shapes += "<path class=\"cross \(ink)\" d=\"M-4-4 4 4M-4 4 4-4\"/>" }
        return ChartFrame.point(x, y, title, shapes)
    }

    /// Key to the colours from 0 to 1.
    ///
    /// Only schedulers that think about several offers at once are busier than 1.
    private func key(y: Double) -> HTML {
        let steps = 24
        let (left, right) = (ChartFrame.left + 60, ChartFrame.right - 60)
        let width = (right - left) / Double(steps)
        let boxes = (0..<steps).map { step -> HTML in
            let color = Self.color((Double(step) + 0.5) / Double(steps))
            // Half a unit of overlap hides gaps.
            return
                "<rect fill=\"\(color.hex)\" x=\"\(left + Double(step) * width)\" y=\"\(y)\" width=\"\(width + 0.5)\" height=\"10\"/>"
        }
        return boxes.joined() + "\n" + ChartFrame.text(left - 5, y + 10, "end", "idle 0")
            + ChartFrame.text(right + 5, y + 10, "start", (hasMoreThanOne ? "1 or more" : "1") + " busy")
    }

    private static func color(_ part: Double) -> (hex: String, isLight: Bool) {
        let place = min(max(part, 0), 1) * Double(colors.count - 1)
        let index = min(Int(place), colors.count - 2)
        let (from, to, rest) = (colors[index], colors[index + 1], place - Double(index))
        func mixed(_ a: Int, _ b: Int) -> Int { Int((Double(a) + (Double(b) - Double(a)) * rest).rounded()) }
        let parts = [mixed(from.red, to.red), mixed(from.green, to.green), mixed(from.blue, to.blue)]
        let hex = parts.map { String($0 + 256, radix: 16).dropFirst() }.joined()
        return ("#" + hex, parts[1] > 120)
    }

    private var label: String {
        let crossed = cells.count { $0.isUnscheduled }
        return "Heat map. \(subject.title), of \(architecture.shortened(to: 60)) over \(across) and \(up): "
            + "\(cells.count) cells, \(crossed) of them with unscheduled work."
    }
}

extension HeatMap.Cell {
    /// True if jobs were abandoned, or a queue was still growing at the end.
    var isUnscheduled: Bool { abandoned > HeatMap.leastAbandoned || point.isSaturated }

    /// The cell of a point, with the abandoned jobs of all workloads and replications.
    init(_ point: ChartPoint, across: Double, up: Double) {
        let replications = point.row.replications
        let shares = Set(replications.flatMap(\.workloads.keys)).map { workload -> Double in
            func sum(_ figure: Figure) -> Double {
                replications.reduce(0) { $0 + ($1.value(of: figure, workload: workload) ?? 0) }
            }
            return (sum(.abandoned) / sum(.jobs)).existing ?? 0
        }
        self.init(across: across, up: up, point: point, abandoned: shares.max() ?? 0)
    }
}

extension FigureFormat {
    /// A share as a percentage: `16 %`, `<1 %`.
    static func percent(_ share: Double) -> String {
        share > 0 && share < 0.01 ? "<1 %" : fixed(share * 100, decimals: 0) + " %"
    }
}
