/// A model answer with one mistake in it.
struct AnswerMutant: Hashable, Sendable {
    var lab: String
    /// What was done to which file: `web.sh: drops -d`.
    var change: String
    /// The lab's answers, by their paths in its folder.
    var files: [String: String]

    var name: String { "\(lab): \(change)" }
}

/// Makes every mistake of a few kinds that a model answer has room for, one at a time.
///
/// It is the kinds of mistakes that students make: a flag forgotten, a name or a tag misspelled, a port off by one, a variable
/// left out, steps in another order, a stage or a health check missing, an exec form that names a variable.
struct AnswerMutants {
    let lab: String
    let model: [String: String]
    /// The lab's steps that have an answer, in the lecture's order.
    let steps: [String]

    var all: [AnswerMutant] {
        var mutants = swapped
        for path in model.keys.sorted() {
            guard let text = model[path] else { continue }
            let changes =
                path.hasSuffix(".sh")
                ? script(text) : path.hasPrefix("Dockerfile") ? dockerfile(text) : compose(text)
            for (change, text) in changes where text != model[path] {
                var files = model
                files[path] = text
                mutants.append(AnswerMutant(lab: lab, change: "\(path): \(change)", files: files))
            }
        }
        return mutants
    }

    private typealias Change = (what: String, text: String)

    // MARK: Steps

    private var swapped: [AnswerMutant] {
        zip(steps, steps.dropFirst()).compactMap { first, second in
            guard let one = model["\(first).sh"], let other = model["\(second).sh"], one != other else {
                return nil
            }
            var files = model
            (files["\(first).sh"], files["\(second).sh"]) = (other, one)
            return AnswerMutant(lab: lab, change: "swaps \(first) and \(second)", files: files)
        }
    }

    // MARK: Commands

    private static let bareFlags = ["-d", "--rm", "-it"]
    private static let flags = ["--name", "-p", "-e", "-v", "--network", "-t", "-f", "--profile"]

    private func script(_ text: String) -> [Change] {
        guard text.hasPrefix("docker ") else { return [] }
        let words = text.split(whereSeparator: { " \\\n".contains($0) }).map(String.init)
        // What a container runs has flags of its own.
        let own = words.firstIndex { $0.hasPrefix("'") || ["psql", "sh", "cat", "ls"].contains($0) }
        var changes: [Change] = []
        func add(_ what: String, _ words: [String]) {
            changes.append((what, words.joined(separator: " ") + "\n"))
        }
        for index in words.indices.prefix(own ?? words.count) {
            var rest = words
            if Self.bareFlags.contains(words[index]) {
                rest.remove(at: index)
                add("drops \(words[index])", rest)
            } else if Self.flags.contains(words[index]), index + 1 < words.count {
                rest.removeSubrange(index...index + 1)
                add("drops \(words[index]) \(words[index + 1])", rest)
            }
            for (what, word) in misspelled(words[index], after: index > 0 ? words[index - 1] : "") {
                var changed = words
                changed[index] = word
                add("\(words[index]) becomes \(what)", changed)
            }
        }
        return changes
    }

    /// The word as it shouldn't be: another name, another tag, another port.
    private func misspelled(_ word: String, after flag: String) -> [(String, String)] {
        switch flag {
        case "--name", "--network", "create", "--profile": return [(word + "x", word + "x")]
        case "-e":
            guard let sign = word.firstIndex(of: "=") else { return [] }
            let other = word[..<sign].dropLast() + word[sign...]
            return [(String(other), String(other))]
        case "-p":
            let parts = word.split(separator: ":").map(String.init)
            return parts.indices.flatMap { index -> [(String, String)] in
                guard let port = Int(parts[index]) else { return [] }
                return [port - 1, port + 1].map { number in
                    var changed = parts
                    changed[index] = "\(number)"
                    let text = changed.joined(separator: ":")
                    return (text, text)
                }
            }
        default:
            guard !word.hasPrefix("-"), let colon = word.lastIndex(of: ":"), !word.contains("="),
                word[word.index(after: colon)...].first != "/", flag != "-v"
            else { return [] }
            let other = word[..<colon] + ":0"
            return [(String(other), String(other))]
        }
    }

    // MARK: Files

    private func dockerfile(_ text: String) -> [Change] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var changes: [Change] = []
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("USER ") || line.hasPrefix("ENTRYPOINT ") {
                changes.append(("drops \(line)", Self.without(index...index, lines)))
            }
            if line.hasPrefix("ENTRYPOINT [\"") {
                var changed = lines
                changed[index] = "ENTRYPOINT [\"/usr/local/bin/${NAME}\"]"
                changes.append(("names a variable in the exec form", changed.joined(separator: "\n")))
            }
        }
        if let last = lines.lastIndex(where: { $0.hasPrefix("FROM ") }), last > 0 {
            let first = lines[..<last] + ["RUN cp /out/greeter /usr/local/bin/greeter"]
            let rest = lines[(last + 1)...].filter { !$0.hasPrefix("COPY --from") }
            changes.append(("drops the last stage", (first + rest).joined(separator: "\n")))
            let copy = lines.map { $0.replacing("--from=build", with: "--from=builder") }
            changes.append(("misspells the stage", copy.joined(separator: "\n")))
        }
        return changes
    }

    private func compose(_ text: String) -> [Change] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var changes: [Change] = []
        for (index, line) in lines.enumerated() {
            let word = String(line.drop { $0 == " " })
            if line.hasPrefix("name: ") {
                var changed = lines
                changed[index] = line + "x"
                changes.append(("misspells the project", changed.joined(separator: "\n")))
            } else if word.hasPrefix("healthcheck:") || word.hasPrefix("depends_on:") {
                let end = Self.block(from: index, lines)
                let place = "\(word.dropLast()) of line \(index + 1)"
                changes.append(("drops \(place)", Self.without(index...end, lines)))
            } else if word.hasPrefix("profiles:") {
                changes.append(("drops \(word)", Self.without(index...index, lines)))
            } else if word.hasPrefix("ports: [\""), let port = word.split(separator: "\"").dropFirst().first {
                changes.append(("drops \(word)", Self.without(index...index, lines)))
                for (what, other) in misspelled(String(port), after: "-p") {
                    var changed = lines
                    changed[index] = line.replacing(port, with: other)
                    changes.append(("\(port) becomes \(what)", changed.joined(separator: "\n")))
                }
            } else if index > 0, Self.isVariable(index, lines) {
                // A mapping that is left without members is taken away with its last one.
                let isOnly =
                    lines[index - 1].hasSuffix("environment:")
                    && !(index + 1 < lines.count && Self.isVariable(index + 1, lines))
                changes.append(
                    (
                        "drops \(word) of line \(index + 1)",
                        Self.without((isOnly ? index - 1 : index)...index, lines)
                    )
                )
            }
        }
        return changes
    }

    private static func isVariable(_ index: Int, _ lines: [String]) -> Bool {
        let name = lines[index].drop { $0 == " " }.prefix { $0 != ":" }
        return !name.isEmpty && name.allSatisfy { $0.isUppercase || $0 == "_" }
    }

    private static func block(from index: Int, _ lines: [String]) -> Int {
        func depth(_ line: String) -> Int { line.prefix { $0 == " " }.count }
        var end = index
        while end + 1 < lines.count, !lines[end + 1].isEmpty, depth(lines[end + 1]) > depth(lines[index]) {
            end += 1
        }
        return end
    }

    private static func without(_ range: ClosedRange<Int>, _ lines: [String]) -> String {
        (lines[..<range.lowerBound] + lines[(range.upperBound + 1)...]).joined(separator: "\n")
    }
}
