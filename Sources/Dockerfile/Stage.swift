/// One stage of a build: a `FROM` and what follows it.
public struct Stage: Hashable, Sendable {
    /// What a stage starts from.
    public enum Base: Hashable, Sendable {
        /// Nothing.
        case scratch
        /// An earlier stage.
        case stage(Int)
        /// An image, by its name after replacement.
        case image(String)
    }

    /// The stage's number, from 0.
    public var index: Int
    /// Its name, in lower case.
    public var name: String?
    public var base: Base
    /// Its `FROM`.
    public var from: Instruction
    /// The instructions after it.
    public var instructions: [Instruction]
}

extension Dockerfile {
    /// The variables before the first stage: what `FROM` lines may use, and what an `ARG` without a value gets.
    ///
    /// - Parameters:
    ///   - arguments: What the caller gives by `--build-arg`.
    ///   - platform: What is set without being asked, such as `BUILDPLATFORM`.
    /// - Returns: The variables with their values.
    public func globalScope(arguments: [String: String], platform: [String: String] = [:]) -> VariableScope {
        var scope = VariableScope(
            platform.merging(arguments.filter { platform.keys.contains($0.key) }) { $1 }
        )
        for instruction in instructions {
            guard case .arg(let variables) = instruction.kind else { break }
            for variable in variables {
                let value =
                    arguments[variable.name] ?? variable.value.map { scope.expand($0, escape: escape).text }
                if let value { scope.values[variable.name] = value }
            }
        }
        return scope
    }

    /// The stages, each base resolved.
    public func stages(arguments: [String: String] = [:], platform: [String: String] = [:]) -> [Stage] {
        let scope = globalScope(arguments: arguments, platform: platform)
        var stages: [Stage] = []
        for instruction in instructions {
            if case .from(let from) = instruction.kind {
                let image = scope.expand(from.image, escape: escape).text
                stages.append(
                    Stage(
                        index: stages.count,
                        name: from.name,
                        base: base(image, among: stages),
                        from: instruction,
                        instructions: []
                    )
                )
            } else if !stages.isEmpty {
                stages[stages.count - 1].instructions.append(instruction)
            }
        }
        return stages
    }

    private func base(_ image: String, among stages: [Stage]) -> Stage.Base {
        if let stage = stages.last(where: { $0.name == image.lowercased() }) { return .stage(stage.index) }
        return image == "scratch" ? .scratch : .image(image)
    }
}
