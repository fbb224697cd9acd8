import Testing

@testable import CellbenchResults

@Suite struct FigureExplanationTests {
    @Test func `A figure is explained line by line`() {
        #expect(
            FigureExplanation.text(of: "waitTime.mean") == """
                waitTime.mean: mean: from submission to the first attempt

                values               seconds, such as 4.92s
                better               lower
                in results.json      workloads.WORKLOAD.waitTime.mean
                where there is none  null
                of replications      the mean of those that have it, with the 95 % confidence interval (Student's t)
                called               mean wait
                in tables            under wait
                in charts            Mean wait; scripts/chart RESULTS --figure wait
                also called          waitTime
                used by              a column of export; claims, searches

                """)
        #expect(
            FigureExplanation.text(of: "conflictFraction")?.contains(
                "\nof a workload        transactions.conflicted over transactions.succeeded, each summed over its schedulers\n"
            ) == true)
        #expect(FigureExplanation.text(of: "busyness") == FigureExplanation.text(of: "busyness.total"))
    }

    @Test func `Every name has an explanation and a line in the list`() {
        let list = FigureExplanation.list()
        for name in FigureExplanation.names {
            let text = FigureExplanation.text(of: name)
            #expect(text?.contains("\nin results.json ") == true, "\(name)")
            if let figure = text?.split(separator: ":").first { #expect(list.contains("\n\(figure) "), "\(name)") }
        }
    }

    @Test func `A name that no figure has is answered with the nearest`() {
        #expect(FigureExplanation.text(of: "waitTime.man") == nil)
        #expect(
            FigureExplanation.problem(of: "waitTime.man")
                == "there is no figure \"waitTime.man\"; the nearest is \"waitTime.mean\"")
    }
}
