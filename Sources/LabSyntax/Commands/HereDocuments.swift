/// Texts for standard input that stand in a command: `cat > f <<EOF`, its lines and `EOF`.
enum HereDocuments {
    /// A command without the lines of such texts: they look like commands, and aren't run here.
    static func removed(from command: String) -> String {
        guard command.contains("<<") else { return command }
        let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var index = 0
        while index < lines.count {
            kept.append(lines[index])
            index += 1
            for match in lines[index - 1].matches(of: /<<(-?)[ \t]*["'\\]?([A-Za-z_][A-Za-z0-9_]*)/) {
                let before = lines[index - 1][..<match.range.lowerBound]
                // `<<<` is a word, and a text that never ends is none.
                guard before.last != "<", let end = self.end(match.2, !match.1.isEmpty, lines[index...])
                else {
                    continue
                }
                index = end + 1
            }
        }
        return kept.joined(separator: "\n")
    }

    private static func end(_ word: Substring, _ isIndented: Bool, _ lines: ArraySlice<Substring>) -> Int? {
        lines.firstIndex { (isIndented ? $0.drop { $0 == "\t" } : $0) == word }
    }
}
