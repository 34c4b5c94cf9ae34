import Dockerfile
import EngineAPI
import SourceText

/// Why a Dockerfile can't be built, in the engine's words.
enum DockerfileRefusal {
    private static let instructions = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
        "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]
    /// How many letters may differ in a word that is proposed.
    private static let mostEdits = 2

    /// The refusal of a file's first problem; nil where it has none.
    static func first(of file: Dockerfile, named name: String) -> EngineError? {
        guard let problem = file.problems.first else { return nil }
        if problem.text == "file with no instructions" {
            return .malformed("the Dockerfile (\(name)) cannot be empty")
        }
        if problem.text == "no build stage in current context" {
            return .malformed(
                "dockerfile parse error on line \(problem.range.lowerBound.line): \(problem.text)"
            )
        }
        let hint = proposal(problem.text).map { " (did you mean \($0)?)" } ?? ""
        return .malformed(
            "dockerfile parse error on line \(problem.range.lowerBound.line): \(problem.text)\(hint)"
        )
    }

    /// The instruction that an unknown one resembles.
    private static func proposal(_ text: String) -> String? {
        let start = "unknown instruction: "
        guard text.hasPrefix(start) else { return nil }
        let word = Array(text.dropFirst(start.count).prefix(20).uppercased())
        return instructions.map { (name: $0, edits: edits(word, Array($0))) }
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
