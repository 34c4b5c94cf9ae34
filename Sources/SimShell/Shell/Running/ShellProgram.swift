/// The shell as a program: `sh`, `ash`, `bash`.
public struct ShellProgram: Program {
    private let dialect: ShellDialect

    public init() { dialect = .ash }

    init(dialect: ShellDialect) { self.dialect = dialect }

    public func run(_ process: ProcessContext) async -> ExitCode {
        var shell = Shell(process, name: process.arguments.first ?? "sh")
        shell.dialect = dialect
        var words = process.arguments.dropFirst()
        if dialect == .bash, let code = await shell.takeLongOptions(&words) { return code }
        var command: String?
        var readsInput = false
        while let word = words.first, word.utf8.count > 1, word.hasPrefix("-") || word.hasPrefix("+") {
            words = words.dropFirst()
            if word == "--" { break }
            for letter in word.dropFirst() {
                switch letter {
                case "c": command = ""
                case "s": readsInput = true
                case "i": shell.isInteractive = true
                case "l": break
                case "o": if let option = words.popFirst() { _ = shell.setOption(named: option, on: true) }
                default:
                    guard shell.knows(option: letter) else {
                        await shell.say("invalid option -- '\(letter)'")
                        return 2
                    }
                    if word.hasPrefix("-") {
                        shell.options.insert(letter)
                    } else {
                        shell.options.remove(letter)
                    }
                }
            }
        }
        if word(words.first, isLone: "-") { words = words.dropFirst() }
        if command != nil {
            guard let text = words.popFirst() else {
                await shell.say("-c requires an argument")
                return 2
            }
            if let name = words.popFirst() { shell.name = name }
            shell.positional = Array(words)
            shell.options.insert("c")
            return await shell.runToEnd { shell throws(ShellUnwind) in
                let firstLine = shell.dialect == .bash ? 1 : 0
                try await shell.run(text: Array(text.utf8), line: firstLine, isLast: true)
            }
        }
        if let script = words.first, !readsInput {
            shell.positional = Array(words.dropFirst())
            return await runScript(script, &shell)
        }
        shell.positional = Array(words)
        if shell.descriptors[0]?.isTerminal == true { shell.isInteractive = true }
        return await shell.runToEnd { shell throws(ShellUnwind) in
            try await shell.readStartFiles()
            try await shell.runInput()
        }
    }

    private func word(_ word: String?, isLone text: String) -> Bool { word == text }

    private func runScript(_ script: String, _ shell: inout Shell) async -> ExitCode {
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try shell.files.read(shell.absolute(script), as: shell.user)
        } catch {
            await shell.say("can't open '\(script)': \(error.words)")
            return 2
        }
        guard bytes.count <= Shell.maxExpansion else {
            await shell.say("can't open '\(script)': File too large")
            return 2
        }
        shell.name = script
        shell.commandName = script
        return await shell.runToEnd { shell throws(ShellUnwind) in
            try await shell.run(text: bytes, line: 1, isLast: true)
        }
    }
}
