/// `awk`: the whole language as POSIX has it, with BusyBox's additions but for `gensub`.
enum AwkCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "+F:v:f:e:", applet)
        var words = options.rest
        var texts: [[UInt8]] =
            options.letters["e"] == nil ? [] : (options.values["e"] ?? []).map { Array($0.utf8) }
        for name in options.values["f"] ?? [] {
            guard let source = await applet.open(name) else { return 1 }
            texts.append(try await applet.contents(source))
        }
        if texts.isEmpty {
            guard !words.isEmpty else { throw await applet.usage("awk [OPTIONS] [AWK_PROGRAM] [FILE]...") }
            texts = [Array(words.removeFirst().utf8)]
        }
        let program: AwkProgram
        do throws(AwkFailure) {
            program = try AwkParser.parse(Array(texts.joined(separator: [10])))
        } catch {
            throw await applet.fail("cmd. line:1: \(error.words)")
        }
        let machine = AwkMachine(program, applet, arguments: words)
        if let separator = options.value("F") {
            machine.variables["FS"] = .text(
                separator == "t" ? [9] : AwkText.unescaped(Array(separator.utf8)[...])
            )
        }
        do throws(AwkMachine.Leap) {
            for word in options.values["v"] ?? [] { try await machine.assign(word) }
            let code = try await machine.run()
            try await machine.flush()
            return ExitCode(truncatingIfNeeded: machine.failedToOpen && code == 0 ? 1 : code)
        } catch {
            switch error {
            case .stopped(let code): throw .exit(code)
            case .failed(let failure):
                try? await machine.flush()
                throw await applet.fail("cmd. line:1: \(failure.words)")
            default: return 0
            }
        }
    }
}

extension AwkMachine {
    /// Carries out `name=value` of the command line.
    func assign(_ word: String) async throws(Leap) {
        let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else { return }
        let text = AwkText.unescaped(Array(sides[1].utf8)[...])
        try await put(.input(text), at: .variable(String(sides[0])))
    }

    func flush() async throws(Leap) {
        do throws(Applet.Stop) { try await applet.flush() } catch {
            guard case .exit(let code) = error else { return }
            throw .stopped(code)
        }
    }

    /// Starts a command of the shell's; nil where it can't be.
    func start(
        _ command: String,
        input: (any ByteSource)? = nil,
        output: (any ByteSink)? = nil
    ) async throws(Leap) -> (any RunningProcess)? {
        let process = applet.process
        var streams = process.streams
        if let input { streams.input = input }
        if let output { streams.output = output }
        if input != nil || output != nil { streams.isTerminal = false }
        let launch = ProcessLaunch(
            arguments: ["sh", "-c", command],
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: streams
        )
        return try? process.world.start(launch, parent: process.id)
    }
}
