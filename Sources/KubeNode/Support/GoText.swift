import KubeAPI

/// Values in the words of Go's own printing, which events and messages use.
enum GoText {
    /// A duration: `468ms`, `1.5s`, `1m0s`, `2m40s`; rounded to milliseconds.
    static func duration(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = Int(attoseconds / 1_000_000_000_000_000)
        guard seconds > 0 else { return milliseconds == 0 ? "0s" : "\(milliseconds)ms" }
        var fraction = ""
        if milliseconds > 0 {
            fraction = String(1000 + milliseconds).dropFirst().description
            while fraction.last == "0" { fraction.removeLast() }
            fraction = "." + fraction
        }
        let (minutes, rest) = (seconds / 60, "\(seconds % 60)\(fraction)s")
        switch (minutes / 60, minutes % 60) {
        case (0, 0): return rest
        case (0, let minutes): return "\(minutes)m\(rest)"
        case (let hours, let minutes): return "\(hours)h\(minutes)m\(rest)"
        }
    }

    /// A list of words: `[a b]`.
    static func list(_ words: [String]) -> String { "[\(words.joined(separator: " "))]" }
}
