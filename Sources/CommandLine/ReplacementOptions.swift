import ArgumentParser

/// What becomes of files that are in the way.
struct ReplacementOptions: ParsableArguments {
    @Flag(help: "Replace files that cellbench did not write; what the command reads is never replaced.")
    var force = false
}
