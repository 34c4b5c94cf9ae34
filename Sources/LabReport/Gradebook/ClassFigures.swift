import LabModel

/// What a class has in common: how often each item is met, and what is seen where it isn't.
struct ClassFigures {
    /// A step or a check, over all who were asked.
    struct Item: Hashable {
        var lab: Plain
        var step: Plain
        /// Nil for the step's command.
        var check: Plain?
        var asked = 0
        var met = 0

        var name: String { "\(lab)/\(step)" + (check.map { "/\($0)" } ?? "") }
        /// How many of a thousand met it.
        var rate: Int { asked == 0 ? 1_000 : met * 1_000 / asked }
    }

    /// Something that went wrong in the same words for several.
    struct Mistake: Hashable {
        var place: String
        var words: Plain
        var count: Int
    }

    /// The items that fewest met, hardest first; none that all met.
    var hardest: [Item] = []
    /// The most common mistakes, each made by at least two.
    var mistakes: [Mistake] = []

    /// How many are listed.
    static let most = 10

    init(_ reports: [ToldReport]) {
        var items: [Item] = []
        var places: [Key: Int] = [:]
        var words: [String: [Plain: Int]] = [:]
        for report in reports {
            for lab in report.labs {
                for step in lab.steps {
                    for (key, verdict, seen) in Self.parts(step, lab.id) {
                        let index = places[key] ?? items.count
                        if index == items.count {
                            items.append(Item(lab: key.lab, step: key.step, check: key.check))
                            places[key] = index
                        }
                        guard verdict != .unknown else { continue }
                        items[index].asked += 1
                        if verdict == .pass { items[index].met += 1 }
                        if verdict != .pass, let seen {
                            words[items[index].name, default: [:]][seen, default: 0] += 1
                        }
                    }
                }
            }
        }
        hardest = Array(
            items.filter { $0.met < $0.asked }.sorted { ($0.rate, $0.name) < ($1.rate, $1.name) }.prefix(
                Self.most
            )
        )
        let repeated = words.flatMap { place, counts in
            counts.filter { $0.value > 1 }.map { Mistake(place: place, words: $0.key, count: $0.value) }
        }
        mistakes = Array(
            repeated.sorted { (-$0.count, $0.place, $0.words.text) < (-$1.count, $1.place, $1.words.text) }
                .prefix(Self.most)
        )
    }

    private struct Key: Hashable {
        var lab: Plain
        var step: Plain
        var check: Plain?
    }

    /// The parts of a step that somebody was asked, with what was seen; what isn't answered isn't met.
    private static func parts(_ step: ToldStep, _ lab: Plain) -> [(Key, Verdict, Plain?)] {
        let key = Key(lab: lab, step: step.id, check: nil)
        switch step.state {
        // A step that waits for another one says nothing of its own.
        case .skipped, .notReached: return []
        case .notAnswered: return [(key, .fail, "not answered")]
        case .passed, .failed, .unknown: break
        }
        guard let command = step.command else { return [] }
        let seen = command.explanation.why.first ?? command.ending ?? firstSeen(command)
        return [(key, command.verdict, seen)]
            + step.checks.compactMap { check in
                guard let verdict = check.verdict, !check.isSpared else { return nil }
                let words = check.explanation.why.first ?? check.doom ?? check.seen.first
                return (Key(lab: lab, step: step.id, check: check.id), verdict, words)
            }
    }

    private static func firstSeen(_ command: ToldCommand) -> Plain? {
        command.differences.lazy.flatMap(\.lines).first { $0.kind == .seen }?.text ?? command.lastLines.first
    }
}
