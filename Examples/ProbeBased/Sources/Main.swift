import Cellbench

@main
struct Main {
    static func main() { Program(adding: [ArchitectureKind(ProbeBased.self)]).run() }
}
