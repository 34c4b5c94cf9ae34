/// A command's words, taken apart as `getopt_long` does.
struct Options {
    /// A word that isn't as the command wants it.
    enum Problem: Error, Hashable {
        case unknown(String)
        case missingValue(String)
    }

    /// Each option with its value, in order, under its short name where it has one.
    private(set) var given: [(name: String, value: String?)] = []
    private(set) var operands: [String] = []

    /// - Parameters:
    ///   - words: Without the command's name.
    ///   - flags: Options without a value; a long name maps to its short one.
    ///   - valued: Options with one.
    ///   - aliases: Long names, each with the short one it stands for.
    ///   - permutes: Whether options may follow operands.
    /// - Throws: ``Problem`` with the first word that is wrong.
    init(
        _ words: some Sequence<String>,
        flags: Set<String>,
        valued: Set<String>,
        aliases: [String: String] = [:],
        permutes: Bool = true
    ) throws(Problem) {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            if word == "--" {
                operands += words
                return
            }
            if word.hasPrefix("--") {
                let parts = word.dropFirst(2).split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                let long = String(parts.first ?? "")
                let name = aliases[long] ?? long
                if valued.contains(name) {
                    guard let value = parts.count > 1 ? String(parts[1]) : words.popFirst() else {
                        throw .missingValue(word)
                    }
                    given.append((name, value))
                } else if flags.contains(name) {
                    given.append((name, nil))
                } else {
                    throw .unknown(word)
                }
            } else if word.hasPrefix("-"), word.count > 1 {
                var letters = word.dropFirst()
                while let letter = letters.popFirst() {
                    let name = String(letter)
                    if valued.contains(name) {
                        guard let value = letters.isEmpty ? words.popFirst() : String(letters) else {
                            throw .missingValue(name)
                        }
                        given.append((name, value))
                        letters = ""
                    } else if flags.contains(name) {
                        given.append((name, nil))
                    } else {
                        throw .unknown("-" + name)
                    }
                }
            } else if permutes {
                operands.append(word)
            } else {
                operands += [word] + words
                return
            }
        }
    }

    func has(_ name: String) -> Bool { given.contains { $0.name == name } }

    /// The last value of an option.
    func value(_ name: String) -> String? { given.last { $0.name == name }?.value }

    /// All values of an option.
    func values(_ name: String) -> [String] { given.filter { $0.name == name }.compactMap(\.value) }
}
