import Dockerfile
import SourceText

/// The exec form runs no shell, so a variable in it is never replaced.
enum ExecVariableRule {
    static func findings(in stage: Stage, _ source: SourceFile) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var entrypoint: [String] = []
        for instruction in stage.instructions {
            let words: [String]
            let keyword: String
            switch instruction.kind {
            case .entrypoint(.exec(let found)):
                entrypoint = found
                (keyword, words) = ("ENTRYPOINT", found)
            case .cmd(.exec(let found)):
                // The words are arguments of the entry point, which may be a shell.
                guard !isShell(entrypoint.first) else { continue }
                (keyword, words) = ("CMD", found)
            case .healthcheck(.command(.exec(let found))): (keyword, words) = ("HEALTHCHECK", found)
            case .run(.exec(let found)): (keyword, words) = ("RUN", found)
            default: continue
            }
            guard !isShell(words.first),
                let word = words.first(where: { ShellVariable.first(in: $0) != nil }),
                let name = ShellVariable.first(in: word)
            else { continue }
            findings.append(
                .execVariable(
                    keyword,
                    word,
                    name,
                    at: SourceLocation(file: source.name, range: instruction.range)
                )
            )
        }
        return findings
    }

    private static let shells: Set<String> = [
        "sh", "bash", "ash", "dash", "zsh", "busybox", "pwsh", "cmd", "powershell",
    ]

    private static func isShell(_ program: String?) -> Bool {
        guard let name = program?.split(separator: "/").last else { return false }
        return shells.contains(String(name))
    }
}

/// Variables as a shell writes them.
enum ShellVariable {
    /// The name of the first variable in a word: of `$NAME` or `${NAME…}`; nil where there is none.
    static func first(in word: String) -> String? { all(in: word).first }

    /// The names of all variables in a text.
    static func all(in text: String) -> [String] {
        var names: [String] = []
        var rest = Substring(text)
        while let sign = rest.firstIndex(of: "$") {
            let isEscaped = sign > text.startIndex && text[text.index(before: sign)] == "\\"
            rest = rest[rest.index(after: sign)...]
            let body = rest.first == "{" ? rest.dropFirst() : rest
            let name = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            if !isEscaped, let first = name.first, !first.isNumber { names.append(String(name)) }
        }
        return names
    }
}

extension Diagnostic {
    static func execVariable(
        _ keyword: String,
        _ word: String,
        _ name: String,
        at location: SourceLocation
    ) -> Self {
        Self(
            "file.dockerfile.exec-variable",
            .warning,
            at: location,
            "\(keyword) in exec form runs no shell, so '\(word)' is taken as it stands: $\(name) isn't replaced",
            notes: [
                Note("give the program a name that doesn't vary, such as /app"),
                Note(
                    "or let a shell replace it: \(keyword) [\"sh\", \"-c\", \"exec \(word)\"], with ENV \(name) set in this stage"
                ),
            ]
        )
    }
}
