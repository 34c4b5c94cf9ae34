/// Thinks up names for containers that are given none: an adjective and a surname of somebody in science.
enum NameSource {
    private static let adjectives = [
        "able", "agile", "amber", "bold", "brave", "bright", "brisk", "busy", "calm", "candid", "cheerful",
        "clear", "clever", "cosy", "curious", "daring", "deft", "eager", "earnest", "fair", "fearless",
        "fluent", "fond", "frank", "friendly", "gentle", "glad", "golden", "graceful", "happy", "hardy",
        "hopeful", "humble", "jolly", "keen", "kind", "lively", "lucid", "merry", "mindful", "modest",
        "nimble", "noble", "patient", "placid", "playful", "polite", "proud", "quick", "quiet", "ready",
        "serene", "sharp", "silent", "sleepy", "steady", "sunny", "tender", "tidy", "upbeat", "vivid",
        "warm", "wise", "witty", "zealous", "zesty",
    ]

    private static let surnames = [
        "allen", "babbage", "backus", "bohr", "boole", "cantor", "carson", "cerf", "chandra", "church",
        "curie", "darwin", "dijkstra", "dirac", "einstein", "elion", "engelbart", "euclid", "euler",
        "faraday",
        "fermat", "fermi", "feynman", "franklin", "galileo", "gauss", "germain", "goldberg", "hamilton",
        "heyrovsky", "hilbert", "hodgkin", "hoover", "hopper", "hypatia", "kepler", "knuth", "kovalevskaya",
        "lamarr", "lamport", "liskov", "lovelace", "maxwell", "mayer", "meitner", "mendel", "mirzakhani",
        "morse", "newton", "nightingale", "noether", "pascal", "pasteur", "perlman", "ramanujan", "ritchie",
        "rubin", "shannon", "sinoussi", "swartz", "tesla", "thompson", "torvalds", "turing", "wiles", "wing",
        "wozniak", "yalow",
    ]

    /// A name that isn't taken.
    static func name(_ ids: inout IDSource, isTaken: (String) -> Bool) -> String {
        for attempt in 0..<1000 {
            guard let adjective = ids.pick(adjectives), let surname = ids.pick(surnames) else { break }
            let name = attempt < 50 ? "\(adjective)_\(surname)" : "\(adjective)_\(surname)\(attempt)"
            if !isTaken(name) { return name }
        }
        return String(ids.id().prefix(16))
    }
}
