/// The words of a command line, as far as a shell's quoting goes; pipes and lists split it into simple commands.
///
/// It runs nothing and expands nothing: it tells what kind of command stands on a slide.
public struct CommandWords: Sendable {
    /// Simple commands, each with its words.
    public private(set) var commands: [[String]] = [[]]

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
            case "|", "&", ";", "\n":
                end(&word, &isWord)
                while let next = rest.first, next == scalar { rest = rest.dropFirst() }
                if commands.last?.isEmpty == false { commands.append([]) }
            case _ where isBlank(scalar): end(&word, &isWord)
            default:
                word.unicodeScalars.append(scalar)
                isWord = true
            }
        }
        end(&word, &isWord)
        if commands.count > 1, commands.last?.isEmpty == true { commands.removeLast() }
    }

    private mutating func end(_ word: inout String, _ isWord: inout Bool) {
        if isWord { commands[commands.count - 1].append(word) }
        word = ""
        isWord = false
    }

    /// The words of the last simple command of a pipe or list, without variables set before it: what decides how long
    /// the whole runs.
    var last: [String] { Self.program(commands.last ?? []) }

    /// The words of the first one.
    var first: [String] { Self.program(commands.first ?? []) }

    private static func program(_ words: [String]) -> [String] {
        Array(
            words.drop { word in
                guard let sign = word.firstIndex(of: "=") else { return word == "sudo" || word == "time" }
                return word[..<sign].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
                    && sign != word.startIndex
            }
        )
    }
}
