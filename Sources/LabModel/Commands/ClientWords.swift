/// The words of a client such as `docker` apart: its verb, the flags that are its own, and what stands behind them.
///
/// What runs in a container has flags, too, and they say nothing of how the client is run: `docker exec web ls -lit`.
package struct ClientWords {
    /// The first word that is no flag, behind `compose` and the like.
    package private(set) var verb: String?
    package private(set) var isCompose: Bool
    /// What else stands there, in order: an image and a command, a container's name.
    package private(set) var operands: [String] = []
    /// The verb's flags without dashes, each with its value; a switch has none.
    private var flags: [String: String] = [:]
    private let program: String

    /// - Parameter words: The program and its arguments.
    package init(_ words: [String]) {
        program = words.first ?? ""
        isCompose = program == "docker-compose"
        var rest = words.dropFirst()
        while verb == nil, let word = rest.popFirst() {
            if Self.groups.contains(word) {
                isCompose = isCompose || word == "compose"
            } else if !word.hasPrefix("-") {
                verb = word
            } else if Self.generalWithValue.contains(word) {
                rest = rest.dropFirst()
            }
        }
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                return
            }
            if word.hasPrefix("-"), word != "-" {
                take(word, &rest)
            } else {
                operands.append(word)
                guard !hasCommand else {
                    operands += rest
                    return
                }
            }
        }
    }

    /// Whether one of some flags is set, under its long name or its letter.
    package func has(_ names: String...) -> Bool {
        names.contains { name in flags[name].map { !["false", "0", "f"].contains($0.lowercased()) } ?? false }
    }

    /// Whether one of some flags stands there, whatever its value.
    package func names(_ names: String...) -> Bool { names.contains { flags[$0] != nil } }

    /// The value of a flag under one of its names; nil where none of them stands there.
    package func value(_ names: String...) -> String? { names.lazy.compactMap { flags[$0] }.first }

    // MARK: Reading

    /// Whether the first operand ends the flags: what follows is another program's.
    private var hasCommand: Bool { program != "kubectl" && ["run", "exec", "create"].contains(verb) }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) {
        if word.hasPrefix("--") {
            let parts = word.dropFirst(2).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let name = String(parts.first ?? "")
            flags[name] =
                parts.count > 1 ? String(parts[1]) : takesValue(name) ? rest.popFirst() ?? "" : ""
            return
        }
        // Switches may share a dash; the first letter that takes a value has all that follows it: `-dp 80:80`, `-n5`.
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            let name = String(letter)
            if letters.first == "=" {
                flags[name] = String(letters.dropFirst())
                return
            }
            if takesValue(name) {
                flags[name] = letters.isEmpty ? rest.popFirst() ?? "" : String(letters)
                return
            }
            flags[name] = ""
        }
    }

    private func takesValue(_ name: String) -> Bool {
        if program == "kubectl" {
            // What names a file elsewhere follows the logs.
            return Self.kubectlWithValue.contains(name) && !(verb == "logs" && name == "f")
        }
        if verb == "run" || verb == "create" { return !Self.runSwitches.contains(name) }
        return Self.withValue[verb ?? ""]?.contains(name) ?? false
    }

    // MARK: Flags

    private static let groups: Set<String> = ["compose", "container", "system", "service"]

    /// Options before the verb whose value is a word of its own: docker's, compose's and kubectl's.
    private static let generalWithValue: Set<String> = [
        "-H", "--host", "-c", "--context", "--config", "-l", "--log-level", "--tlscacert", "--tlscert",
        "--tlskey", "--ansi", "--env-file", "-f", "--file", "--parallel", "--profile", "--progress",
        "--project-directory", "--workdir", "-p", "--project-name", "-n", "--namespace", "--cluster",
        "--user", "--kubeconfig", "-s", "--server", "--token", "--as", "--as-group", "--request-timeout",
        "--cache-dir", "-v",
    ]

    /// Flags of `run` that take no value; all others take the next word, unless they have a `=`.
    private static let runSwitches: Set<String> = [
        "d", "detach", "i", "interactive", "t", "tty", "rm", "init", "privileged", "P", "publish-all",
        "read-only", "no-healthcheck", "q", "quiet", "oom-kill-disable", "sig-proxy", "help", "replace",
        "disable-content-trust", "rmi", "build", "no-deps", "quiet-pull", "quiet-build", "remove-orphans",
        "service-ports", "use-aliases", "use-api-socket", "no-hosts", "T", "no-TTY", "no-tty",
    ]

    /// Flags of other verbs that take one.
    private static let withValue: [String: Set<String>] = [
        "exec": ["e", "env", "env-file", "u", "user", "w", "workdir", "detach-keys", "index"],
        "attach": ["detach-keys", "index"],
        "logs": ["n", "tail", "since", "until", "index"],
        "events": ["f", "filter", "since", "until", "format"],
        "stats": ["format"],
        "ps": ["f", "filter", "format", "n", "last", "status"],
        "ls": ["f", "filter", "format", "n", "last"],
        "up": [
            "attach", "exit-code-from", "no-attach", "pull", "scale", "t", "timeout", "wait-timeout",
        ],
    ]

    private static let kubectlWithValue: Set<String> = [
        "n", "namespace", "context", "cluster", "user", "kubeconfig", "s", "server", "token", "as",
        "as-group", "request-timeout", "cache-dir", "v", "o", "output", "l", "selector", "L",
        "label-columns", "f", "filename", "field-selector", "sort-by", "chunk-size", "template", "c",
        "container", "tail", "since", "since-time", "limit-bytes", "max-log-requests",
        "pod-running-timeout", "image", "restart", "port", "env", "overrides", "target", "address",
    ]
}
