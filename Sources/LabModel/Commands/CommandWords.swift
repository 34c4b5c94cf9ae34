/// The words of a command line, as far as a shell's quoting goes; pipes and lists split it into simple commands.
///
/// It runs nothing and expands nothing: it tells what kind of command stands on a slide.
public struct CommandWords: Sendable {
    /// Simple commands, each with its words.
    public private(set) var commands: [[String]] = [[]]
    /// For each of them the first one of the pipe that it is in.
    private var pipes = [0]
    /// Whether the shell doesn't wait for the last one: it ends with `&`.
    package private(set) var isInBackground = false

    /// Splits a command line.
    public init(_ text: String) {
        var word = ""
        var isWord = false
        var rest = Array(text.unicodeScalars)[...]
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
        mutatingEnd: while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                let next = rest.popFirst()
                if let next, next != "\n" {
                    word.unicodeScalars.append(next)
                    isWord = true
                }
            case "'", "\"":
                isWord = true
                while let inner = rest.popFirst(), inner != scalar {
                    if inner == "\\", scalar == "\"", let next = rest.popFirst() {
                        word.unicodeScalars.append(next)
                    } else {
                        word.unicodeScalars.append(inner)
                    }
                }
            case "#" where !isWord: break mutatingEnd
            // `2>&1` and `&>file` are redirections.
            case "&" where word.unicodeScalars.last == ">" || rest.first == ">":
                word.unicodeScalars.append(scalar)
                isWord = true
            case "|", "&", ";", "\n":
                end(&word, &isWord)
                let count = rest.prefix { $0 == scalar }.count
                rest = rest.dropFirst(count)
                // `|&` is a pipe, too.
                let isPipe = scalar == "|" && count == 0
                if isPipe, rest.first == "&" { rest = rest.dropFirst() }
                if commands.last?.isEmpty == false {
                    isInBackground = scalar == "&" && count == 0
                    pipes.append(pipes[commands.count - 1])
                    commands.append([])
                }
                if !isPipe { pipes[commands.count - 1] = commands.count - 1 }
            case _ where isBlank(scalar): end(&word, &isWord)
            default:
                word.unicodeScalars.append(scalar)
                isWord = true
            }
        }
        end(&word, &isWord)
        if commands.count > 1, commands.last?.isEmpty == true {
            commands.removeLast()
        } else {
            isInBackground = false
        }
    }

    private mutating func end(_ word: inout String, _ isWord: inout Bool) {
        if isWord { commands[commands.count - 1].append(word) }
        word = ""
        isWord = false
    }

    /// The words of the last simple command of a pipe or list, without variables set before it: what decides how long
    /// the whole runs.
    package var last: [String] { Self.program(commands.last ?? []) }

    /// The words of the first one.
    package var first: [String] { Self.program(commands.first ?? []) }

    /// The words of the first command of each pipe.
    package var heads: [[String]] {
        commands.indices.filter { pipes[$0] == $0 }.map { Self.program(commands[$0]) }
    }

    /// The words of those that run together with the last one, itself the last of them.
    package var lastPipe: [[String]] { commands[pipes[commands.count - 1]...].map(Self.program) }

    private static func program(_ words: [String]) -> [String] {
        var isBehindSudo = false
        return Array(
            words.drop { word in
                if word == "sudo" || word == "time" || (isBehindSudo && word.hasPrefix("-")) {
                    isBehindSudo = true
                    return true
                }
                guard let sign = word.firstIndex(of: "=") else { return false }
                return word[..<sign].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
                    && sign != word.startIndex
            }
        )
    }
}
