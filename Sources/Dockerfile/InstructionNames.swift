/// The names of instructions, and the one that somebody meant.
public enum InstructionNames {
    private static let all = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
        "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]
    /// How many letters may differ in a word that is proposed.
    private static let mostEdits = 2
    /// No instruction is nearly as long; comparing costs time in proportion to the word.
    private static let mostLetters = 20

    /// The instruction that an unknown one resembles, of a problem's text; nil for other problems.
    public static func proposal(for problem: String) -> String? {
        let start = "unknown instruction: "
        guard problem.hasPrefix(start) else { return nil }
        let word = Array(problem.dropFirst(start.count).prefix(mostLetters).uppercased())
        return all.map { (name: $0, edits: edits(word, Array($0))) }
            .filter { $0.edits <= mostEdits }.min { $0.edits < $1.edits }?.name
    }

    /// How many letters must be put in, taken out or changed to make one word of another.
    private static func edits(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var next = [index + 1]
            for (column, wanted) in other.enumerated() {
                let changed = row[column] + (letter == wanted ? 0 : 1)
                next.append(min(changed, row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[other.count]
    }
}
