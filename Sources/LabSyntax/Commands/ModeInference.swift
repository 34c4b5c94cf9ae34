import LabModel

/// Tells from a command how it is to be run.
enum ModeInference {
    /// Returns the mode, and the reason where the command isn't run.
    static func mode(of command: String, unresolved: [String]) -> (mode: LabStep.Mode, reason: String?) {
        if let name = unresolved.first { return (.template, "nothing stands for <\(name)>") }
        let words = CommandWords(HereDocuments.removed(from: command))
        if let reason = skipReason(words.first) { return (.skip, reason) }
        // Behind a pipe nobody types.
        if words.heads.contains(where: isInteractive) { return (.terminal, nil) }
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
        if ["docker", "podman"].contains(program), ClientWords(words).verb == "login",
            !words.contains("--password-stdin"), !words.contains("-p"), !words.contains("--password")
        {
            return "it asks for a password"
        }
        if ["open", "xdg-open", "start"].contains(program) { return "it opens a window" }
        return nil
    }

    // MARK: Terminal

    private static func isInteractive(_ words: [String]) -> Bool {
        switch words.first {
        case "docker", "podman", "kubectl", "docker-compose":
            let client = ClientWords(words)
            let isKubectl = words.first == "kubectl"
            if client.verb == (isKubectl ? "edit" : "attach") { return true }
            guard ["run", "exec", "attach", "debug"].contains(client.verb) else { return false }
            return client.has("tty") || client.has("t") && client.has("i", "interactive", "stdin")
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
        let arguments = words.dropFirst()
        switch words.first {
        case "docker", "podman", "docker-compose":
            let client = ClientWords(words)
            switch client.verb {
            case "logs": return client.has("f", "follow")
            case "events": return !client.names("until")
            case "stats": return !client.has("no-stream")
            default: return false
            }
        case "kubectl":
            let client = ClientWords(words)
            switch client.verb {
            case "logs": return client.has("f", "follow")
            case "get": return client.has("w", "watch", "watch-only")
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
        let client = ClientWords(words)
        switch words.first {
        case "docker", "podman", "docker-compose":
            switch client.verb {
            case "up" where client.isCompose: return !client.has("d", "detach", "wait", "no-start")
            case "watch" where client.isCompose: return true
            case "run" where !client.isCompose:
                return !client.has("d", "detach") && RunCommand(client).isService
            default: return false
            }
        case "kubectl": return ["port-forward", "proxy"].contains(client.verb)
        case "minikube": return words.dropFirst().first == "tunnel"
        case "caddy": return words.dropFirst().first == "run"
        default: return false
        }
    }
}
