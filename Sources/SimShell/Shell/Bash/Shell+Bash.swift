extension Shell {
    /// The options of `set` that only bash has; they tune what isn't there, and are taken.
    static let bashOptionNames: Set<String> = [
        "braceexpand", "emacs", "functrace", "hashall", "histexpand", "history", "interactive-comments",
        "keyword", "onecmd", "physical", "posix", "privileged",
    ]

    /// Builtins of bash that aren't there.
    private static let unmodelledBuiltins: Set<String> = [
        "bind", "builtin", "caller", "compgen", "complete", "compopt", "declare", "dirs", "disown", "enable",
        "mapfile", "popd", "pushd", "readarray", "shopt", "suspend", "typeset",
    ]
    /// Options of builtins that ash has as well, which bash alone understands.
    private static let unmodelledOptions: [String: Set<Character>] = [
        "export": ["f"], "local": ["A", "a", "g", "i", "l", "n", "p", "r", "u", "x"], "printf": ["v"],
        "read": ["a", "d", "e", "i", "N"], "readonly": ["A", "a", "f"], "type": ["a", "f", "P", "p", "t"],
        "unset": ["n"], "wait": ["f", "n", "p"],
    ]

    /// What of a command line bash would do and this shell doesn't.
    static func unmodelledInBash(_ words: [String]) -> String? {
        let name = words[0]
        if unmodelledBuiltins.contains(name) { return name }
        if name == "trap",
            let signal = words.dropFirst(2).first(where: { ["DEBUG", "ERR", "RETURN"].contains($0) })
        {
            return "trap \(signal)"
        }
        if name == "printf", words.count > 1, words[1].contains("%q") { return "printf %q" }
        guard let letters = unmodelledOptions[name] else { return nil }
        for word in words.dropFirst() {
            guard word.hasPrefix("-"), word != "--" else { return nil }
            if let letter = word.dropFirst().first(where: letters.contains) { return "\(name) -\(letter)" }
        }
        return nil
    }

    /// Says and notes what bash would do and this shell doesn't.
    func sayNotModelled(_ what: String) async {
        process.world.noteModelled("bash: \(what)")
        await say("\(what): not modelled by the embedded engine")
    }

    /// Whether `set` takes an option's letter.
    func knows(option letter: Character) -> Bool {
        Self.optionLetters.contains(letter) || (dialect == .bash && "BEHhkptT".contains(letter))
    }

    /// Takes bash's own options from the front of its words; an exit code where nothing more is to be done.
    mutating func takeLongOptions(_ words: inout ArraySlice<String>) async -> ExitCode? {
        while let word = words.first, word.hasPrefix("--"), word != "--" {
            words.removeFirst()
            switch word {
            case "--login", "--noediting", "--noprofile", "--posix", "--verbose": continue
            case "--norc": startFiles = []
            case "--init-file", "--rcfile": if let file = words.popFirst() { startFiles = [file] }
            case "--version":
                try? await process.streams.output.write(
                    Array("GNU bash, version \(Self.bashVersion) (x86_64-pc-linux-gnu)\n".utf8)
                )
                return 0
            default:
                await say("\(word): invalid option")
                return 2
            }
        }
        return nil
    }

    /// Reads what an interactive bash begins with: Debian's sets the prompt there.
    mutating func readStartFiles() async throws(ShellUnwind) {
        guard dialect == .bash, isInteractive else { return }
        for file in startFiles {
            let path = file.hasPrefix("~") ? (value(of: "HOME") ?? "/") + file.dropFirst() : file
            guard let text = try? files.read(absolute(path), as: user), text.count <= Self.maxExpansion else {
                continue
            }
            do throws(ShellUnwind) { try await run(text: text, line: 1) } catch {
                // An error in them doesn't keep anybody from working.
                if case .exit = error { throw error }
            }
        }
        status = 0
    }

    /// The version as `\v` of a prompt tells it.
    static var shortBashVersion: Substring { bashVersion.prefix(3) }

    private static let bashVersion = "5.2.15(1)-release"

    /// The variables that bash alone has.
    func bashValue(of name: String) -> String? {
        switch name {
        case "BASH": "/bin/bash"
        case "BASH_VERSION": Self.bashVersion
        case "BASHPID": String(process.id)
        case "EPOCHSECONDS": String(process.world.now.seconds)
        case "EUID", "UID": String(user.id)
        case "HOSTNAME": process.world.hostName
        case "OSTYPE": "linux-gnu"
        case "SECONDS": String(process.world.now.seconds - started.seconds)
        default: nil
        }
    }

    /// The words after their braces.
    func bracesExpanded(_ words: [ShellWord]) async throws(ShellUnwind) -> [ShellWord] {
        var all: [ShellWord] = []
        do throws(BraceExpansion.TooLarge) {
            for word in words { all += try BraceExpansion.words(of: word) }
        } catch {
            throw await fail("out of memory")
        }
        return all
    }

    mutating func runArithmetic(_ parts: [WordPart]) async throws(ShellUnwind) {
        do throws(ShellUnwind) {
            status = try await evaluate(parts) == 0 ? 1 : 0
        } catch .failure {
            // It is a command like others: it fails, and the script goes on.
            status = 1
        }
    }

    mutating func runCounted(_ loop: CountedLoop) async throws(ShellUnwind) {
        if !loop.first.isEmpty { _ = try await evaluate(loop.first) }
        var last = 0
        loops += 1
        defer { loops -= 1 }
        while true {
            try await step()
            if !loop.condition.isEmpty, try await evaluate(loop.condition) == 0 { break }
            do throws(ShellUnwind) {
                try await run(loop.body)
            } catch {
                if try !goesOn(after: error) { break }
            }
            last = status
            if !loop.step.isEmpty { _ = try await evaluate(loop.step) }
        }
        status = last
    }

    /// A text with its letters, or its first one, made large or small.
    static func changingCase(_ text: String, isUpper: Bool, all: Bool) -> String {
        let length = all ? text.count : 1
        let changed = text.prefix(length)
        return (isUpper ? changed.uppercased() : changed.lowercased()) + text.dropFirst(length)
    }

    /// `/dev/tcp/HOST/PORT`, which bash alone takes for a connection; nil where there is none, which is said.
    func connect(_ path: String) async throws(ShellUnwind) -> Descriptor? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard path.hasPrefix("/dev/tcp/") else {
            await sayNotModelled("/dev/udp")
            return nil
        }
        guard parts.count == 5, !parts[3].isEmpty, let port = Int(parts[4]), (1...65_535).contains(port)
        else {
            await say("\(path): No such file or directory")
            return nil
        }
        do throws(NetworkError) {
            let connection = try await process.world.network.connect(to: String(parts[3]), port: port)
            return Descriptor(source: SharedSource(connection), sink: SharedSink(connection))
        } catch {
            let why: String
            switch error {
            case .unknownHost:
                await say("\(parts[3]): Name or service not known")
                why = "Invalid argument"
            case .timedOut: why = "Connection timed out"
            case .unreachable: why = "Network is unreachable"
            case .refused, .addressInUse: why = "Connection refused"
            }
            if error != .unknownHost { try await write("\(name): connect: \(why)\n", to: 2) }
            await say("\(path): \(why)")
            return nil
        }
    }
}
