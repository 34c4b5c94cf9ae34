public import SourceText

/// A file that a lecture shows with `.code`, by what it is.
enum ShownFile {
    case dockerfile
    case compose
    case manifest

    /// Tells a file's kind by its name and, for YAML, by what it says; nil for all others.
    init?(_ source: SourceFile) {
        let name = (source.name.split(separator: "/").last ?? "").lowercased()
        if name == "dockerfile" || name.hasPrefix("dockerfile.") || name.hasSuffix(".dockerfile")
            || name == "containerfile"
        {
            self = .dockerfile
            return
        }
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return nil }
        let lines = source.lines.map { source.bytes[$0] }
        if lines.contains(where: { $0.starts(with: "services:".utf8) }) {
            self = .compose
        } else if lines.contains(where: { $0.starts(with: "apiVersion:".utf8) }),
            lines.contains(where: { $0.starts(with: "kind:".utf8) })
        {
            self = .manifest
        } else {
            return nil
        }
    }
}

/// Finds what can't work in the Dockerfiles, compose files and manifests that a lecture shows, and in the commands that
/// use them.
///
///     let findings = FileLint.findings(files: files, commands: commands)
///
/// Nothing is run: the rules know what the tools make of these files.
public enum FileLint {
    /// Checks files and commands.
    ///
    /// - Parameters:
    ///   - files: The files that the lecture shows; those of other kinds are passed over.
    ///   - commands: The commands on its slides, in order.
    /// - Returns: The findings, by place.
    public static func findings(files: [SourceFile], commands: [ShownCommand]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var composeFiles: [ComposeFile] = []
        var workloads: [Workload] = []
        for file in files {
            switch ShownFile(file) {
            case .dockerfile: findings += DockerfileRules.findings(in: file)
            case .compose:
                let parsed = ComposeFile.read(file)
                findings += parsed.problems
                composeFiles += parsed.value.map { [$0] } ?? []
            case .manifest:
                let parsed = Workload.read(file)
                findings += parsed.problems
                workloads += parsed.value ?? []
            case nil: continue
            }
        }
        for file in composeFiles { findings += ComposeRules.findings(in: file) }
        for workload in workloads { findings += SelectorRule.findings(in: workload) }
        findings += ProfileRule.findings(in: commands, composeFiles)
        findings += ContainerNameRule.findings(in: commands, workloads)
        return findings.sortedByPlace()
    }
}

/// A command on a slide.
public struct ShownCommand: Sendable {
    /// Its words, one list for each simple command.
    public var commands: [[String]]
    public var location: SourceLocation

    public init(commands: [[String]], at location: SourceLocation) {
        self.commands = commands
        self.location = location
    }
}
