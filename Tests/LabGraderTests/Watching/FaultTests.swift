import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// Injected faults and delays change no verdict.
struct FaultTests {
    @Test func changesNoVerdictByShortTroubles() async throws {
        var verdicts: [Verdict: Int] = [:]
        for seed in 0..<1_000 {
            let scenario = TroubledWorld(seed: UInt64(seed), longestDelay: 80)
            let calm = try await scenario.verdict(.none)
            let troubled = try await scenario.verdict(.short)
            #expect(troubled == calm, "seed \(seed): \(scenario.text)")
            verdicts[troubled, default: 0] += 1
        }
        // The worlds are no trivial ones.
        #expect(verdicts[.pass, default: 0] > 200)
        #expect(verdicts[.fail, default: 0] > 200)
        #expect(verdicts[.unknown] == nil)
    }

    @Test func neverTurnsAVerdictRoundByLongTroubles() async throws {
        var unknown = 0
        for seed in 0..<1_000 {
            let scenario = TroubledWorld(seed: UInt64(10_000 + seed), longestDelay: 2_500)
            let calm = try await scenario.verdict(.none)
            let troubled = try await scenario.verdict(.long)
            #expect(troubled == calm || troubled == .unknown, "seed \(seed): \(scenario.text)")
            if troubled == .unknown { unknown += 1 }
        }
        // Some get no answer when it counts, and most do.
        #expect((50..<700).contains(unknown), "\(unknown) of 1000")
    }

    @Test func knowsNothingOnlyWhereNothingAnswers() async throws {
        for seed in 0..<50 {
            let scenario = TroubledWorld(seed: UInt64(20_000 + seed), longestDelay: 80)
            #expect(try await scenario.verdict(.total) == .unknown, "seed \(seed): \(scenario.text)")
        }
    }
}
