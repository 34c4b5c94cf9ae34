import Dockerfile
import SourceText

/// An argument holds only in the stage that declares it; in others it is empty.
enum StageArgumentRule {
    static func findings(in file: Dockerfile, _ source: SourceFile) -> [Diagnostic] {
        let stages = file.stages()
        let global = Set(
            file.instructions.prefix { if case .from = $0.kind { false } else { true } }.flatMap(declared)
        )
        let everywhere = stages.reduce(into: global) { names, stage in
            names.formUnion(stage.instructions.flatMap(declared))
        }
        var findings: [Diagnostic] = []
        var environment: [Set<String>] = []
        for stage in stages {
            var known: Set<String> = []
            // What a stage sets with ENV its image has, and so has a stage that begins with it.
            if case .stage(let base) = stage.base { known = environment[base] }
            for instruction in stage.instructions {
                for name in used(instruction) where everywhere.contains(name) && !known.contains(name) {
                    findings.append(
                        .argumentOfOtherStage(
                            name,
                            at: SourceLocation(file: source.name, range: instruction.range)
                        )
                    )
                    known.insert(name)
                }
                known.formUnion(declared(instruction))
                if case .env(let variables) = instruction.kind { known.formUnion(variables.map(\.name)) }
            }
            environment.append(
                Set(
                    stage.instructions.flatMap { instruction -> [String] in
                        if case .env(let variables) = instruction.kind { variables.map(\.name) } else { [] }
                    }
                ).union(baseEnvironment(stage, environment))
            )
        }
        return findings
    }

    private static func baseEnvironment(_ stage: Stage, _ environment: [Set<String>]) -> Set<String> {
        if case .stage(let base) = stage.base { environment[base] } else { [] }
    }

    private static func declared(_ instruction: Instruction) -> [String] {
        if case .arg(let variables) = instruction.kind { variables.map(\.name) } else { [] }
    }

    /// The variables that the builder replaces, or a shell of the stage reads, in an instruction.
    private static func used(_ instruction: Instruction) -> [String] {
        let texts: [String]
        switch instruction.kind {
        case .copy(let transfer), .add(let transfer): texts = transfer.sources + [transfer.destination]
        case .workdir(let text), .user(let text), .stopSignal(let text): texts = [text]
        case .expose(let words), .volume(let words): texts = words
        case .env(let variables), .label(let variables): texts = variables.compactMap(\.value)
        case .run(.shell(let text)): texts = [text]
        default: texts = []
        }
        return texts.flatMap(ShellVariable.all)
    }
}

extension Diagnostic {
    static func argumentOfOtherStage(_ name: String, at location: SourceLocation) -> Self {
        Self(
            "file.dockerfile.stage-argument",
            .warning,
            at: location,
            "$\(name) is empty here: this stage doesn't declare it",
            notes: [
                Note("an ARG holds only in its own stage; write 'ARG \(name)' behind this stage's FROM, too")
            ]
        )
    }
}
