/// Events in a 4-ary heap on raw storage.
///
/// Four children share one or two cache lines, and the heap is half as deep as a binary one.
struct EventHeap: ~Copyable {
    private var heap: GrowableBuffer<Event>

    init(capacity: Int) { heap = GrowableBuffer(capacity: capacity) }

    /// Number of events.
    @inline(__always)
    var count: Int { heap.count }

    /// The first event.
    ///
    /// - Precondition: there is one.
    @inline(__always)
    var first: Event { heap[0] }

    /// Adds an event.
    ///
    /// - Complexity: O(log *n*); O(1) for an event later than most.
    mutating func push(_ event: Event) {
        heap.append(event)
        let base = heap.base
        var hole = heap.count - 1
        while hole > 0 {
            let parent = (hole - 1) / 4
            guard Event.precedes(event, base[parent]) else { break }
            base[hole] = base[parent]
            hole = parent
        }
        base[hole] = event
    }

    /// Removes and returns the first event.
    ///
    /// - Precondition: there is one.
    /// - Complexity: O(log *n*).
    mutating func pop() -> Event {
        invariant(heap.count > 0, "an event is popped only where one is to come")
        let base = heap.base
        let first = base[0]
        let count = heap.count - 1
        let moved = base[count]
        heap.truncate(to: count)
        var hole = 0
        while true {
            let child = 4 &* hole &+ 1
            guard child < count else { break }
            var least = child
            if child &+ 3 < count {
                // A tournament of four: two comparisons that do not wait for one another, then one between the winners.
                let first = Event.precedes(base[child &+ 1], base[child]) ? child &+ 1 : child
                let second = Event.precedes(base[child &+ 3], base[child &+ 2]) ? child &+ 3 : child &+ 2
                least = Event.precedes(base[second], base[first]) ? second : first
            } else {
                var sibling = child &+ 1
                while sibling < count {
                    if Event.precedes(base[sibling], base[least]) { least = sibling }
                    sibling &+= 1
                }
            }
            guard Event.precedes(base[least], moved) else { break }
            base[hole] = base[least]
            hole = least
        }
        if count > 0 { base[hole] = moved }
        return first
    }
}
