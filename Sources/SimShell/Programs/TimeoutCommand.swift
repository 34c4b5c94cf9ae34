/// GNU's `timeout`, which images of Debian's kind have: silent, and 124 where the time was over.
struct TimeoutCommand {
    private var limit = 0.0
    private var signal = Signal.terminate
    /// After how long the command is killed that the signal didn't end.
    private var patience: Double?
    private var preservesStatus = false
    private var isVerbose = false
    private var words: [String] = []

    /// What ends with `timeout`'s own fault.
    private static let fault: ExitCode = 125

    /// The long options and the letters they stand for; those with a value end in `=`.
    private static let long: [String: Character] = [
        "signal=": "s", "kill-after=": "k", "preserve-status": "p", "foreground": "f", "verbose": "v",
    ]

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let command = try await TimeoutCommand(&applet)
        return try await command.run(&applet)
    }

    private init(_ applet: inout AppletContext) async throws(Applet.Stop) {
        var rest = applet.arguments[...]
        while let word = rest.first, word.hasPrefix("-"), word.utf8.count > 1 {
            rest = rest.dropFirst()
            if word == "--" { break }
            if word.hasPrefix("--") {
                try await take(long: word, &rest, applet)
            } else {
                try await take(letters: word.dropFirst(), &rest, applet)
            }
        }
        words = Array(rest.dropFirst())
        guard let first = rest.first, !words.isEmpty else { throw await Self.refused(nil, applet) }
        limit = try await Self.interval(first, applet)
    }

    private mutating func take(
        long word: String,
        _ rest: inout ArraySlice<String>,
        _ applet: AppletContext
    ) async throws(Applet.Stop) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        let fitting = Self.long.keys.filter { $0.hasPrefix(parts[0]) }
        guard fitting.count == 1, let letter = Self.long[fitting[0]] else {
            throw await Self.refused("unrecognized option '\(word)'", applet)
        }
        guard fitting[0].hasSuffix("=") else { return try await take(letter, "", applet) }
        guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
            throw await Self.refused("option '\(word)' requires an argument", applet)
        }
        try await take(letter, value, applet)
    }

    private mutating func take(
        letters: Substring,
        _ rest: inout ArraySlice<String>,
        _ applet: AppletContext
    ) async throws(Applet.Stop) {
        var letters = letters
        while let letter = letters.popFirst() {
            if letter == "v" {
                try await take(letter, "", applet)
                continue
            }
            guard letter == "s" || letter == "k" else {
                throw await Self.refused("invalid option -- '\(letter)'", applet)
            }
            guard let value = letters.isEmpty ? rest.popFirst() : String(letters) else {
                throw await Self.refused("option requires an argument -- '\(letter)'", applet)
            }
            try await take(letter, value, applet)
            letters = ""
        }
    }

    private mutating func take(
        _ letter: Character,
        _ value: String,
        _ applet: AppletContext
    ) async throws(Applet.Stop) {
        switch letter {
        case "s":
            guard let known = Signal(value) else {
                throw await Self.refused("'\(value)': invalid signal", applet)
            }
            signal = known
        case "k": patience = try await Self.interval(value, applet)
        case "p": preservesStatus = true
        case "v": isVerbose = true
        default: break
        }
    }

    private static func interval(
        _ text: String,
        _ applet: AppletContext
    ) async throws(Applet.Stop) -> Double {
        guard let seconds = Coreutils.seconds(text) else {
            throw await refused("invalid time interval '\(text)'", applet)
        }
        return seconds
    }

    private static func refused(_ words: String?, _ applet: AppletContext) async -> Applet.Stop {
        if let words { await applet.say(words) }
        await applet.sayPlainly("Try 'timeout --help' for more information.")
        return .exit(fault)
    }

    // MARK: Running

    private func run(_ applet: inout AppletContext) async throws(Applet.Stop) -> ExitCode {
        let process = applet.process
        var launch = ProcessLaunch(
            arguments: words,
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: process.streams
        )
        launch.mask = process.mask
        let child: any RunningProcess
        do throws(LaunchError) { child = try process.world.start(launch, parent: process.id) } catch {
            switch error {
            case .notFound(let name):
                throw await applet.fail("failed to run command '\(name)': No such file or directory", 127)
            case .notExecutable:
                throw await applet.fail("failed to run command '\(words[0])': Permission denied", 126)
            case .tooManyProcesses:
                let words = "fork system call failed: Resource temporarily unavailable"
                throw await applet.fail(words, Self.fault)
            }
        }
        let (code, last) = await wait(for: child, applet)
        if Task.isCancelled { throw .exit(137) }
        guard let last else { return code }
        // What had to be killed looks so from outside, too.
        if last == .kill { _ = process.world.signal(.kill, to: process.id) }
        return preservesStatus || last == .kill ? code : 124
    }

    /// Waits for the command's end.
    ///
    /// - Returns: Its code, and the last signal that it was sent; nil where it was in time.
    private func wait(for child: any RunningProcess, _ applet: AppletContext) async -> (ExitCode, Signal?) {
        let world = applet.process.world
        guard limit > 0 else { return (await child.wait(), nil) }
        if let code = await world.within(limit, { await child.wait() }) { return (code, nil) }
        await send(signal, to: child, applet)
        guard let patience, patience > 0, signal != .kill else { return (await child.wait(), signal) }
        if let code = await world.within(patience, { await child.wait() }) { return (code, signal) }
        await send(.kill, to: child, applet)
        return (await child.wait(), .kill)
    }

    private func send(_ signal: Signal, to child: any RunningProcess, _ applet: AppletContext) async {
        if Task.isCancelled { return }
        if isVerbose { await applet.say("sending signal \(signal.name) to command '\(words[0])'") }
        _ = applet.process.world.signal(signal, to: child.id)
    }
}
