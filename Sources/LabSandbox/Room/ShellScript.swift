/// A command as a shell of its own runs it, so that it finds the folder and the variables that the one before it left.
///
/// What is kept lies in the session's home, where the student may change it: nothing rests on it but the comfort of `cd`
/// and `export`.
struct ShellScript {
    let text: String
    /// What is kept, in the session's home.
    static let state = ".slidectl-shell"

    init(_ script: String) {
        text = """
            state=$HOME/\(Self.state)
            [ -r "$state" ] && . "$state" 2>/dev/null
            trap '{ export -p; printf "cd %q\\n" "$PWD"; } >"$HOME/\(Self.state)" 2>/dev/null' EXIT
            unset state
            \(script)
            """
    }
}
