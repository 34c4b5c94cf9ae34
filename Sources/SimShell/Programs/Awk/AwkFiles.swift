/// The files and commands that an awk program reads and writes.
struct AwkFiles {
    private static let most = 60

    private struct Output {
        var sink: any ByteSink
        var process: (any RunningProcess)?
    }

    private struct Input {
        var reader: AwkReader
        var process: (any RunningProcess)?
    }

    private var arguments: ArraySlice<String>
    private var current: AwkReader?
    private var hasRead = false
    private var outputs: [String: Output] = [:]
    private var inputs: [String: Input] = [:]

    init(arguments: [String]) { self.arguments = arguments[...] }

    // MARK: The input

    /// The next line of the files on the command line; nil after the last.
    mutating func next(_ machine: AwkMachine) async throws(AwkMachine.Leap) -> [UInt8]? {
        while true {
            if current == nil { guard try await openNext(machine) else { return nil } }
            if let line = try await current?.next(machine) {
                machine.countLine(inFile: true)
                return line
            }
            current = nil
        }
    }

    private mutating func openNext(_ machine: AwkMachine) async throws(AwkMachine.Leap) -> Bool {
        while let word = arguments.popFirst() {
            if let equals = word.firstIndex(of: "="), String(word[..<equals]).isShellName {
                try await machine.assign(word)
                continue
            }
            if word.isEmpty { continue }
            hasRead = true
            guard let source = await machine.applet.open(word) else {
                machine.failedToOpen = true
                continue
            }
            machine.variables["FILENAME"] = .text(Array(word.utf8))
            machine.variables["FNR"] = .number(0)
            current = AwkReader(source)
            return true
        }
        guard !hasRead else { return false }
        hasRead = true
        current = AwkReader(machine.applet.process.streams.input)
        return true
    }

    // MARK: getline

    /// Whether a file or a command can be read from now on.
    mutating func opens(
        _ name: String,
        isCommand: Bool,
        _ machine: AwkMachine
    ) async throws(AwkMachine.Leap) -> Bool {
        if inputs[name] != nil { return true }
        guard inputs.count + outputs.count < Self.most else { return false }
        guard isCommand else {
            if name == "-" {
                inputs[name] = Input(reader: AwkReader(machine.applet.process.streams.input))
                return true
            }
            guard let source = try? machine.applet.process.openForReading(name) else { return false }
            inputs[name] = Input(reader: AwkReader(source))
            return true
        }
        let pipe = BytePipe()
        guard let process = try await machine.start(name, output: pipe) else { return false }
        inputs[name] = Input(reader: AwkReader(pipe), process: process)
        return true
    }

    mutating func line(of name: String, _ machine: AwkMachine) async throws(AwkMachine.Leap) -> [UInt8]? {
        try await inputs[name]?.reader.next(machine)
    }

    // MARK: Output

    mutating func write(
        _ bytes: [UInt8],
        to path: String,
        isAppending: Bool,
        _ machine: AwkMachine
    ) async throws(AwkMachine.Leap) {
        if outputs[path] == nil {
            guard inputs.count + outputs.count < Self.most else {
                throw .failed(AwkFailure(words: "too many open files"))
            }
            do throws(FileTreeError) {
                let sink = try machine.applet.process.openForWriting(path, isAppending ? .atEnd : .replacing)
                outputs[path] = Output(sink: sink)
            } catch {
                throw .failed(AwkFailure(words: "can't open '\(path)': \(error.words)"))
            }
        }
        // What was printed before stands before it where both go to the same place.
        try await machine.flush()
        do { try await outputs[path]?.sink.write(bytes) } catch {
            throw .failed(AwkFailure(words: "write error: No space left on device"))
        }
    }

    mutating func write(
        _ bytes: [UInt8],
        toCommand command: String,
        _ machine: AwkMachine
    ) async throws(AwkMachine.Leap) {
        if outputs[command] == nil {
            guard inputs.count + outputs.count < Self.most else {
                throw .failed(AwkFailure(words: "too many open files"))
            }
            try await machine.flush()
            let pipe = BytePipe()
            guard let process = try await machine.start(command, input: pipe) else { return }
            outputs[command] = Output(sink: pipe, process: process)
        }
        try? await outputs[command]?.sink.write(bytes)
    }

    /// Closes a file or a command; its exit code, or -1 where nothing was open.
    mutating func close(_ name: String, _ machine: AwkMachine) async throws(AwkMachine.Leap) -> Int {
        try await machine.flush()
        var code = -1
        if let output = outputs.removeValue(forKey: name) {
            output.sink.closeWriting()
            code = Int(await output.process?.wait() ?? 0)
        }
        if let input = inputs.removeValue(forKey: name) {
            input.reader.close()
            code = Int(await input.process?.wait() ?? 0)
        }
        return code
    }

    mutating func closeAll(_ machine: AwkMachine) async throws(AwkMachine.Leap) {
        for name in (Array(outputs.keys) + Array(inputs.keys)).sorted() { _ = try await close(name, machine) }
    }

    /// `system`: runs a command and waits for it.
    func run(_ command: String, _ machine: AwkMachine) async throws(AwkMachine.Leap) -> Int {
        try await machine.flush()
        guard let process = try await machine.start(command) else { return 127 }
        return Int(await process.wait())
    }
}

/// Reads lines, or what `RS` says lines are.
struct AwkReader {
    private let source: any ByteSource
    private var waiting: ArraySlice<UInt8> = []
    private var isOver = false

    init(_ source: any ByteSource) { self.source = source }

    func close() { source.closeReading() }

    mutating func next(_ machine: AwkMachine) async throws(AwkMachine.Leap) -> [UInt8]? {
        let separator = machine.text(of: "RS")
        while true {
            // Paragraphs begin behind all empty lines.
            if separator.isEmpty { waiting = waiting.drop { $0 == 10 } }
            if let (line, rest) = try cut(separator, machine) {
                waiting = rest
                return line
            }
            if isOver {
                guard !waiting.isEmpty else { return nil }
                defer { waiting = [] }
                return Array(separator.isEmpty && waiting.last == 10 ? waiting.dropLast() : waiting)
            }
            guard waiting.count <= 4 << 20 else { throw .failed(AwkFailure(words: "out of memory")) }
            try await machine.step()
            if let piece = await source.read(atMost: 65_536) {
                waiting = ArraySlice(Array(waiting) + piece)
            } else {
                isOver = true
            }
        }
    }

    private func cut(
        _ separator: [UInt8],
        _ machine: AwkMachine
    ) throws(AwkMachine.Leap) -> (
        [UInt8], ArraySlice<UInt8>
    )? {
        if separator.count == 1 {
            guard let end = waiting.firstIndex(of: separator[0]) else { return nil }
            return (Array(waiting[..<end]), waiting[(end + 1)...])
        }
        let pattern = try machine.pattern(separator.isEmpty ? Array("\n\n+".utf8) : separator)
        let bytes = Array(waiting)
        guard let match = pattern.firstMatch(in: bytes)?[0], !match.isEmpty,
            match.upperBound < bytes.count || isOver
        else { return nil }
        return (Array(bytes[..<match.lowerBound]), bytes[match.upperBound...])
    }
}
