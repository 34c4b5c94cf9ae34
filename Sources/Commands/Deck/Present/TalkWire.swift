import DeckTerm

/// What windows of one talk say to each other, a line a message.
enum TalkWire: Hashable {
    case place(TalkPlace)
    case command(TalkCommand)
    case go(slide: Int)

    /// The message as a line.
    var line: String {
        switch self {
        case .place(let place):
            "place \(place.slide) \(place.part) \(place.parts) \(place.isBlank ? 1 : 0) \(place.elapsed ?? -1)"
        case .command(let command): "command \(command.rawValue)"
        case .go(let slide): "go \(slide)"
        }
    }

    /// Reads a line; nil for what no window of ours says.
    init?(_ line: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        let numbers = words.dropFirst().compactMap { Int($0) }.map { min(max($0, -1), 1_000_000) }
        switch (words.first, words.count, numbers.count) {
        case ("place", 6, 5) where numbers[0] >= 0 && numbers[1] >= 0 && numbers[2] > 0:
            self = .place(
                TalkPlace(
                    slide: numbers[0],
                    part: numbers[1],
                    parts: numbers[2],
                    isBlank: numbers[3] == 1,
                    elapsed: numbers[4] < 0 ? nil : numbers[4]
                )
            )
        case ("command", 2, _):
            guard let command = TalkCommand(rawValue: String(words[1])) else { return nil }
            self = .command(command)
        case ("go", 2, 1) where numbers[0] >= 0: self = .go(slide: numbers[0])
        default: return nil
        }
    }
}
