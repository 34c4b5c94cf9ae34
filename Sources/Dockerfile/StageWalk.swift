import SourceText

extension Dockerfile {
    /// All stages, followed to their ends.
    func walks(
        arguments: [String: String],
        platform: [String: String],
        images: [String: BaseImage] = [:]
    ) -> [StageWalk] {
        let global = globalScope(arguments: arguments, platform: platform)
        let stages = stages(arguments: arguments, platform: platform)
        var ends: [StageWalk] = []
        for stage in stages {
            let earlier = Array(stages[..<stage.index])
            var walk = StageWalk(stages: earlier, global: global, arguments: arguments, escape: escape)
            walk.begin(stage, after: ends, images)
            for instruction in stage.instructions { walk.visit(instruction) }
            ends.append(walk)
        }
        return ends
    }
}

/// Follows one stage, knowing which variables are set where, and in which folder commands run.
struct StageWalk {
    private let stages: [Stage]
    private let global: VariableScope
    private let arguments: [String: String]
    private let escape: UInt8
    var scope = VariableScope()
    var environment = VariableScope()
    /// Whether an image may bring variables that aren't seen here.
    var inherits = false
    var folder = "/"
    private(set) var found: [BuildReference] = []
    private(set) var folders: [WorkingFolder] = []

    init(stages: [Stage], global: VariableScope, arguments: [String: String], escape: UInt8) {
        (self.stages, self.global, self.arguments, self.escape) = (stages, global, arguments, escape)
    }

    /// Takes note of what a stage starts from.
    mutating func begin(_ stage: Stage, after ends: [StageWalk], _ images: [String: BaseImage]) {
        switch stage.base {
        case .scratch: break
        case .stage(let index):
            let end = ends[index]
            (scope, environment, inherits, folder) = (
                end.environment, end.environment, end.inherits, end.folder
            )
        case .image(let name):
            inherits = true
            if let image = images[name] {
                scope.values.merge(image.environment) { $1 }
                environment.values.merge(image.environment) { $1 }
                folder = image.folder
            }
            found.append(
                BuildReference(
                    target: .image(name),
                    keyword: "FROM",
                    range: stage.from.range,
                    isDeferred: false
                )
            )
        }
    }

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
        case .workdir(let path):
            let text = scope.expand(path, escape: escape).text
            folder = text.hasPrefix("/") ? text : "\(folder)/\(text)"
            folders.append(WorkingFolder(path: folder, range: instruction.range))
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
