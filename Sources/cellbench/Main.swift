import CellbenchCommandLine

/// The program as it comes: with the architectures that are built in.
@main
struct Main {
    static func main() { Program().run() }
}
