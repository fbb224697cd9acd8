import Testing

@testable import CellbenchAnalysis

@Suite struct StudentTTests {
    /// The two-sided 95 % column of any printed table, to its three decimals.
    @Test(arguments: [
        (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (10, 2.228), (20, 2.086),
        (30, 2.042), (60, 2.000), (120, 1.980),
    ])
    func agreesWithPublishedTable(degreesOfFreedom: Int, expected: Double) {
        let value = StudentT.criticalValue(confidence: 0.95, degreesOfFreedom: degreesOfFreedom)
        #expect((value - expected).magnitude < 0.0005)
    }

    /// Expected: `scipy.stats.t.ppf(0.975, df)`, SciPy 1.17.
    @Test(arguments: [
        (1, 12.706204736174694),
        (2, 4.302652729749462),
        (3, 3.1824463052837078),
        (4, 2.7764451051977934),
        (5, 2.5705818356363146),
        (6, 2.4469118511449786),
        (7, 2.364624251592784),
        (8, 2.306004135204166),
        (9, 2.262157162798205),
        (10, 2.228138851986274),
        (11, 2.200985160091639),
        (15, 2.131449545559776),
        (19, 2.0930240544083087),
        (20, 2.085963447265864),
        (29, 2.045229642132703),
        (30, 2.0422724563012378),
        (49, 2.0095752371292392),
        (99, 1.9842169515864174),
        (100, 1.9839715185235518),
        (120, 1.9799304050824402),
        (999, 1.9623414611334493),
        (1000, 1.9623390808264083),
        (10000, 1.960201239890626),
        (1000000, 1.959966356814107),
    ])
    func agreesWithSciPy(degreesOfFreedom: Int, expected: Double) {
        let value = StudentT.criticalValue(confidence: 0.95, degreesOfFreedom: degreesOfFreedom)
        #expect((value / expected - 1).magnitude < 1e-10)
    }

    /// Expected: `scipy.stats.t.ppf((1 + confidence) / 2, df)`, SciPy 1.17.
    @Test(arguments: [
        (0.5, 1, 1.0000000000000002),
        (0.5, 2, 0.8164965809277261),
        (0.5, 4, 0.7406970841126829),
        (0.5, 5, 0.7266868438004226),
        (0.5, 30, 0.6827556933212927),
        (0.9, 1, 6.313751514675037),
        (0.9, 2, 2.9199855803537242),
        (0.9, 4, 2.1318467863266495),
        (0.9, 5, 2.0150483733330233),
        (0.9, 30, 1.697260886593957),
        (0.99, 1, 63.656741162871526),
        (0.99, 2, 9.924843200918287),
        (0.99, 4, 4.604094871349992),
        (0.99, 5, 4.032142983555228),
        (0.99, 30, 2.7499956535672254),
        (0.999, 1, 636.6192487687897),
        (0.999, 2, 31.599054576445365),
        (0.999, 4, 8.610301581379522),
        (0.999, 5, 6.868826625881276),
        (0.999, 30, 3.6459586350420627),
    ])
    func agreesWithSciPyAtOtherConfidences(confidence: Double, degreesOfFreedom: Int, expected: Double) {
        let value = StudentT.criticalValue(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
        #expect((value / expected - 1).magnitude < 1e-10)
    }
}
