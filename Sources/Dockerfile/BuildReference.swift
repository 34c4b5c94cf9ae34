public import SourceText

/// Something outside the build context that a build fetches.
public struct BuildReference: Hashable, Sendable {
    /// What is fetched.
    public enum Target: Hashable, Sendable {
        /// An image, by its name after replacement.
        case image(String)
        /// Whatever lies at a URL, or in a repository.
        case url(String)
        /// It can't be told before the build: the text names variables that only the base image may set.
        case unknown(String)
    }

    public var target: Target
    /// The keyword that fetches it: `FROM`, `COPY`, `ADD`, `RUN`.
    public var keyword: String
    /// The instruction.
    public var range: Range<SourcePosition>
    /// Whether it is fetched not now but by a build that starts from this one's image.
    public var isDeferred: Bool
}

extension Dockerfile {
    /// Everything that a build of this file may fetch, in all its stages, for a policy to judge.
    ///
    /// - Parameters:
    ///   - arguments: What the caller gives by `--build-arg`.
    ///   - platform: What is set without being asked, such as `BUILDPLATFORM`.
    /// - Returns: What is fetched, in the order of the file.
    public func references(
        arguments: [String: String] = [:],
        platform: [String: String] = [:]
    ) -> [BuildReference] {
        let global = globalScope(arguments: arguments, platform: platform)
        var found: [BuildReference] = []
        var ends: [StageWalk] = []
        let stages = stages(arguments: arguments, platform: platform)
        for stage in stages {
            var walk = StageWalk(
                stages: Array(stages[..<stage.index]),
                global: global,
                arguments: arguments,
                escape: escape
            )
            switch stage.base {
            case .scratch: break
            case .stage(let index):
                walk.scope = ends[index].environment
                walk.environment = ends[index].environment
                walk.inherits = ends[index].inherits
            case .image(let name):
                walk.inherits = true
                found.append(
                    BuildReference(
                        target: .image(name),
                        keyword: "FROM",
                        range: stage.from.range,
                        isDeferred: false
                    )
                )
            }
            for instruction in stage.instructions { walk.visit(instruction) }
            found += walk.found
            ends.append(walk)
        }
        return found
    }
}

/// Follows one stage, knowing which variables are set where.
private struct StageWalk {
    let stages: [Stage]
    let global: VariableScope
    let arguments: [String: String]
    let escape: UInt8
    var scope = VariableScope()
    var environment = VariableScope()
    /// Whether an image may bring variables that aren't seen here.
    var inherits = false
    var found: [BuildReference] = []

    mutating func visit(_ instruction: Instruction, isDeferred: Bool = false) {
        let note = { (target: BuildReference.Target, keyword: String) in
            BuildReference(target: target, keyword: keyword, range: instruction.range, isDeferred: isDeferred)
        }
        switch instruction.kind {
        case .arg(let variables): for variable in variables { declare(variable) }
        case .env(let variables): set(variables)
        case .copy(let transfer):
            if let from = transfer.from, let target = image(from) { found.append(note(target, "COPY")) }
        case .add(let transfer):
            if let from = transfer.from, let target = image(from) { found.append(note(target, "ADD")) }
            for source in transfer.sources {
                if let target = address(source, isDeferred: isDeferred) { found.append(note(target, "ADD")) }
            }
        case .run:
            for mount in instruction.mounts {
                if let from = mount["from"], let target = image(from) { found.append(note(target, "RUN")) }
            }
        case .onbuild(let inner): visit(inner, isDeferred: true)
        default: break
        }
    }

    private mutating func declare(_ variable: Instruction.Variable) {
        let name = scope.expand(variable.name, escape: escape).text
        // A variable of the environment hides an argument of the same name.
        guard environment.values[name] == nil else { return }
        let value =
            arguments[name] ?? variable.value.map { scope.expand($0, escape: escape).text }
            ?? global.values[name]
        if let value { scope.values[name] = value }
    }

    private mutating func set(_ variables: [Instruction.Variable]) {
        // All of one instruction see what was set before it.
        let before = scope
        for variable in variables {
            let value = before.expand(variable.value ?? "", escape: escape).text
            let name = before.expand(variable.name, escape: escape).text
            scope.values[name] = value
            environment.values[name] = value
        }
    }

    /// An earlier stage, by name or number, is no image.
    private func image(_ from: String) -> BuildReference.Target? {
        let expansion = scope.expand(from, escape: escape)
        if from.contains("$"), inherits, !expansion.unset.isEmpty { return .unknown(from) }
        let name = expansion.text
        if let number = Int(name) { return stages.indices.contains(number) ? nil : .unknown(name) }
        if name.isEmpty || stages.contains(where: { $0.name == name.lowercased() }) { return nil }
        return .image(name)
    }

    private func address(_ source: String, isDeferred: Bool) -> BuildReference.Target? {
        let expansion = scope.expand(source, escape: escape)
        if source.contains("$"),
            isDeferred || expansion.problem != nil || (inherits && !expansion.unset.isEmpty)
        {
            return .unknown(source)
        }
        let text = expansion.text
        let isAddress =
            text.lowercased().firstMatch(of: /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//) != nil
            || text.contains(/^[^\/\s]+@[^\/\s]+:/)
        return isAddress ? .url(text) : nil
    }
}
