/// A script of `sed`, parsed.
struct SedScript: Sendable {
    enum Address: Sendable {
        case line(Int)
        case last
        case pattern(PosixRegex?)
        case more(Int)
    }

    enum Action: Sendable {
        case substitute(PosixRegex?, [Piece], global: Bool, which: Int, prints: Bool, file: String?)
        case delete
        case deleteFirst
        case print
        case printFirst
        case number
        case quit(Int, prints: Bool)
        case next
        case appendNext
        case text([UInt8], Place)
        case translate([UInt8])
        case hold(UInt8)
        case label
        case branch(String, ifSubstituted: Bool?)
        case write(String)
        case list
        /// Where the matching `}` is.
        case block(end: Int)
        case end
    }

    enum Place: Sendable {
        case before
        case after
        case instead
    }

    /// A piece of a replacement: bytes, or what a group matched.
    enum Piece: Sendable {
        case bytes([UInt8])
        case group(Int)
    }

    struct Command: Sendable {
        var from: Address?
        var to: Address?
        var isNegated = false
        var action: Action
    }

    var commands: [Command] = []
    var labels: [String: Int] = [:]
}

/// Why a script is none, in `sed`'s words.
struct SedFailure: Error {
    let words: String
}

/// Reads scripts of `sed`.
struct SedParser {
    private let text: [UInt8]
    private var at = 0
    private let extended: Bool
    private var script = SedScript()
    private var open: [Int] = []

    static func parse(_ text: [UInt8], extended: Bool) throws(SedFailure) -> SedScript {
        var parser = SedParser(text: text, extended: extended)
        try parser.parse()
        return parser.script
    }

    private init(text: [UInt8], extended: Bool) {
        self.text = text
        self.extended = extended
    }

    private var peek: UInt8? { at < text.count ? text[at] : nil }

    private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
        while let byte = peek, isSkipped(byte) { at += 1 }
    }

    private mutating func parse() throws(SedFailure) {
        while true {
            skip { $0 == 32 || $0 == 9 || $0 == 10 || $0 == UInt8(ascii: ";") }
            guard let byte = peek else { break }
            if byte == UInt8(ascii: "#") {
                skip { $0 != 10 }
                continue
            }
            guard script.commands.count < 2000 else { throw SedFailure(words: "script too long") }
            var command = SedScript.Command(action: .label)
            command.from = try address()
            if command.from != nil {
                skip { $0 == 32 }
                if peek == UInt8(ascii: ",") {
                    at += 1
                    skip { $0 == 32 }
                    guard let to = try address(isSecond: true) else {
                        throw SedFailure(words: "no address after comma")
                    }
                    command.to = to
                }
            }
            skip { $0 == 32 || $0 == 9 }
            while peek == UInt8(ascii: "!") {
                command.isNegated = true
                at += 1
                skip { $0 == 32 }
            }
            guard let name = peek else { throw SedFailure(words: "missing command") }
            at += 1
            command.action = try action(name)
            script.commands.append(command)
            if case .block = command.action { continue }
            skip { $0 == 32 || $0 == 9 }
            guard let end = peek, end != 10, end != UInt8(ascii: ";"), end != UInt8(ascii: "}"),
                end != UInt8(ascii: "#")
            else {
                continue
            }
            throw SedFailure(words: "unknown option to command")
        }
        guard open.isEmpty else { throw SedFailure(words: "unterminated {") }
    }

    private mutating func number() -> Int? {
        let start = at
        skip(\.isDigit)
        return Int(String(decoding: text[start..<at], as: UTF8.self))
    }

    private mutating func address(isSecond: Bool = false) throws(SedFailure) -> SedScript.Address? {
        guard let byte = peek else { return nil }
        if byte == UInt8(ascii: "+"), isSecond {
            at += 1
            return .more(number() ?? 0)
        }
        if byte == UInt8(ascii: "$") {
            at += 1
            return .last
        }
        if byte.isDigit {
            let first = number() ?? 0
            return .line(first)
        }
        guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") else { return nil }
        at += byte == UInt8(ascii: "\\") ? 2 : 1
        guard at <= text.count else { throw SedFailure(words: "bad address") }
        let delimiter = text[at - 1]
        let pattern = try delimited(by: delimiter)
        let ignoring = peek == UInt8(ascii: "I")
        if ignoring { at += 1 }
        return .pattern(try regex(pattern, ignoring))
    }

    private func regex(_ text: [UInt8], _ ignoringCase: Bool) throws(SedFailure) -> PosixRegex? {
        if text.isEmpty { return nil }
        do throws(PosixRegex.Failure) {
            return try PosixRegex(text, extended: extended, ignoringCase: ignoringCase)
        } catch {
            throw SedFailure(words: "bad regex '\(String(decoding: text, as: UTF8.self))': \(error.words)")
        }
    }

    /// The text up to a sign, which is read; the sign behind a backslash means itself.
    private mutating func delimited(by sign: UInt8) throws(SedFailure) -> [UInt8] {
        var out: [UInt8] = []
        var isInBracket = false
        while let byte = peek {
            at += 1
            if byte == UInt8(ascii: "\\"), let next = peek {
                at += 1
                if next == sign {
                    out.append(next)
                } else if next == UInt8(ascii: "n") {
                    out += [byte, next]
                } else {
                    out += [byte, next]
                }
                continue
            }
            if byte == sign, !isInBracket { return out }
            if byte == UInt8(ascii: "[") {
                isInBracket = text[at...].contains(UInt8(ascii: "]")) && sign != UInt8(ascii: "[")
            }
            if byte == UInt8(ascii: "]") { isInBracket = false }
            out.append(byte)
        }
        throw SedFailure(words: "unmatched '\(String(decoding: [sign], as: UTF8.self))'")
    }

    private mutating func word() -> String {
        skip { $0 == 32 || $0 == 9 }
        let start = at
        skip { $0 != 10 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "}") && $0 != 32 }
        return String(decoding: text[start..<at], as: UTF8.self)
    }

    private mutating func action(_ name: UInt8) throws(SedFailure) -> SedScript.Action {
        switch name {
        case UInt8(ascii: "{"):
            guard open.count < 50 else { throw SedFailure(words: "nested too deeply") }
            open.append(script.commands.count)
            return .block(end: 0)
        case UInt8(ascii: "}"):
            guard let start = open.popLast() else { throw SedFailure(words: "unexpected '}'") }
            script.commands[start].action = .block(end: script.commands.count)
            return .end
        case UInt8(ascii: "s"): return try substitution()
        case UInt8(ascii: "y"): return try translation()
        case UInt8(ascii: "d"): return .delete
        case UInt8(ascii: "D"): return .deleteFirst
        case UInt8(ascii: "p"): return .print
        case UInt8(ascii: "P"): return .printFirst
        case UInt8(ascii: "="): return .number
        case UInt8(ascii: "l"): return .list
        case UInt8(ascii: "n"): return .next
        case UInt8(ascii: "N"): return .appendNext
        case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "x"):
            return .hold(name)
        case UInt8(ascii: "q"), UInt8(ascii: "Q"):
            skip { $0 == 32 }
            return .quit(number() ?? 0, prints: name == UInt8(ascii: "q"))
        case UInt8(ascii: "a"): return .text(try argument(), .after)
        case UInt8(ascii: "i"): return .text(try argument(), .before)
        case UInt8(ascii: "c"): return .text(try argument(), .instead)
        case UInt8(ascii: ":"):
            script.labels[word()] = script.commands.count
            return .label
        case UInt8(ascii: "b"): return .branch(word(), ifSubstituted: nil)
        case UInt8(ascii: "t"): return .branch(word(), ifSubstituted: true)
        case UInt8(ascii: "T"): return .branch(word(), ifSubstituted: false)
        case UInt8(ascii: "w"):
            skip { $0 == 32 }
            let start = at
            skip { $0 != 10 }
            return .write(String(decoding: text[start..<at], as: UTF8.self))
        default: throw SedFailure(words: "unsupported command \(String(decoding: [name], as: UTF8.self))")
        }
    }

    /// The text of `a`, `i` and `c`.
    private mutating func argument() throws(SedFailure) -> [UInt8] {
        skip { $0 == 32 || $0 == 9 }
        if peek == UInt8(ascii: "\\") {
            at += 1
            skip { $0 == 32 || $0 == 9 }
            if peek == 10 { at += 1 }
        }
        var out: [UInt8] = []
        while let byte = peek, byte != 10 {
            at += 1
            if byte == UInt8(ascii: "\\"), let next = peek {
                at += 1
                out.append(next)
            } else {
                out.append(byte)
            }
        }
        return out + [10]
    }

    private mutating func substitution() throws(SedFailure) -> SedScript.Action {
        guard let sign = peek, sign != 10, sign != UInt8(ascii: "\\") else {
            throw SedFailure(words: "bad option in substitution expression")
        }
        at += 1
        let pattern = try delimited(by: sign)
        let replacement = Self.pieces(try delimitedPlain(by: sign))
        var (global, which, prints, ignoring) = (false, 1, false, false)
        var file: String?
        flags: while let byte = peek {
            switch byte {
            case UInt8(ascii: "g"): global = true
            case UInt8(ascii: "p"): prints = true
            case UInt8(ascii: "i"), UInt8(ascii: "I"): ignoring = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                which = max(1, number() ?? 1)
                continue flags
            case UInt8(ascii: "w"):
                at += 1
                file = word()
                break flags
            case 10, UInt8(ascii: ";"), UInt8(ascii: "}"), 32, UInt8(ascii: "#"): break flags
            default: throw SedFailure(words: "bad option in substitution expression")
            }
            at += 1
        }
        return .substitute(
            try regex(pattern, ignoring),
            replacement,
            global: global,
            which: which,
            prints: prints,
            file: file
        )
    }

    private mutating func delimitedPlain(by sign: UInt8) throws(SedFailure) -> [UInt8] {
        var out: [UInt8] = []
        while let byte = peek {
            at += 1
            if byte == UInt8(ascii: "\\"), let next = peek {
                at += 1
                out += next == sign && sign != UInt8(ascii: "&") ? [next] : [byte, next]
                continue
            }
            if byte == sign { return out }
            out.append(byte)
        }
        throw SedFailure(words: "unmatched '\(String(decoding: [sign], as: UTF8.self))'")
    }

    private static func pieces(_ text: [UInt8]) -> [SedScript.Piece] {
        var pieces: [SedScript.Piece] = []
        var bytes: [UInt8] = []
        var at = 0
        func flush() {
            if !bytes.isEmpty { pieces.append(.bytes(bytes)) }
            bytes = []
        }
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == UInt8(ascii: "&") {
                flush()
                pieces.append(.group(0))
            } else if byte == UInt8(ascii: "\\"), at < text.count {
                let next = text[at]
                at += 1
                if next.isDigit {
                    flush()
                    pieces.append(.group(Int(next - 48)))
                } else {
                    bytes.append(next == UInt8(ascii: "n") ? 10 : next == UInt8(ascii: "t") ? 9 : next)
                }
            } else {
                bytes.append(byte)
            }
        }
        flush()
        return pieces
    }

    private mutating func translation() throws(SedFailure) -> SedScript.Action {
        guard let sign = peek else { throw SedFailure(words: "bad y command") }
        at += 1
        let from = Backslashes.expanded(try delimited(by: sign), style: .printf).bytes
        let to = Backslashes.expanded(try delimited(by: sign), style: .printf).bytes
        guard from.count == to.count else {
            throw SedFailure(words: "strings for 'y' command are different lengths")
        }
        var map = Array(UInt8.min...UInt8.max)
        for (one, other) in zip(from, to) { map[Int(one)] = other }
        return .translate(map)
    }
}
