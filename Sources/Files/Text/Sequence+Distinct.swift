extension Sequence where Element: Hashable {
    /// The elements in order, without repetitions of earlier ones.
    package var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
