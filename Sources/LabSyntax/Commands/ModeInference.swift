import LabModel

/// Tells from a command how it is to be run.
enum ModeInference {
    /// Returns the mode, and the reason where the command isn't run.
    static func mode(of command: String, unresolved: [String]) -> (mode: LabStep.Mode, reason: String?) {
        if let name = unresolved.first { return (.template, "nothing stands for <\(name)>") }
        let words = CommandWords(command)
        if let reason = skipReason(words.first) { return (.skip, reason) }
        if isInteractive(words.first) { return (.terminal, nil) }
        if words.isInBackground { return (.run, nil) }
        if follows(words.lastPipe) { return (.follow, nil) }
        if staysInForeground(words.last) { return (.foreground, nil) }
        return (.run, nil)
    }

    /// The placeholders of a command, such as `NAME` in `docker build -t <NAME> .`.
    static func placeholders(in command: String) -> [String] {
        var names: [String] = []
        var rest = Substring(command)
        while let open = rest.firstIndex(of: "<") {
            let before = command[..<open].last
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_" || $0 == "-") }
            guard let first = name.first, first.isLetter, rest[name.endIndex...].first == ">" else {
                continue
            }
            let behind = rest[name.endIndex...].dropFirst()
            rest = rest[name.endIndex...]
            // `<<EOF>file` is a text for standard input, `<A>B` two redirections, `<H1>…</H1>` a page.
            let isRedirected = (before?.isWhitespace ?? true) && behind.first?.isLetter == true
            if before == "<" || isRedirected || behind.contains("</\(name)>") { continue }
            if !names.contains(String(name)) { names.append(String(name)) }
        }
        return names
    }

    // MARK: Skipped

    private static let installers: Set<String> = [
        "brew", "choco", "winget", "scoop", "snap", "apt", "apt-get", "dnf", "yum", "pacman", "zypper",
    ]

    private static func skipReason(_ words: [String]) -> String? {
        guard let program = words.first else { return "it is empty" }
        if installers.contains(program) { return "it installs programs on the machine" }
        if program == "minikube", words.dropFirst().first == "dashboard" { return "it opens a browser" }
        if ["docker", "podman"].contains(program), verb(of: words.dropFirst()) == "login",
            !words.contains("--password-stdin"), !words.contains("-p"), !words.contains("--password")
        {
            return "it asks for a password"
        }
        if ["open", "xdg-open", "start"].contains(program) { return "it opens a window" }
        return nil
    }

    // MARK: Terminal

    private static func isInteractive(_ words: [String]) -> Bool {
        guard let program = words.first else { return false }
        let arguments = words.dropFirst()
        switch program {
        case "docker", "podman", "kubectl", "docker-compose":
            guard let verb = verb(of: arguments) else { return false }
            if program == "kubectl", verb == "edit" { return true }
            if program != "kubectl", verb == "attach" { return true }
            guard ["run", "exec", "attach", "debug"].contains(verb) else { return false }
            return arguments.prefix { $0 != "--" }.contains { flag in
                if flag == "--tty" || flag == "--tty=true" { return true }
                return flag.hasPrefix("-") && !flag.hasPrefix("--") && flag.dropFirst().allSatisfy(\.isLetter)
                    && flag.contains("t") && flag.contains("i")
            } || (arguments.contains("-t") && arguments.contains("-i"))
        case "vi", "vim", "nano", "top", "htop", "less": return true
        default: return false
        }
    }

    // MARK: Follow

    /// Whether a part of a pipe goes on for ever, and none behind it has enough at some time.
    private static func follows(_ pipe: [[String]]) -> Bool {
        guard let first = pipe.lastIndex(where: follows) else { return false }
        return !pipe[(first + 1)...].contains(where: hasEnough)
    }

    private static func hasEnough(_ words: [String]) -> Bool {
        let arguments = words.dropFirst()
        switch words.first {
        case "head": return true
        case "grep", "egrep", "fgrep", "rg":
            return arguments.contains { flag in
                flag == "--quiet" || flag.hasPrefix("--max-count")
                    || (flag.hasPrefix("-") && !flag.hasPrefix("--") && flag.contains { "qm".contains($0) })
            }
        case "sed", "awk": return arguments.contains { $0.hasSuffix("q") || $0.contains("exit") }
        default: return false
        }
    }

    private static func follows(_ words: [String]) -> Bool {
        guard let program = words.first else { return false }
        let arguments = words.dropFirst()
        let hasFlag = { (names: Set<String>) in
            arguments.contains { names.contains($0) || names.contains($0.replacing("=true", with: "")) }
        }
        switch program {
        case "docker", "podman", "docker-compose":
            switch verb(of: arguments) {
            case "logs": return hasFlag(["-f", "--follow"])
            case "events": return !hasFlag(["--until"])
            case "stats": return !hasFlag(["--no-stream"])
            default: return false
            }
        case "kubectl":
            switch verb(of: arguments) {
            case "logs": return hasFlag(["-f", "--follow"])
            case "get": return hasFlag(["-w", "--watch", "--watch-only"])
            default: return false
            }
        case "tail":
            return arguments.contains {
                $0 == "-F" || $0 == "--follow"
                    || ($0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("f"))
            }
        case "watch": return true
        default: return false
        }
    }

    // MARK: Foreground

    private static func staysInForeground(_ words: [String]) -> Bool {
        guard let program = words.first else { return false }
        let arguments = Array(words.dropFirst())
        switch program {
        case "docker", "podman", "docker-compose":
            let isCompose = program == "docker-compose" || arguments.first == "compose"
            switch verb(of: arguments[...]) {
            case "up" where isCompose: return !isDetached(arguments) && !arguments.contains("--wait")
            case "watch" where isCompose: return true
            case "run" where !isCompose: return !isDetached(arguments) && RunCommand(arguments).isService
            default: return false
            }
        case "kubectl": return ["port-forward", "proxy"].contains(verb(of: arguments[...]) ?? "")
        case "minikube": return arguments.first == "tunnel"
        case "caddy": return arguments.first == "run"
        default: return false
        }
    }

    private static func isDetached(_ arguments: [String]) -> Bool {
        arguments.contains { flag in
            flag == "--detach" || flag == "--detach=true"
                || (flag.hasPrefix("-") && !flag.hasPrefix("--") && flag.dropFirst().allSatisfy(\.isLetter)
                    && flag.contains("d"))
        }
    }

    /// Options before the verb whose value is a word of its own: docker's, compose's and kubectl's.
    private static let optionsWithValue: Set<String> = [
        "-H", "--host", "-c", "--context", "--config", "-l", "--log-level", "--tlscacert", "--tlscert",
        "--tlskey", "--ansi", "--env-file", "-f", "--file", "--parallel", "--profile", "--progress",
        "--project-directory", "--workdir", "-p", "--project-name", "-n", "--namespace", "--cluster",
        "--user", "--kubeconfig", "-s", "--server", "--token", "--as", "--as-group", "--request-timeout",
        "--cache-dir", "-v",
    ]

    /// The first word that is no flag, behind `compose` and the like.
    private static func verb(of arguments: ArraySlice<String>) -> String? {
        var rest = arguments
        while let word = rest.popFirst() {
            if optionsWithValue.contains(word) {
                rest = rest.dropFirst()
                continue
            }
            if word.hasPrefix("-") || ["compose", "container", "system"].contains(word) { continue }
            return word
        }
        return nil
    }
}
