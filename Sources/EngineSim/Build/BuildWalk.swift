import Dockerfile
import EngineAPI
import SimShell

/// The way of a build through its instructions.
struct BuildWalk {
    let build: ImageBuild
    /// The images of the stages that are done.
    var finished: [StoredImage] = []
    var current = StoredImage()
    /// The variables of the stage: arguments and environment.
    var scope = VariableScope()
    /// The arguments among them, for `RUN`.
    var stageArguments: [String: String] = [:]
    private var used: Set<String> = []
    private var step = 0
    /// Whether a step of the stage was done anew, after which nothing of it comes from the cache.
    var hasMissed = false

    init(_ build: ImageBuild) { self.build = build }

    private var total: Int {
        build.globals.count + build.stages.reduce(0) { $0 + 1 + $1.instructions.count }
            + (build.labelStep == nil ? 0 : 1)
    }

    mutating func run() async throws -> StoredImage {
        for instruction in build.globals {
            await announce(instruction)
            if case .arg(let variables) = instruction.kind { used.formUnion(variables.map(\.name)) }
        }
        let global = build.dockerfile.globalScope(arguments: build.arguments, platform: build.platform)
        for stage in build.stages {
            await announce(stage.from)
            try await begin(stage)
            await say(" ---> \(current.id.dropFirst(7).prefix(12))\n")
            var instructions = stage.instructions
            if stage.index == build.stages.count - 1, let label = build.labelStep {
                instructions.append(label)
            }
            try await runTriggers()
            for instruction in instructions {
                try Task.checkCancellation()
                await announce(instruction)
                try await perform(instruction, global)
                await say(" ---> \(current.id.dropFirst(7).prefix(12))\n")
            }
            finished.append(current)
        }
        let spare = build.arguments.keys.filter { !used.contains($0) && build.platform[$0] == nil }.sorted()
        if !spare.isEmpty {
            await say(
                "[Warning] One or more build-args [\(spare.joined(separator: " "))] were not consumed\n"
            )
        }
        guard !current.id.isEmpty else {
            throw EngineError(.failed, "No image was generated. Is your Dockerfile empty?")
        }
        var message = ProgressMessage()
        message.aux = .object([.init("ID", .string(current.id))])
        if !build.options.quiet { await build.feed.say(message) }
        return current
    }

    // MARK: Messages

    func say(_ text: String) async {
        if !build.options.quiet { await build.feed.say(stream: text) }
    }

    private mutating func announce(_ instruction: Instruction) async {
        step += 1
        await say("Step \(step)/\(total) : \(source(of: instruction))")
        await say("\n")
    }

    /// The instruction as it stands in the file, on one line.
    func source(of instruction: Instruction) -> String {
        guard instruction != build.labelStep else { return instruction.text ?? "LABEL" }
        let bytes = build.context.dockerfile
        guard instruction.bytes.upperBound <= bytes.count else { return instruction.text ?? "" }
        let text = String(decoding: bytes[instruction.bytes], as: UTF8.self)
        let escape = Character(Unicode.Scalar(build.dockerfile.escape))
        var whole = ""
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = raw.hasSuffix("\r") ? raw.dropLast() : raw
            if index > 0,
                line.drop(while: { $0.isWhitespace }).first == "#" || line.allSatisfy(\.isWhitespace)
            {
                continue
            }
            while line.last?.isWhitespace == true { line.removeLast() }
            guard line.last == escape else {
                whole += line
                break
            }
            whole += line.dropLast()
        }
        let words = whole.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let keyword = words.first else { return whole }
        return ([keyword.uppercased()] + words.dropFirst().map(String.init)).joined(separator: " ")
    }

    // MARK: Stages

    private mutating func begin(_ stage: Stage) async throws {
        scope = VariableScope()
        stageArguments = [:]
        (hasOwnCommand, hasMissed) = (false, false)
        switch stage.base {
        case .scratch:
            current = StoredImage()
            current.created = build.configuration.time.now
        case .stage(let index): current = finished[index]
        case .image(let name):
            guard !name.isEmpty else {
                throw EngineError(.badRequest, "base name (\(stage.from.fromImage)) should not be blank")
            }
            current = try await build.engine.base(
                name,
                pulling: build.options.pull,
                platform: platform(of: stage),
                build.feed
            )
        }
        for (name, value) in EnvironmentList.values(current.config.env) { scope.values[name] = value }
    }

    private func platform(of stage: Stage) -> String {
        guard case .from(let from) = stage.from.kind, let text = from.platform else {
            return build.options.platform
        }
        let global = build.dockerfile.globalScope(arguments: build.arguments, platform: build.platform)
        return global.expand(text, escape: build.dockerfile.escape).text
    }

    private mutating func runTriggers() async throws {
        guard let triggers = current.config.onBuild, !triggers.isEmpty else { return }
        await say("# Executing \(triggers.count) build trigger\(triggers.count == 1 ? "" : "s")\n")
        current.config.onBuild = nil
        let file = Dockerfile("FROM scratch\n" + triggers.joined(separator: "\n"))
        if let problem = file.problems.first { throw EngineError(.badRequest, problem.text) }
        for instruction in file.instructions.dropFirst() { try await perform(instruction, VariableScope()) }
    }

    // MARK: Instructions

    mutating func perform(_ instruction: Instruction, _ global: VariableScope) async throws {
        switch instruction.kind {
        case .arg(let variables): try await declare(variables, global)
        case .run(let command): try await run(command, instruction)
        case .copy(let transfer): try await copy(transfer, instruction, keyword: "COPY")
        case .add(let transfer): try await copy(transfer, instruction, keyword: "ADD")
        case .maintainer(let author):
            current.author = author
            try await commit("MAINTAINER \(author)", hasContainer: true)
        case .workdir:
            try changeConfig(instruction)
            try await makeFolder(current.config.workingDir)
        default:
            try changeConfig(instruction)
            if case .env(let variables) = instruction.kind {
                let values = EnvironmentList.values(current.config.env)
                for variable in variables {
                    let name = try expand(variable.name)
                    scope.values[name] = values[name]
                    stageArguments[name] = nil
                }
            }
            try await commit(instruction.note(current.config), hasContainer: true)
        }
    }

    private mutating func changeConfig(_ instruction: Instruction) throws(EngineError) {
        let (scope, escape) = (scope, build.dockerfile.escape)
        var changes = ConfigChanges(config: current.config, escape: escape) { (text) throws(EngineError) in
            try Self.expanded(text, scope, escape)
        }
        _ = try changes.apply(instruction)
        current.config = changes.config
        // A new entrypoint makes a command of the base image's meaningless.
        if case .entrypoint = instruction.kind, !hasOwnCommand { current.config.cmd = nil }
        if case .cmd = instruction.kind { hasOwnCommand = true }
    }

    /// Whether this stage set the command.
    private var hasOwnCommand = false

    func expand(_ text: String) throws(EngineError) -> String {
        try Self.expanded(text, scope, build.dockerfile.escape)
    }

    private static func expanded(
        _ text: String,
        _ scope: VariableScope,
        _ escape: UInt8
    ) throws(EngineError) -> String {
        let expansion = scope.expand(text, escape: escape)
        if let problem = expansion.problem {
            throw EngineError(.badRequest, "failed to process \"\(text)\": \(problem)")
        }
        return expansion.text
    }

    private mutating func declare(_ variables: [Instruction.Variable], _ global: VariableScope) async throws {
        for variable in variables {
            let name = try expand(variable.name)
            used.insert(name)
            let preset = build.arguments[name]
            let value = try variable.value.map { (text) throws(EngineError) in try expand(text) }
            guard let value = preset ?? value ?? global.values[name] else { continue }
            // A variable of the environment hides an argument of the same name.
            guard EnvironmentList.values(current.config.env)[name] == nil else { continue }
            scope.values[name] = value
            stageArguments[name] = value
        }
        let text = variables.map { variable in
            variable.value.map { "\(variable.name)=\($0)" } ?? variable.name
        }
        try await commit("ARG \(text.joined(separator: " "))", hasContainer: true)
    }
}

extension Instruction {
    fileprivate var fromImage: String {
        if case .from(let from) = kind { from.image } else { "" }
    }

    /// The instruction as the image's history has it, variables replaced.
    fileprivate func note(_ config: ContainerConfig) -> String {
        let list = { (words: Words?) in
            "["
                + (words?.words ?? []).map { String(decoding: JSON.string($0).bytes, as: UTF8.self) }.joined(
                    separator: " "
                )
                + "]"
        }
        switch kind {
        case .cmd: return "CMD \(list(config.cmd))"
        case .entrypoint: return "ENTRYPOINT \(list(config.entrypoint))"
        case .env(let variables):
            let values = EnvironmentList.values(config.env)
            return "ENV "
                + variables.map { "\($0.name)=\(values[$0.name] ?? $0.value ?? "")" }.joined(separator: " ")
        case .label(let variables):
            return "LABEL "
                + variables.map { "\($0.name)=\(config.labels?[$0.name] ?? $0.value ?? "")" }.joined(
                    separator: " "
                )
        case .user: return "USER \(config.user)"
        case .stopSignal: return "STOPSIGNAL \(config.stopSignal ?? "")"
        default: return text ?? ""
        }
    }
}
