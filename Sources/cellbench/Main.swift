import Cellbench

/// The program as it comes: with the architectures and placement policies that are built in.
@main
struct Main {
    static func main() { Program().run() }
}
