import LabModel
import Synchronization
import TextMatch

/// Looks once at all that a step asks.
final class TaskLooker: Sendable {
    private let room: any LabRoom
    private let guesses: GuessedNames
    /// What was seen last of each check, by its text: what can't have changed isn't asked again.
    private let seen = Mutex<[String: Observation]>([:])
    private static let longestLook = 15_000
    /// How many names of one step are guessed.
    private static let mostGuesses = 2

    init(room: any LabRoom, guesses: GuessedNames) { (self.room, self.guesses) = (room, guesses) }

    /// Whether all checks of a step hold; nil where that isn't known.
    func isMet(_ step: LabStep, _ names: NameTable) async -> Bool? {
        await isMet(step.checks, names, guessesLeft: Self.mostGuesses)
    }

    private func isMet(_ checks: [LabCheck], _ names: NameTable, guessesLeft: Int) async -> Bool? {
        // What the engine knows comes first; ports are asked only where all of that holds.
        let ordered = checks.filter { !$0.subject.isOnNetwork } + checks.filter(\.subject.isOnNetwork)
        for check in ordered {
            // What must never hold is watched at the end.
            if case .never = check.timing { continue }
            let filled: FilledCheck
            do { filled = try FilledCheck(check, names) } catch {
                guard !error.isOfTheLab else { return nil }
                return await isMet(checks, names, guessing: error.name, for: check, guessesLeft)
            }
            guard let holds = await holds(filled) else { return nil }
            if !holds { return false }
        }
        return await holdsAllTheTime(checks, names)
    }

    private func isMet(
        _ checks: [LabCheck],
        _ names: NameTable,
        guessing name: String,
        for check: LabCheck,
        _ guessesLeft: Int
    ) async -> Bool? {
        guard guessesLeft > 0 else { return nil }
        for candidate in await guesses.candidates(for: check.subject) {
            guard !names.captures.names.contains(where: { names.captures[$0] == candidate }) else { continue }
            let guessed = names.with(Captures([name: candidate]))
            if await isMet(checks, guessed, guessesLeft: guessesLeft - 1) == true { return true }
        }
        return false
    }

    private func holds(_ check: FilledCheck) async -> Bool? {
        let (room, previous) = (room, seen.withLock { $0[check.text] })
        let look = await Stopwatch(ContinuousClock()).limited(milliseconds: Self.longestLook) {
            try? await Observer(room: room).look(at: check, previous: previous)
        }
        guard let observation = look ?? nil else { return nil }
        seen.withLock { $0[check.text] = observation }
        switch CheckJudge.judge(check, observation) {
        case .holds: return true
        case .fails: return false
        case .unsaid: return nil
        }
    }

    /// What must hold for a while is watched for that long, when all else holds.
    private func holdsAllTheTime(_ checks: [LabCheck], _ names: NameTable) async -> Bool? {
        for check in checks {
            switch check.timing {
            case .now, .within: continue
            case .always, .never: break
            }
            guard let report = try? await CheckWatch(room: room).run(check, names: names) else { return nil }
            switch report.outcome.verdict {
            case .pass: continue
            case .fail: return false
            case .unknown: return nil
            }
        }
        return true
    }
}
