import SourceText

/// Turns one logical line into an instruction.
struct InstructionParser {
    let line: LogicalLine
    let escape: UInt8
    var problems: [Dockerfile.Problem] = []
    private var keyword = ""
    private var flags: [Instruction.Flag] = []

    init(line: LogicalLine, escape: UInt8) {
        self.line = line
        self.escape = escape
    }

    mutating func parse() -> Instruction? {
        let text = line.text.drop { $0.isWhitespace }
        let word = text.prefix { !$0.isWhitespace }
        keyword = word.uppercased()
        var rest = Substring(text.dropFirst(word.count).trimmingBlanks())
        if Self.withFlags.contains(keyword) { flags = takeFlags(from: &rest) }
        guard let kind = kind(String(rest.trimmingBlanks())) else { return nil }
        return Instruction(
            kind: kind,
            flags: flags,
            heredocs: line.heredocs,
            range: line.range,
            bytes: line.bytes
        )
    }

    private static let mayBeEmpty: Set<String> = ["CMD", "ENTRYPOINT"]
    private static let withFlags: Set<String> = ["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]

    private mutating func kind(_ rest: String) -> Instruction.Kind? {
        guard Self.keywords.contains(keyword) else {
            return refuse("unknown instruction: \(keyword)")
        }
        guard
            !rest.isEmpty || Self.mayBeEmpty.contains(keyword) || (keyword == "RUN" && !line.heredocs.isEmpty)
        else {
            return refuse("\(keyword) requires \(Self.needs[keyword] ?? "at least one argument")")
        }
        switch keyword {
        case "FROM": return from(rest)
        case "RUN": return .run(command(rest))
        case "CMD": return .cmd(command(rest))
        case "ENTRYPOINT": return .entrypoint(command(rest))
        case "SHELL":
            guard let words = JSONWords.parse(rest), !words.isEmpty else {
                return refuse("SHELL requires the arguments to be in JSON form")
            }
            return .shell(words)
        case "COPY": return transfer(rest).map { .copy($0) }
        case "ADD": return transfer(rest).map { .add($0) }
        case "ARG": return .arg(ShellWords.split(rest, escape: escape).map { variable($0) })
        case "ENV": return pairs(rest).map { .env($0) }
        case "LABEL": return pairs(rest).map { .label($0) }
        case "EXPOSE": return .expose(ShellWords.split(rest, escape: escape))
        case "VOLUME": return .volume(JSONWords.parse(rest) ?? blankSeparated(rest))
        case "WORKDIR": return .workdir(rest)
        case "USER": return .user(rest)
        case "STOPSIGNAL": return .stopSignal(rest)
        case "MAINTAINER": return .maintainer(rest)
        case "HEALTHCHECK": return healthcheck(rest)
        default: return onbuild(rest)
        }
    }

    private mutating func from(_ rest: String) -> Instruction.Kind? {
        let words = blankSeparated(rest)
        guard words.count == 1 || (words.count == 3 && words[1].uppercased() == "AS") else {
            return refuse("FROM requires either one or three arguments")
        }
        let name = words.count == 3 ? words[2].lowercased() : nil
        if let name, !name.contains(/^[a-z][a-z0-9\-_.]*$/) {
            return refuse(
                "invalid name for build stage: \"\(words[2])\", name can't start with a number or contain symbols"
            )
        }
        return .from(.init(image: words[0], name: name, platform: flagValue("platform")))
    }

    private mutating func transfer(_ rest: String) -> Instruction.Transfer? {
        let words = JSONWords.parse(rest) ?? ShellWords.split(rest, escape: escape)
        guard words.count >= 2, let destination = words.last else {
            return refuse(
                "\(keyword) requires at least two arguments, but only one was provided. Destination could not be determined"
            )
        }
        return .init(
            sources: Array(words.dropLast()),
            destination: destination,
            from: flagValue("from"),
            owner: flagValue("chown"),
            mode: flagValue("chmod"),
            link: flags.contains { $0.name == "link" && $0.value?.lowercased() != "false" }
        )
    }

    private mutating func healthcheck(_ rest: String) -> Instruction.Kind? {
        let type = rest.prefix { !$0.isWhitespace }
        let arguments = String(rest.dropFirst(type.count).trimmingBlanks())
        switch type.uppercased() {
        case "NONE":
            guard arguments.isEmpty else { return refuse("HEALTHCHECK NONE takes no arguments") }
            return .healthcheck(.none)
        case "CMD":
            guard !arguments.isEmpty else { return refuse("Missing command after HEALTHCHECK CMD") }
            return .healthcheck(.command(command(arguments)))
        default: return refuse("Unknown type \"\(type.uppercased())\" in HEALTHCHECK (try CMD)")
        }
    }

    private mutating func onbuild(_ rest: String) -> Instruction.Kind? {
        let trigger = rest.prefix { !$0.isWhitespace }.uppercased()
        if trigger == "ONBUILD" { return refuse("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed") }
        if ["FROM", "MAINTAINER"].contains(trigger) {
            return refuse("\(trigger) isn't allowed as an ONBUILD trigger")
        }
        var inner = line
        inner.text = rest
        var parser = InstructionParser(line: inner, escape: escape)
        let instruction = parser.parse()
        problems += parser.problems
        return instruction.map { .onbuild($0) }
    }

    private func command(_ rest: String) -> Instruction.Command {
        JSONWords.parse(rest).map { .exec($0) } ?? .shell(rest)
    }

    /// `NAME=value …`, or the old `NAME the rest of the line`.
    private mutating func pairs(_ rest: String) -> [Instruction.Variable]? {
        let words = ShellWords.split(rest, escape: escape)
        guard words.first?.contains("=") == true else {
            let name = rest.prefix { !$0.isWhitespace }
            let value = rest.dropFirst(name.count).trimmingBlanks()
            guard !value.isEmpty else { return refuse("\(keyword) must have two arguments") }
            return [.init(name: String(name), value: String(value))]
        }
        for word in words where !word.contains("=") {
            let example = "Can't find = in \"\(word)\". Must be of the form: name=value"
            return refuse("Syntax error - \(example)")
        }
        return words.map { variable($0) }
    }

    private func variable(_ word: String) -> Instruction.Variable {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return .init(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil)
    }

    private func blankSeparated(_ rest: String) -> [String] {
        rest.split { $0.isWhitespace }.map(String.init)
    }

    private func flagValue(_ name: String) -> String? { flags.first { $0.name == name }?.value }

    /// Takes the words that begin with two dashes off the front; two dashes alone end them.
    private func takeFlags(from rest: inout Substring) -> [Instruction.Flag] {
        var flags: [Instruction.Flag] = []
        while rest.hasPrefix("--") {
            guard let word = ShellWords.split(String(rest), escape: escape).first else { break }
            rest = Substring(rest.utf8.dropFirst(word.utf8.count)).trimmingBlanks()
            if word == "--" { break }
            let plain = ShellWords.unquote(String(word.dropFirst(2)), escape: escape)
            let parts = plain.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            flags.append(.init(name: parts[0].lowercased(), value: parts.count > 1 ? String(parts[1]) : nil))
        }
        return flags
    }

    private mutating func refuse<Value>(_ text: String) -> Value? {
        problems.append(.init(range: line.range, text: text))
        return nil
    }

    private static let keywords: Set<String> = [
        "FROM", "RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "ARG", "ENV", "LABEL", "EXPOSE", "VOLUME",
        "WORKDIR", "USER", "STOPSIGNAL", "MAINTAINER", "HEALTHCHECK", "ONBUILD",
    ]

    private static let needs = [
        "FROM": "either one or three arguments", "WORKDIR": "exactly one argument",
        "USER": "exactly one argument",
        "STOPSIGNAL": "exactly one argument", "MAINTAINER": "exactly one argument",
        "COPY": "at least two arguments, but only one was provided. Destination could not be determined",
        "ADD": "at least two arguments, but only one was provided. Destination could not be determined",
    ]
}

extension Substring {
    /// The text without white space at its ends.
    func trimmingBlanks() -> Substring {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension String {
    /// The text without white space at its ends.
    func trimmingBlanks() -> Substring { Substring(self).trimmingBlanks() }
}
