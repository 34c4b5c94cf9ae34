import LabModel

/// An option of `docker run` behind the image's name, where it is the container's own argument.
enum OptionAfterImage: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        for container in failed.suspects {
            guard let option = option(in: container.setup.command) else { continue }
            return Explanation(
                why: "'\(option)' stands after the image's name, so it was given to the program in "
                    + container.shortName,
                attempt: "docker run \(option) \(container.setup.image)"
            )
        }
        return nil
    }

    /// The first option that is one of `docker run`, by how its value looks: programs have a `-p` and an `-e`, too.
    private static func option(in words: [String]) -> String? {
        for (word, value) in zip(words, words.dropFirst()) {
            let isMeant =
                switch word {
                case "-p", "--publish": value.contains(/^(?:[0-9.]+:)?[0-9]+:[0-9]+(?:\/(?:tcp|udp))?$/)
                case "-e", "--env": value.contains(/^[A-Z_][A-Z0-9_]*=/)
                case "-v", "--volume": value.contains(/^[^:]+:\/[^:]*(?::r[ow])?$/)
                default: false
                }
            if isMeant { return "\(word) \(value)" }
        }
        return nil
    }
}
