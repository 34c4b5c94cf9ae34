/// A directive of nginx's configuration, with where it stands.
struct NginxDirective: Hashable, Sendable {
    var name: String
    var arguments: [String]
    /// What stands between its braces; nil where it ends with a semicolon.
    var block: [NginxDirective]?
    var file: String
    var line: Int

    var place: String { "\(file):\(line)" }
}

/// Why nginx doesn't start: its own words after `[emerg]`.
struct NginxProblem: Error, Hashable, Sendable {
    var words: String
    /// Whether the real one would have started.
    var isUnmodelled = false

    init(_ words: String) { self.words = words }
    init(_ words: String, at directive: NginxDirective) { self.words = "\(words) in \(directive.place)" }

    /// What the real one could do and this one can't.
    static func notModelled(_ what: String, at directive: NginxDirective) -> NginxProblem {
        var problem = NginxProblem("\(what) not modelled", at: directive)
        problem.isUnmodelled = true
        return problem
    }
}

/// The text of a configuration file, taken apart.
struct NginxConf {
    private enum Token: Hashable {
        case word(String)
        case open
        case close
        case semicolon
    }

    static let depthLimit = 16
    static let directiveLimit = 10_000

    private let file: String
    private var tokens: [(token: Token, line: Int)] = []
    private var next = 0
    private var lastLine = 1
    private var count = 0

    /// The directives of a file.
    static func parse(_ text: [UInt8], file: String) throws(NginxProblem) -> [NginxDirective] {
        var conf = NginxConf(file: file)
        try conf.scan(text)
        return try conf.directives(depth: 0)
    }

    private init(file: String) { self.file = file }

    private mutating func scan(_ text: [UInt8]) throws(NginxProblem) {
        var rest = text[...]
        var line = 1
        while let byte = rest.popFirst() {
            switch byte {
            case 0x0A: line += 1
            case 0x20, 0x09, 0x0D: break
            case UInt8(ascii: "#"): while let next = rest.first, next != 0x0A { rest = rest.dropFirst() }
            case UInt8(ascii: "{"): tokens.append((.open, line))
            case UInt8(ascii: "}"): tokens.append((.close, line))
            case UInt8(ascii: ";"): tokens.append((.semicolon, line))
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                var word: [UInt8] = []
                let start = line
                while let next = rest.first, next != byte {
                    if next == 0x0A { line += 1 }
                    rest = rest.dropFirst()
                    if next == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
                        word += Self.unescaped(escaped)
                    } else {
                        word.append(next)
                    }
                }
                guard rest.popFirst() != nil else {
                    throw NginxProblem("unexpected end of file, expecting \";\" or \"}\" in \(file):\(line)")
                }
                if let next = rest.first, !Self.isBlank(next), !";{)".utf8.contains(next) {
                    throw NginxProblem("unexpected \"\([next].text)\" in \(file):\(line)")
                }
                tokens.append((.word(word.text), start))
            default:
                var word = [byte]
                while let next = rest.first, !Self.isBlank(next), next != UInt8(ascii: ";") {
                    // `${name}` belongs to the word.
                    if next == UInt8(ascii: "{"), word.last != UInt8(ascii: "$") { break }
                    word.append(next)
                    rest = rest.dropFirst()
                }
                tokens.append((.word(word.text), line))
            }
        }
        lastLine = line
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func unescaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): [byte]
        default: [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func directives(depth: Int) throws(NginxProblem) -> [NginxDirective] {
        guard depth <= Self.depthLimit else { throw NginxProblem("too deep blocks in \(file):\(lastLine)") }
        var found: [NginxDirective] = []
        while next < tokens.count {
            let (token, line) = tokens[next]
            next += 1
            guard case .word(let name) = token else {
                if token == .close, depth > 0 { return found }
                let text = token == .close ? "}" : token == .open ? "{" : ";"
                throw NginxProblem("unexpected \"\(text)\" in \(file):\(line)")
            }
            count += 1
            guard count <= Self.directiveLimit else { throw NginxProblem("too many directives in \(file)") }
            var directive = NginxDirective(name: name, arguments: [], file: file, line: line)
            var isOver = false
            while !isOver {
                guard next < tokens.count else {
                    throw NginxProblem(
                        "unexpected end of file, expecting \";\" or \"}\" in \(file):\(lastLine)"
                    )
                }
                let (token, line) = tokens[next]
                next += 1
                // nginx gives the line that the directive ends on.
                directive.line = line
                switch token {
                case .word(let word): directive.arguments.append(word)
                case .semicolon: isOver = true
                case .close:
                    throw NginxProblem("unexpected \"}\" in \(file):\(line)")
                case .open:
                    directive.block = try directives(depth: depth + 1)
                    isOver = true
                }
            }
            found.append(directive)
        }
        if depth > 0 {
            throw NginxProblem("unexpected end of file, expecting \"}\" in \(file):\(lastLine)")
        }
        return found
    }
}
