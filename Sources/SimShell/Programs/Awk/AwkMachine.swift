/// Runs an awk program.
///
/// Its variables hold at most some megabytes, and loops let others run.
final class AwkMachine {
    /// Why a statement ends early.
    enum Leap: Error {
        case stopLoop
        case nextRound
        case nextLine
        case giveBack(AwkValue)
        case exit(Int)
        case failed(AwkFailure)
        case stopped(ExitCode)
    }

    /// What one text may hold, and all together, in bytes.
    static let longest = 1 << 20
    static let most = 8 << 20

    let program: AwkProgram
    var applet: AppletContext
    var variables: [String: AwkValue] = [
        "FS": .text([32]), "OFS": .text([32]), "ORS": .text([10]), "RS": .text([10]), "SUBSEP": .text([28]),
        "CONVFMT": .text(Array("%.6g".utf8)), "OFMT": .text(Array("%.6g".utf8)), "NR": .number(0),
        "FNR": .number(0),
        "FILENAME": .unset, "RSTART": .number(0), "RLENGTH": .number(-1),
    ]
    var arrays: [String: AwkArray] = [:]
    /// The parameters of the functions that run, the innermost last.
    var frames: [[String: Local]] = []
    private var written = 0
    // The line and its fields; one is made of the other when it is asked for.
    var line: [UInt8] = []
    var fields: [AwkValue] = []
    var isSplit = false
    var isJoined = true
    var files: AwkFiles
    var seed = 1.0
    var random = AwkRandom(1)
    private var inRange: Set<Int> = []
    var patterns: [[UInt8]: PosixRegex] = [:]
    /// A file of the command line could not be read.
    var failedToOpen = false

    enum Local {
        case value(AwkValue)
        case array(AwkArray)
    }

    init(_ program: AwkProgram, _ applet: AppletContext, arguments: [String]) {
        self.program = program
        self.applet = applet
        files = AwkFiles(arguments: arguments)
        let environment = AwkArray()
        for (name, value) in applet.process.environment {
            environment[Array(name.utf8)] = .input(Array(value.utf8))
        }
        let words = AwkArray()
        for (index, word) in (["awk"] + arguments).enumerated() {
            words[Array(String(index).utf8)] = .input(Array(word.utf8))
        }
        arrays = ["ENVIRON": environment, "ARGV": words]
        variables["ARGC"] = .number(Double(arguments.count + 1))
    }

    /// Runs to the end; the exit code.
    func run() async throws(Leap) -> Int {
        var code = 0
        var isLeaving = false
        do throws(Leap) {
            for rule in program.rules {
                if case .begin = rule.pattern, let action = rule.action { try await run(action) }
            }
            if program.rules.contains(where: { if case .begin = $0.pattern { false } else { true } }) {
                try await readAll()
            }
        } catch {
            guard case .exit(let given) = error else { throw error }
            (code, isLeaving) = (given, true)
        }
        do throws(Leap) {
            for rule in program.rules {
                if case .end = rule.pattern, let action = rule.action { try await run(action) }
            }
        } catch {
            guard case .exit(let given) = error else { throw error }
            if !isLeaving || given != 0 { code = given }
        }
        try await files.closeAll(self)
        return code
    }

    private func readAll() async throws(Leap) {
        while try await readLine() {
            do throws(Leap) { try await runRules() } catch {
                guard case .nextLine = error else { throw error }
            }
        }
    }

    private func runRules() async throws(Leap) {
        for (index, rule) in program.rules.enumerated() {
            switch rule.pattern {
            case .begin, .end: continue
            case .always: break
            case .holds(let test): if try await !value(test).isTrue { continue }
            case .range(let first, let last):
                if !inRange.contains(index) {
                    if try await !value(first).isTrue { continue }
                    inRange.insert(index)
                }
                if try await value(last).isTrue { inRange.remove(index) }
            }
            guard let action = rule.action else {
                try await write(try await currentLine() + text(of: "ORS"), .output)
                continue
            }
            try await run(action)
        }
    }

    /// Reads the next line of the input into `$0`; false after the last.
    func readLine() async throws(Leap) -> Bool {
        guard let bytes = try await files.next(self) else { return false }
        setLine(bytes)
        return true
    }

    func step() async throws(Leap) {
        do throws(Applet.Stop) { try await applet.step() } catch {
            guard case .exit(let code) = error else { return }
            throw .stopped(code)
        }
    }

    // MARK: The line

    func setLine(_ bytes: [UInt8]) {
        line = bytes
        (isSplit, isJoined) = (false, true)
    }

    func currentLine() async throws(Leap) -> [UInt8] {
        if !isJoined {
            let separator = text(of: "OFS")
            line = Array(fields.map { $0.text(text(of: "CONVFMT")) }.joined(separator: separator))
            isJoined = true
        }
        return line
    }

    func split() throws(Leap) {
        guard !isSplit else { return }
        fields = []
        for part in try parts(of: line, text(of: "FS")) { fields.append(.input(part)) }
        isSplit = true
    }

    func parts(of bytes: [UInt8], _ separator: [UInt8], pattern: PosixRegex? = nil) throws(Leap) -> [[UInt8]]
    {
        if pattern == nil, separator == [32] {
            return bytes.split { $0 == 32 || $0 == 9 || $0 == 10 }.map(Array.init)
        }
        guard !bytes.isEmpty else { return [] }
        if pattern == nil, separator.isEmpty { return bytes.map { [$0] } }
        if pattern == nil, separator.count == 1, separator[0] != UInt8(ascii: "\\") {
            return bytes.split(separator: separator[0], omittingEmptySubsequences: false).map(Array.init)
        }
        let regex: PosixRegex
        if let pattern { regex = pattern } else { regex = try self.pattern(separator) }
        var found: [[UInt8]] = []
        var (start, at) = (0, 0)
        while at <= bytes.count, let match = regex.firstMatch(in: bytes, from: at)?[0] {
            guard !match.isEmpty else {
                at = match.upperBound + 1
                continue
            }
            found.append(Array(bytes[start..<match.lowerBound]))
            (start, at) = (match.upperBound, match.upperBound)
        }
        return found + [Array(bytes[start...])]
    }

    func pattern(_ text: [UInt8]) throws(Leap) -> PosixRegex {
        if let known = patterns[text] { return known }
        do throws(AwkFailure) {
            let made = try AwkPatterns.compile(text)
            if patterns.count > 200 { patterns = [:] }
            patterns[text] = made
            return made
        } catch { throw .failed(error) }
    }

    // MARK: Variables

    func text(of name: String) -> [UInt8] { variables[name]?.text(Array("%.6g".utf8)) ?? [] }

    /// Takes note of what is put into a variable, so that a program can't fill the memory.
    func note(_ value: AwkValue) throws(Leap) {
        switch value {
        case .text(let bytes), .input(let bytes):
            guard bytes.count <= Self.longest else { throw .failed(AwkFailure(words: "out of memory")) }
            written += bytes.count
        default: written += 16
        }
        guard written > Self.most || !applet.holds(written) else { return }
        // What was overwritten since is there no more.
        written = variables.values.reduce(0) { $0 + Self.weight($1) }
        for array in arrays.values { written += array.weight }
        for local in frames.flatMap(\.values) {
            switch local {
            case .value(let value): written += Self.weight(value)
            case .array(let array): written += array.weight
            }
        }
        guard written <= Self.most / 4 * 3, applet.holds(written) else {
            throw .failed(AwkFailure(words: "out of memory"))
        }
    }

    static func weight(_ value: AwkValue) -> Int {
        switch value {
        case .text(let bytes), .input(let bytes): bytes.count
        default: 16
        }
    }

    func array(_ name: String) -> AwkArray {
        if let local = frames.last?[name] {
            if case .array(let array) = local { return array }
            let made = AwkArray()
            frames[frames.count - 1][name] = .array(made)
            return made
        }
        if let array = arrays[name] { return array }
        let made = AwkArray()
        arrays[name] = made
        return made
    }
}

/// The numbers of `rand`: the same each time, as awk's are.
struct AwkRandom {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / Double(1 << 53 as UInt64)
    }
}
