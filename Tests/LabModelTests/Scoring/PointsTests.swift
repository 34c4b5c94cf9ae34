import TestKit
import Testing

@testable import LabModel

@Suite struct PointsTests {
    @Test(arguments: [("3", 3_000), ("2.5", 2_500), ("0.125", 125), ("0.05", 50), ("10.0", 10_000)])
    func readsDecimals(text: String, thousandths: Int) {
        #expect(Points(parsing: text)?.thousandths == thousandths)
    }

    @Test(arguments: ["", "-1", "1.", ".5", "1.2345", "1e3", "٣", "99999999999999999999", "1 000"])
    func refusesWhatIsNoNumberOfPoints(text: String) { #expect(Points(parsing: text) == nil) }

    @Test func printsWhatItReads() {
        for text in ["0", "3", "2.5", "0.125", "0.05", "1000000"] {
            #expect(Points(parsing: text)?.description == text)
        }
    }

    @Test func splitsWithoutLosingAnything() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let points = Points(thousandths: Int.random(in: 0...100_000, using: &random))
            let count = Int.random(in: 1...17, using: &random)
            let shares = points.shares(count)
            #expect(shares.count == count)
            #expect(shares.reduce(.zero, +) == points)
            #expect(shares == shares.sorted(by: >), "the first ones get what is left over")
            let spread = (shares.first?.thousandths ?? 0) - (shares.last?.thousandths ?? 0)
            #expect((0...1).contains(spread))
        }
        #expect(Points(3).shares(0).isEmpty)
    }
}
