import EngineAPI

/// Why a Dockerfile can't be built, in the words of the engine that would have built it.
struct DockerfileProblem {
    private static let instructions = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
        "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]
    /// How many letters may differ in a word that is proposed.
    private static let mostEdits = 2

    private let text: String
    private let line: Int

    init(_ text: String, line: Int) { (self.text, self.line) = (text, line) }

    func error(of engine: APIVersion) -> EngineError {
        let isNew = engine >= APIVersion(1, 42)
        let hint = isNew ? proposal.map { " (did you mean \($0)?)" } ?? "" : ""
        return .malformed("dockerfile parse error \(isNew ? "on " : "")line \(line): \(text)\(hint)")
    }

    /// The instruction that an unknown one resembles.
    private var proposal: String? {
        let start = "unknown instruction: "
        guard text.hasPrefix(start) else { return nil }
        let word = Array(text.dropFirst(start.count).uppercased())
        let near = Self.instructions.map { (name: $0, edits: Self.edits(word, Array($0))) }
        return near.filter { $0.edits <= Self.mostEdits }.min { $0.edits < $1.edits }?.name
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
