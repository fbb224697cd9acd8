import ArgumentParser

/// The option `--force`, which lets a command replace files that cellbench did not write.
struct ReplacementOptions: ParsableArguments {
    @Flag(help: "Replace files that cellbench did not write; what the command reads is never replaced.")
    var force = false
}
