extension String {
    /// This text on one line and without control characters, which names and reasons in a file from elsewhere
    /// could use to repaint a terminal.
    var printable: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var clean = String.UnicodeScalarView()
        clean.append(contentsOf: unicodeScalars.map { $0.isControl ? " " : $0 })
        return String(clean)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
