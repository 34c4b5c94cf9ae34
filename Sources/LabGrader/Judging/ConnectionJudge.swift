import LabModel

/// Judges what came of connecting to a port.
enum ConnectionJudge {
    /// Returns nil for a predicate that ports don't have.
    static func judge(_ predicate: CheckPredicate, _ sight: ConnectionSight) -> Judgement? {
        switch predicate {
        case .open: .of(sight.state == "open", seen: shown(sight))
        // A port that doesn't answer isn't refused: something may be on its way up behind it.
        case .refused: .of(sight.state == "refused", seen: shown(sight))
        case .speaks(let language): speaks(language, sight)
        default: nil
        }
    }

    private static func speaks(_ language: String, _ sight: ConnectionSight) -> Judgement? {
        guard sight.state == "open" else { return .fails(seen: shown(sight)) }
        guard let digits = sight.answers[language] else {
            return .unsaid(reason: "\(language) wasn't asked for")
        }
        let answer = Hexadecimal.bytes(digits)
        guard let isSpoken = Greeting.isSpoken(language, answer) else {
            return .unsaid(reason: "nobody knows how to greet in '\(language)'")
        }
        if isSpoken { return .holds(seen: "it speaks \(language)") }
        return .fails(
            seen: answer.isEmpty
                ? "it is open and says nothing"
                : "it answers \(Comparison.shown(String(decoding: answer, as: UTF8.self)))"
        )
    }

    private static func shown(_ sight: ConnectionSight) -> String {
        switch sight.state {
        case "open": "the port is open"
        case "refused": "the connection is refused"
        default: "the port doesn't answer"
        }
    }
}
