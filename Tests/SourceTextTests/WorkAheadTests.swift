import SourceText
import Testing

@Suite struct WorkAheadTests {
    @Test(arguments: [0, 1, 7, 8, 9, 16, 17, 1000])
    func givesTheResultsInTheOrderOfTheElements(count: Int) {
        let work = WorkAhead { (number: Int) in String(number) }
        for number in 0..<count { work.add(number) }
        #expect(work.finish() == (0..<count).map(String.init))
    }

    @Test func endsWhereNobodyAsksForResults() {
        let work = WorkAhead { (number: Int) in number }
        for number in 0..<100 { work.add(number) }
    }
}
