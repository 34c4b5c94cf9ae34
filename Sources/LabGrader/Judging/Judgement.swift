/// What an observation says of a check.
public enum Judgement: Hashable, Sendable {
    /// It holds; what was seen, for people.
    case holds(seen: String)
    /// It doesn't hold; what was seen instead.
    case fails(seen: String)
    /// Nobody can say, and why.
    case unsaid(reason: String)
}

extension Judgement {
    /// A judgement on a condition.
    static func of(_ holds: Bool, seen: String) -> Judgement {
        holds ? .holds(seen: seen) : .fails(seen: seen)
    }

    /// The judgement on several conditions that must all hold: one that fails decides, then one that isn't known.
    init(all judgements: [Judgement]) {
        var (met, missed, reasons): ([String], [String], [String]) = ([], [], [])
        for judgement in judgements {
            switch judgement {
            case .holds(let seen): if !met.contains(seen) { met.append(seen) }
            case .fails(let seen): if !missed.contains(seen) { missed.append(seen) }
            case .unsaid(let reason): if !reasons.contains(reason) { reasons.append(reason) }
            }
        }
        self =
            if !missed.isEmpty {
                .fails(seen: missed.joined(separator: "; "))
            } else if !reasons.isEmpty || judgements.isEmpty {
                .unsaid(reason: reasons.isEmpty ? "nothing is asked" : reasons.joined(separator: "; "))
            } else {
                .holds(seen: met.joined(separator: "; "))
            }
    }

    /// The text, whatever the judgement.
    var text: String {
        switch self {
        case .holds(let text), .fails(let text), .unsaid(let text): text
        }
    }
}
