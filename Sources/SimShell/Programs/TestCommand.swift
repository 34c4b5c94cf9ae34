/// `test` and `[`.
struct TestCommand {
    struct Failure: Error {
        let words: String
    }

    private let words: [String]
    private var at = 0
    private var depth = 0
    private let process: ProcessContext
    private let terminals: Set<Int>

    /// Whether the expression holds; the words begin with the command's own name.
    static func run(
        _ words: [String],
        in process: ProcessContext,
        terminals: Set<Int>
    ) -> Result<Bool, Failure> {
        var rest = Array(words.dropFirst())
        if words[0] == "[" || words[0] == "[[" {
            let end = words[0] == "[" ? "]" : "]]"
            guard rest.last == end else { return .failure(Failure(words: "missing \(end)")) }
            rest.removeLast()
        }
        var test = TestCommand(rest, process, terminals)
        return Result { () throws(Failure) in try test.evaluate() }
    }

    private init(_ words: [String], _ process: ProcessContext, _ terminals: Set<Int>) {
        self.words = words
        self.process = process
        self.terminals = terminals
    }

    private mutating func evaluate() throws(Failure) -> Bool {
        // POSIX: how many words there are decides first.
        switch words.count {
        case 0: return false
        case 1: return !words[0].isEmpty
        case 3 where Self.binary.contains(words[1]): return try compare(words[0], words[1], words[2])
        case 2 where words[0] == "!": return words[1].isEmpty
        default: break
        }
        let value = try either()
        guard at == words.count else { throw Failure(words: "\(words[at]): unknown operand") }
        return value
    }

    private static let binary: Set<String> = [
        "=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef",
    ]
    private static let unary = Set("bcdefghkLnOprSstuwxzG".map { "-\($0)" })

    private mutating func either() throws(Failure) -> Bool {
        var value = try both()
        while at < words.count, words[at] == "-o" || words[at] == "||" {
            at += 1
            let right = try both()
            value = value || right
        }
        return value
    }

    private mutating func both() throws(Failure) -> Bool {
        var value = try not()
        while at < words.count, words[at] == "-a" || words[at] == "&&" {
            at += 1
            let right = try not()
            value = value && right
        }
        return value
    }

    private mutating func not() throws(Failure) -> Bool {
        var isNegated = false
        while at < words.count, words[at] == "!", at + 1 < words.count {
            at += 1
            isNegated.toggle()
        }
        return try primary() != isNegated
    }

    private mutating func primary() throws(Failure) -> Bool {
        guard at < words.count else { throw Failure(words: "argument expected") }
        let word = words[at]
        if word == "(", at + 2 < words.count {
            depth += 1
            guard depth < 50 else { throw Failure(words: "nested too deeply") }
            at += 1
            let value = try either()
            guard at < words.count, words[at] == ")" else { throw Failure(words: "closing paren expected") }
            at += 1
            depth -= 1
            return value
        }
        if at + 1 < words.count, Self.binary.contains(words[at + 1]),
            at + 2 < words.count || !Self.unary.contains(word)
        {
            guard at + 2 < words.count else { throw Failure(words: "\(words[at + 1]): argument expected") }
            defer { at += 3 }
            return try compare(word, words[at + 1], words[at + 2])
        }
        if Self.unary.contains(word), at + 1 < words.count {
            defer { at += 2 }
            return try examine(word, words[at + 1])
        }
        at += 1
        return !word.isEmpty
    }

    private func number(_ text: String) throws(Failure) -> Int {
        if let number = Int(text) { return number }
        let bare = text.split(separator: " ", omittingEmptySubsequences: true).joined()
        guard let number = Int(bare) else { throw Failure(words: "\(text): bad number") }
        return number
    }

    private func compare(_ left: String, _ sign: String, _ right: String) throws(Failure) -> Bool {
        switch sign {
        case "=", "==": return left.utf8.elementsEqual(right.utf8)
        case "!=": return !left.utf8.elementsEqual(right.utf8)
        case "<": return left.utf8.lexicographicallyPrecedes(right.utf8)
        case ">": return right.utf8.lexicographicallyPrecedes(left.utf8)
        case "-nt": return modified(left) > modified(right)
        case "-ot": return modified(left) < modified(right)
        case "-ef":
            return process.files.isSame(process.absolute(left), process.absolute(right))
        default: break
        }
        let (one, other) = (try number(left), try number(right))
        switch sign {
        case "-eq": return one == other
        case "-ne": return one != other
        case "-lt": return one < other
        case "-le": return one <= other
        case "-gt": return one > other
        default: return one >= other
        }
    }

    private func modified(_ path: String) -> WallTime {
        (try? process.files.status(process.absolute(path)))?.modified ?? WallTime(nanoseconds: Int.min)
    }

    private func examine(_ sign: String, _ word: String) throws(Failure) -> Bool {
        switch sign {
        case "-n": return !word.isEmpty
        case "-z": return word.isEmpty
        case "-t": return terminals.contains(try number(word))
        default: break
        }
        let follows = sign != "-L" && sign != "-h"
        guard !word.isEmpty,
            let status = try? process.files.status(
                process.absolute(word),
                followingLinks: follows,
                as: process.user
            )
        else { return false }
        switch sign {
        case "-e": return true
        case "-f": return status.kind == .file
        case "-d": return status.kind == .directory
        case "-L", "-h": return status.kind == .link
        case "-c": return status.kind == .device
        case "-s": return status.size > 0
        case "-r": return status.allows(.read, to: process.user)
        case "-w": return status.allows(.write, to: process.user)
        case "-x": return status.allows(.execute, to: process.user)
        case "-O": return status.owner == process.user.id
        case "-G": return status.group == process.user.group
        case "-u": return status.mode & 0o4000 != 0
        case "-g": return status.mode & 0o2000 != 0
        case "-k": return status.mode & 0o1000 != 0
        default: return false
        }
    }
}
