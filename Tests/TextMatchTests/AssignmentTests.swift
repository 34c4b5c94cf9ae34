import TestKit
import Testing

@testable import TextMatch

/// Each asker gets a place of its own, as many of them as can be, and at a bearable price.
struct AssignmentTests {
    /// The most pairs, found by trying everything.
    private func most(_ fits: [[Bool]], from asker: Int = 0, _ taken: Set<Int> = []) -> Int {
        guard asker < fits.count else { return 0 }
        let places = fits[asker].indices.filter { fits[asker][$0] && !taken.contains($0) }
        let without = most(fits, from: asker + 1, taken)
        return places.map { 1 + most(fits, from: asker + 1, taken.union([$0])) }.reduce(without, max)
    }

    @Test func givesAsManyPlacesAsCanBe() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let (askers, places) = (
                Int.random(in: 0..<6, using: &random), Int.random(in: 0..<6, using: &random)
            )
            let fits = (0..<askers).map { _ in (0..<places).map { _ in random.chance(40) } }
            var assignment = Assignment(askers: askers, places: places)
            for asker in 0..<askers { assignment.find(for: asker) { fits[$0][$1] } }
            #expect(assignment.places.compactMap { $0 }.count == most(fits), "\(fits)")
            for (asker, place) in assignment.places.enumerated() {
                guard let place else { continue }
                #expect(fits[asker][place] && assignment.askers[place] == asker)
            }
        }
    }

    /// A comparison costs the length of a line, so their number is what counts.
    @Test(
        "Lines that are all alike are compared no more than each with each",
        arguments: [(700, 700), (700, 350), (350, 700)]
    )
    func compares(askers: Int, fitting: Int) {
        var count = 0
        var assignment = Assignment(askers: askers, places: 700)
        for asker in 0..<askers {
            assignment.find(for: asker) { _, place in
                count += 1
                return place % 2 == 0 ? place / 2 < fitting : place / 2 < fitting - 350
            }
        }
        #expect(assignment.places.compactMap { $0 }.count == min(askers, fitting))
        #expect(count <= askers * 700 * 3)
    }
}
