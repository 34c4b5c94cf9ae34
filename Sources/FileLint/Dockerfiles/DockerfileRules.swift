import Dockerfile
import SourceText

/// What can't work in a Dockerfile.
enum DockerfileRules {
    static func findings(in source: SourceFile) -> [Diagnostic] {
        let file = Dockerfile(source.bytes)
        let problems = file.problems.map { problem in
            Diagnostic(
                "file.dockerfile.syntax",
                .warning,
                at: SourceLocation(file: source.name, range: problem.range),
                "docker build refuses this file: \(problem.text)"
            )
        }
        guard problems.isEmpty else { return problems }
        return file.stages().flatMap { ExecVariableRule.findings(in: $0, source) }
            + StageArgumentRule.findings(in: file, source)
    }
}
