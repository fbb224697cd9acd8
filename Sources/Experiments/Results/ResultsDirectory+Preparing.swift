internal import CellbenchConfig
internal import CellbenchFiles
internal import CellbenchResults

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension ResultsDirectory {
    /// Checks that writing the results of an experiment loses nothing; then does as ``prepare()``.
    ///
    /// A config that is run from this directory, and would be written unchanged, stays.
    ///
    /// - Parameters:
    ///   - experiment: the experiment, with the files that it was read from.
    ///   - force: true if files are replaced that cellbench did not write.
    /// - Throws: ``OutputError`` with exit status 64 where a file would be lost, before anything is created; with 1
    ///   where files cannot be created, or not as large as the results will be.
    func prepare(for experiment: Experiment, replacingOthers force: Bool) throws(OutputError) {
        try prepare(
            outputs(experiment.resolvedConfig), config: experiment.resolvedConfig, apartFrom: experiment.inputs,
            besides: (packingFile, "a packing"), replacingOthers: force)
        if experiment.searches.isEmpty, POSIXFile.largest < PointsText.leastBytesOfPoint * experiment.points.count {
            throw OutputError(POSIXError("write", resultsFile, code: EFBIG))
        }
    }

    /// Checks that the table of tasks can be written, and takes the place of no other file of the run.
    ///
    /// - Throws: ``OutputError`` with exit status 64 where a file would be lost, and 1 where the table cannot be written.
    func check(_ tasks: OutputFile, of experiment: Experiment, replacingOthers force: Bool) throws(OutputError) {
        try OutputFile.check([tasks], apartFrom: experiment.inputs, replacingOthers: force)
        let journal = OutputFile(path: file(Journal.name), .results)
        try OutputFile.checkPlaces(
            of: outputs(experiment.resolvedConfig) + [journal, tasks], apartFrom: InputFiles())
    }

    /// True if the config in this directory is the one that is run, and would be written unchanged.
    func keepsConfig(of experiment: Experiment) -> Bool {
        keepsConfig(experiment.resolvedConfig, apartFrom: experiment.inputs)
    }
}
