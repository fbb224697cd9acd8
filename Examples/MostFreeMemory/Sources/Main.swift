import Cellbench

@main
struct Main {
    static func main() {
        Program(policies: [
            PlacementKind("most-free-memory", "the machine with the most free memory", MostFreeMemory())
        ]).run()
    }
}
