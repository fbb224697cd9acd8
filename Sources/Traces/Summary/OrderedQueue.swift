/// A queue of elements by key: the least key first, and of equal keys the element inserted first.
///
/// A binary heap.
struct OrderedQueue<Element> {
    private struct Item {
        var key: Int64
        /// Number of elements inserted before.
        var number: Int
        var element: Element

        func precedes(_ other: Item) -> Bool { key < other.key || (key == other.key && number < other.number) }
    }

    private var items: [Item] = []
    private var inserted = 0

    /// The least key; nil for an empty queue.
    var firstKey: Int64? { items.first?.key }

    /// Adds an element.
    ///
    /// - Complexity: O(log *n*); O(1) for a key that no other exceeds.
    mutating func insert(_ element: Element, at key: Int64) {
        let item = Item(key: key, number: inserted, element: element)
        inserted += 1
        items.append(item)
        var hole = items.count - 1
        while hole > 0, item.precedes(items[(hole - 1) / 2]) {
            items[hole] = items[(hole - 1) / 2]
            hole = (hole - 1) / 2
        }
        items[hole] = item
    }

    /// Removes and returns the first element if `isWanted` returns true for its key; else nil.
    ///
    /// - Complexity: O(log *n*).
    mutating func popFirst(where isWanted: (Int64) -> Bool) -> Element? {
        guard let first = items.first, isWanted(first.key) else { return nil }
        let moved = items.removeLast()
        guard !items.isEmpty else { return first.element }
        var hole = 0
        while 2 * hole + 1 < items.count {
            var child = 2 * hole + 1
            if child + 1 < items.count, items[child + 1].precedes(items[child]) { child += 1 }
            guard items[child].precedes(moved) else { break }
            items[hole] = items[child]
            hole = child
        }
        items[hole] = moved
        return first.element
    }
}
