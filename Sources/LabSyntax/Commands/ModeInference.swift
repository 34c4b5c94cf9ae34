import LabModel

/// Tells from a command how it is to be run.
enum ModeInference {
    /// Returns the mode, and the reason where the command isn't run.
    static func mode(of command: String, unresolved: [String]) -> (mode: LabStep.Mode, reason: String?) {
        if let name = unresolved.first { return (.template, "nothing stands for <\(name)>") }
        let words = CommandWords(command)
        if let reason = skipReason(words.first) { return (.skip, reason) }
        let last = words.last
        if isInteractive(words.first) { return (.terminal, nil) }
        if follows(last) { return (.follow, nil) }
        if staysInForeground(last) { return (.foreground, nil) }
        return (.run, nil)
    }

    /// The placeholders of a command, such as `NAME` in `docker build -t <NAME> .`.
    static func placeholders(in command: String) -> [String] {
        var names: [String] = []
        var rest = Substring(command)
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_" || $0 == "-") }
            guard let first = name.first, first.isLetter, rest[name.endIndex...].first == ">" else {
                continue
            }
            if !names.contains(String(name)) { names.append(String(name)) }
            rest = rest[name.endIndex...]
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

    /// The first word that is no flag, behind `compose` and the like.
    private static func verb(of arguments: ArraySlice<String>) -> String? {
        var rest = arguments
        while let word = rest.popFirst() {
            if [
                "-f", "--file", "-p", "--project-name", "-n", "--namespace", "--profile", "--context", "-H",
                "--host",
            ].contains(word) {
                rest = rest.dropFirst()
                continue
            }
            if word.hasPrefix("-") || ["compose", "container", "system"].contains(word) { continue }
            return word
        }
        return nil
    }
}
