/// A command as a shell of its own runs it, so that it finds what the one before it left, as on one terminal: the folder,
/// variables, functions and aliases.
///
/// What is kept lies in the session's home, where the student may change it: nothing rests on it but the comfort of `cd`
/// and `export`.
struct ShellScript {
    let text: String
    /// What is kept, in the session's home.
    static let state = ".slidectl-shell"

    init(_ script: String) {
        // All of it is one line, so that the numbers in the shell's own messages are those of the script's lines.
        text =
            "[ -r \(Self.place) ] && . \(Self.place) 2>/dev/null; shopt -s expand_aliases; "
            + "trap '\(Self.keeping)' EXIT; eval \(Self.quoted(script))"
    }

    private static let place = "\"$HOME/\(state)\""

    /// Writes the state down, the folder first: going there would change `OLDPWD`.
    private static let keeping =
        "{ printf \"cd %q\\n\" \"$PWD\"; compgen -v | while IFS= read -r _slidectl; do "
        + "case $_slidectl in \(shellsOwn.joined(separator: "|"))) ;; *) declare -p \"$_slidectl\" ;; esac; done; "
        + "declare -f; declare -Fx; alias -p; } >\(place) 2>/dev/null"

    /// Variables that the shell itself gives: they are read-only, or would be wrong in the next one.
    private static let shellsOwn = [
        "BASH*", "COMP_WORDBREAKS", "DIRSTACK", "EPOCH*", "EUID", "FUNCNAME", "GROUPS", "HISTCMD", "LINENO",
        "PIPESTATUS", "PPID", "RANDOM", "SECONDS", "SHELLOPTS", "SRANDOM", "UID", "_", "_slidectl",
    ]

    /// A text as one word on one line.
    private static func quoted(_ text: String) -> String {
        var word = "$'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": word += "\\\\"
            case "'": word += "\\'"
            case "\n": word += "\\n"
            default: word.unicodeScalars.append(scalar)
            }
        }
        return word + "'"
    }
}
