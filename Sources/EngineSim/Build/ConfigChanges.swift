import Dockerfile
import EngineAPI
import SimShell
import SourceText

/// What instructions change in an image's configuration.
struct ConfigChanges {
    var config: ContainerConfig
    let escape: UInt8
    /// Replaces variables in a text.
    let expand: (String) throws(EngineError) -> String

    /// Applies the `changes` of a commit or an import, each an instruction.
    static func apply(_ changes: [String], to config: ContainerConfig) throws(EngineError) -> ContainerConfig
    {
        guard !changes.isEmpty else { return config }
        let known: Set = [
            "cmd", "entrypoint", "env", "expose", "healthcheck", "label", "onbuild", "stopsignal", "user",
            "volume",
            "workdir",
        ]
        for change in changes {
            let name = change.trimmingPrefix { $0 == " " }.prefix { !$0.isWhitespace }
            guard name.isEmpty || known.contains(name.lowercased()) else {
                throw EngineError(.badRequest, "\(name) is not a valid change command")
            }
        }
        let file = Dockerfile("FROM scratch\n" + changes.joined(separator: "\n"))
        if let problem = file.problems.first {
            throw EngineError(
                .badRequest,
                "dockerfile parse error on line \(problem.range.lowerBound.line - 1): \(problem.text)"
            )
        }
        let scope = VariableScope(EnvironmentList.values(config.env))
        var all = ConfigChanges(config: config, escape: file.escape) { scope.expand($0).text }
        for instruction in file.instructions.dropFirst() {
            guard try all.apply(instruction) else {
                let name = changes.first.map { $0.prefix { $0 != " " } } ?? ""
                throw EngineError(.badRequest, "\(name) is not a valid change command")
            }
        }
        return all.config
    }

    /// Applies an instruction; false where it is none that only changes the configuration.
    mutating func apply(_ instruction: Instruction) throws(EngineError) -> Bool {
        switch instruction.kind {
        case .cmd(let command):
            config.cmd = Words(words(command))
        case .entrypoint(let command):
            config.entrypoint = Words(words(command))
        case .env(let variables):
            var list: [String] = []
            for variable in variables {
                list.append("\(try expand(variable.name))=\(try expand(variable.value ?? ""))")
            }
            config.env = EnvironmentList.merged(config.env, list)
        case .label(let variables):
            var labels = config.labels ?? [:]
            for variable in variables { labels[try expand(variable.name)] = try expand(variable.value ?? "") }
            config.labels = labels
        case .expose(let ports):
            var exposed = config.exposedPorts ?? [:]
            for word in ports {
                for port in try Self.ports(try expand(word)) { exposed[port] = Present() }
            }
            config.exposedPorts = exposed
        case .volume(let paths):
            var volumes = config.volumes ?? [:]
            for path in paths { volumes[try expand(path)] = Present() }
            config.volumes = volumes
        case .workdir(let path): config.workingDir = Self.folder(try expand(path), below: config.workingDir)
        case .user(let name): config.user = try expand(name)
        case .stopSignal(let text):
            let signal = try expand(text)
            guard Signal(signal) != nil else { throw EngineError(.badRequest, "invalid signal: \(signal)") }
            config.stopSignal = signal
        case .shell(let words): config.shell = words
        case .healthcheck(let check): config.healthcheck = try healthcheck(check, instruction)
        case .onbuild(let inner):
            config.onBuild = (config.onBuild ?? []) + [inner.text ?? ""]
        case .maintainer, .from, .run, .copy, .add, .arg: return false
        }
        return true
    }

    /// The words of a command; a line is for the shell.
    func words(_ command: Instruction.Command) -> [String] {
        switch command {
        case .exec(let words): words
        case .shell(let line) where line.isEmpty: []
        case .shell(let line): (config.shell ?? ["/bin/sh", "-c"]) + [line]
        }
    }

    /// A folder, relative ones below the one before.
    static func folder(_ path: String, below base: String) -> String {
        var parts: [Substring] = []
        let whole = path.hasPrefix("/") ? path : "\(base.isEmpty ? "/" : base)/\(path)"
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// `80`, `53/udp`, `8000-8002`.
    private static func ports(_ text: String) throws(EngineError) -> [String] {
        let sides = text.split(separator: "/", maxSplits: 1).map(String.init)
        let transport = sides.count > 1 ? sides[1].lowercased() : "tcp"
        guard let range = sides.first, let found = try? PortName.hostPort(range), found.lowerBound > 0,
            ["tcp", "udp", "sctp"].contains(transport), found.count <= 1000
        else { throw EngineError(.badRequest, "Invalid containerPort: \(text)") }
        return found.map { "\($0)/\(transport)" }
    }

    private func healthcheck(
        _ check: Instruction.Healthcheck,
        _ instruction: Instruction
    ) throws(EngineError) -> Healthcheck {
        var result = Healthcheck()
        switch check {
        case .none:
            result.test = ["NONE"]
            return result
        case .command(.exec(let words)): result.test = ["CMD"] + words
        case .command(.shell(let line)): result.test = ["CMD-SHELL", line]
        }
        let duration = { (name: String) throws(EngineError) -> Int? in
            guard let text = instruction.flag(name) else { return nil }
            guard let found = GoDuration.read(text) else {
                throw EngineError(.badRequest, "time: invalid duration \"\(text)\"")
            }
            return found
        }
        result.interval = try duration("interval")
        result.timeout = try duration("timeout")
        result.startPeriod = try duration("start-period")
        result.startInterval = try duration("start-interval")
        if let text = instruction.flag("retries") {
            guard let number = Int(text), number >= 0 else {
                throw EngineError(.badRequest, "strconv.ParseInt: parsing \"\(text)\": invalid syntax")
            }
            result.retries = number
        }
        return result
    }
}

extension Instruction {
    /// The instruction as a line that would be read as it, where it is one that may follow `ONBUILD`.
    var text: String? {
        let list = { (words: [String]) in
            String(decoding: JSON.array(words.map { .string($0) }).bytes, as: UTF8.self)
        }
        let command = { (command: Command) in
            switch command {
            case .exec(let words): list(words)
            case .shell(let line): line
            }
        }
        let pairs = { (variables: [Variable]) in
            variables.map { variable in variable.value.map { "\(variable.name)=\($0)" } ?? variable.name }
                .joined(separator: " ")
        }
        let options = flags.map { flag in "--\(flag.name)\(flag.value.map { "=\($0)" } ?? "") " }.joined()
        switch kind {
        case .run(let what): return "RUN \(options)\(command(what))"
        case .cmd(let what): return "CMD \(command(what))"
        case .entrypoint(let what): return "ENTRYPOINT \(command(what))"
        case .copy(let transfer):
            return "COPY \(options)\((transfer.sources + [transfer.destination]).joined(separator: " "))"
        case .add(let transfer):
            return "ADD \(options)\((transfer.sources + [transfer.destination]).joined(separator: " "))"
        case .arg(let variables): return "ARG \(pairs(variables))"
        case .env(let variables): return "ENV \(pairs(variables))"
        case .label(let variables): return "LABEL \(pairs(variables))"
        case .expose(let ports): return "EXPOSE \(ports.joined(separator: " "))"
        case .volume(let paths): return "VOLUME \(paths.joined(separator: " "))"
        case .workdir(let path): return "WORKDIR \(path)"
        case .user(let name): return "USER \(name)"
        case .stopSignal(let signal): return "STOPSIGNAL \(signal)"
        case .shell(let words): return "SHELL \(list(words))"
        case .healthcheck(.none): return "HEALTHCHECK NONE"
        case .healthcheck(.command(let what)): return "HEALTHCHECK \(options)CMD \(command(what))"
        case .from, .maintainer, .onbuild: return nil
        }
    }
}
