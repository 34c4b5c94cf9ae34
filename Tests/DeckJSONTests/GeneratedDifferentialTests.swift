import Foundation
import SourceText
import TestKit
import Testing

/// Decks that nobody wrote, against the real `present`.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present is not installed"))
struct GeneratedDifferentialTests {
    /// More decks, or others, for a longer hunt.
    static let count = ProcessInfo.processInfo.environment["DECKS"].flatMap { Int($0) } ?? 600
    static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 1

    @Test func readsGeneratedDecksAsPresentDoes() throws {
        var counts: [DeckRule: Int] = [:]
        var taken = 0
        var refused = 0
        var crashed = 0
        var differing: [String] = []
        var faultsTaken: [String] = []
        try withRealPresent { present in
            for number in 0..<Self.count {
                let deck = DeckGenerator.deck(number, seed: Self.seed)
                for (path, bytes) in deck.files { try present.write(path, bytes) }
                try present.write(deck.path, deck.bytes)
                let comparison = try DeckComparison(
                    deck.path,
                    deck.bytes,
                    reader: MemoryFiles(deck.files),
                    present: present
                )
                switch comparison.answer.status {
                case 200:
                    taken += 1
                    for rule in deck.rules { counts[rule, default: 0] += 1 }
                    if deck.fault != nil { faultsTaken.append(comparison.report(deck.path, deck.bytes)) }
                case nil: crashed += 1
                default: refused += 1
                }
                if let fault = deck.fault, comparison.answer.status != 200 { counts[fault, default: 0] += 1 }
                if !comparison.differences.isEmpty {
                    differing.append(comparison.report(deck.path, deck.bytes))
                }
            }
        }
        print(
            "generated: \(Self.count) decks of seed \(Self.seed): \(taken) taken, \(refused) refused, \(crashed) crash present"
        )
        for rule in DeckRule.allCases { print("  \(counts[rule] ?? 0)\t\(rule.rawValue)") }
        print(
            "  minimum \(DeckRule.allCases.map { counts[$0] ?? 0 }.min() ?? 0) of \(DeckRule.allCases.count) rules"
        )
        #expect(
            differing.isEmpty,
            "\(differing.count) decks differ\n\(differing.prefix(20).joined(separator: "\n"))"
        )
        #expect(faultsTaken.isEmpty, "\(faultsTaken.prefix(3).joined(separator: "\n"))")
        for rule in DeckRule.allCases { #expect(counts[rule] ?? 0 >= 5, "\(rule.rawValue)") }
    }
}
