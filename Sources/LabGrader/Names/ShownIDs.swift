import LabModel
import TextMatch

/// Ids that a slide shows below a command: what the command really printed at their place is what they stand for.
///
/// A lecture that nobody wrote a lab for types on with the id that its `docker ps` shows; in each session it is another.
struct ShownIDs {
    /// What stands for each shown id, and for the short form of a long one.
    ///
    /// Ids that `//lab:bind` says something of aren't among them.
    static func values(of step: LabStep, in output: [String]) -> [String: String] {
        let pairs = tablePairs(step.shown, output) + linePairs(step.shown, output)
        var values: [String: String] = [:]
        for (shown, seen) in pairs where shown != seen {
            if step.bindings.contains(where: { $0.literal == shown }) { continue }
            values[shown] = values[shown] ?? seen
            let (short, seenShort) = (String(shown.prefix(12)), String(seen.prefix(12)))
            values[short] = values[short] ?? seenShort
        }
        return values
    }

    /// Ids that make up a line, as `docker run -d` and `docker ps -q` print them: the first is the first.
    private static func linePairs(_ shown: [String], _ seen: [String]) -> [(String, String)] {
        Array(zip(shown.filter(isID), seen.filter(isID)))
    }

    /// Ids in a table: of the rows that were printed, the one that is most like the row on the slide.
    private static func tablePairs(_ shown: [String], _ seen: [String]) -> [(String, String)] {
        guard let shown = TextTable(shown), let seen = TextTable(seen) else { return [] }
        let places = shown.columns.enumerated().compactMap { index, name in
            seen.columns.firstIndex(of: name).map { (shown: index, seen: $0) }
        }
        var pairs: [(String, String)] = []
        for row in shown.rows {
            let ids = places.filter { isID(row[$0.shown]) }
            let likeness = seen.rows.map { other in
                places.count { !isID(row[$0.shown]) && row[$0.shown] == other[$0.seen] }
            }
            guard let most = likeness.max(), most > 0, let best = likeness.firstIndex(of: most) else {
                continue
            }
            pairs += ids.map { (row[$0.shown], seen.rows[best][$0.seen]) }.filter { isID($0.1) }
        }
        return pairs
    }

    private static func isID(_ text: String) -> Bool {
        let digits = text.utf8
        return (digits.count == 12 || digits.count == 64)
            && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            && digits.contains { $0 > 0x39 }
    }
}
